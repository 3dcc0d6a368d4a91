"""Computing on the GPU with the shaders of shaders/, in the browser and outside it.

`gpu.plan` says what is to be done, `gpu.device` does it; the other modules are operations, each by the
conventions of the library that its docstrings name.
"""
