"""Computing on the GPU with the shaders of shaders/, in the browser and outside it.

`gpu.plan` says what is to be done, `gpu.device` does it; the operations are functions in the other modules, by
their conventions: `gpu.fft` (numpy.fft), ... .
"""
