"""`gpu.api.Api` made of the browser's ``navigator.gpu``, for Pyodide."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import js
import numpy as np
from pyodide.ffi import JsException, create_proxy, to_js

from gpu.api import Adapter, in_passes
from gpu.errors import DeviceLost, GpuError, OutOfMemory, ShaderError, Unavailable
from gpu.shaders import Source

#: GPUBufferUsage and GPUMapMode: constants of the WebGPU specification.
_MAP_READ, _COPY_SRC, _COPY_DST, _STORAGE = 0x1, 0x4, 0x8, 0x80
_FOR_SHADERS = _STORAGE | _COPY_SRC | _COPY_DST
_FOR_HOST = _MAP_READ | _COPY_DST
_MODE_READ = 1
#: Limits that are raised from WebGPU's defaults to what the adapter has.
_RAISED = ("maxBufferSize", "maxStorageBufferBindingSize")
#: Error scopes round whatever is checked.
_SCOPES = ("out-of-memory", "internal", "validation")


async def request() -> BrowserApi:
    """Return the API on the fastest adapter of the browser.

    Raises
    ------
    Unavailable
        If the browser has no WebGPU or no adapter, or the adapter gives no device.
    """
    gpu = getattr(js.navigator, "gpu", None)
    if not gpu:
        raise Unavailable("this browser has no WebGPU")
    try:
        adapter = await gpu.requestAdapter(_object(powerPreference="high-performance"))
        if not adapter:
            raise Unavailable("this browser found no GPU")
        limits = {name: getattr(adapter.limits, name) for name in _RAISED}
        device = await adapter.requestDevice(_object(requiredLimits=limits))
    except JsException as error:
        raise Unavailable(f"this browser refused its GPU: {error.message}") from None
    return BrowserApi(adapter, device)


def _object(**fields: Any) -> Any:
    """Return a JavaScript object, nested ones included."""
    return to_js(fields, dict_converter=js.Object.fromEntries)


class BrowserApi:
    """See `gpu.api.Api`."""

    def __init__(self, adapter: Any, device: Any) -> None:
        self._device = device
        info, limits = adapter.info, device.limits
        named = [info.description] if info.description else [info.vendor, info.architecture or info.device]
        software = bool(getattr(info, "isFallbackAdapter", False)) or info.architecture == "swiftshader"
        self.adapter = Adapter(" ".join(filter(None, named)) or "GPU", software,
                               int(min(limits.maxBufferSize, limits.maxStorageBufferBindingSize)))
        self.lost: str | None = None

        def told(reason: Any) -> None:
            self.lost = self.lost or reason.message or reason.reason

        device.lost.then(create_proxy(told))

    def buffer(self, nbytes: int, readable: bool) -> Any:
        try:
            usage = _FOR_HOST if readable else _FOR_SHADERS
            return self._device.createBuffer(_object(size=nbytes, usage=usage))
        except JsException as error:  # RangeError: the host, too, has no memory
            raise OutOfMemory(f"no memory for a buffer of {nbytes} bytes: {error.message}") from None

    def write(self, buffer: Any, array: np.ndarray) -> None:
        self._device.queue.writeBuffer(buffer, 0, to_js(array.reshape(-1).view(np.uint8).data))

    async def pipeline(self, name: str, text: Source, constants: Sequence[tuple[str, float]]) -> Any:
        module = self._device.createShaderModule(_object(label=name, code=text.text))
        compute = {"module": module, "entryPoint": "main", "constants": dict(constants)}
        try:
            return await self._device.createComputePipelineAsync(
                _object(label=name, layout="auto", compute=compute))
        except JsException as error:
            self._check()
            compiled = await module.getCompilationInfo()
            told = [f"{text.locate(m.lineNum)}: {m.message}" for m in compiled.messages if m.type == "error"]
            raise ShaderError("\n".join(told) or f"{name}: {error.message}") from None

    def bind(self, pipeline: Any, buffers: Sequence[tuple[Any, int]]) -> Any:
        entries = [{"binding": i, "resource": {"buffer": buffer, "size": nbytes}}
                   for i, (buffer, nbytes) in enumerate(buffers)]
        return self._device.createBindGroup(_object(layout=pipeline.getBindGroupLayout(0), entries=entries))

    def submit(self, commands: Sequence[tuple]) -> None:
        encoder = self._device.createCommandEncoder()
        for runs, together in in_passes(commands):
            if runs:
                compute = encoder.beginComputePass()
                for _, pipeline, group, counts in together:
                    compute.setPipeline(pipeline)
                    compute.setBindGroup(0, group)
                    compute.dispatchWorkgroups(*counts)
                compute.end()
                continue
            for kind, buffer, *rest in together:
                if kind == "clear":
                    encoder.clearBuffer(buffer)
                else:
                    target, nbytes = rest
                    encoder.copyBufferToBuffer(buffer, 0, target, 0, nbytes)
        self._device.queue.submit(to_js([encoder.finish()]))

    async def checked(self, work: Callable[[], Any]) -> Any:
        for scope in reversed(_SCOPES):
            self._device.pushErrorScope(scope)
        try:
            result = work()
        finally:
            answers = [self._device.popErrorScope() for _ in _SCOPES]
        for scope, answer in zip(_SCOPES, answers, strict=True):
            try:
                error = await answer
            except JsException:  # only a lost device does not answer
                self._check("it does not answer")
                raise
            if error:
                self._check()
                if scope == "out-of-memory":
                    raise OutOfMemory(f"the GPU has no memory left: {error.message}")
                raise GpuError(error.message)
        return result

    async def read(self, buffer: Any, into: np.ndarray) -> None:
        try:
            await buffer.mapAsync(_MODE_READ)
        except JsException as error:
            self._check()
            raise GpuError(f"the result could not be read: {error.message}") from None
        buffer.getMappedRange(0, into.nbytes).assign_to(into.reshape(-1).view(np.uint8).data)
        buffer.unmap()

    def destroy(self, buffer: Any) -> None:
        buffer.destroy()

    def close(self) -> None:
        self.lost = self.lost or "it was given back"
        self._device.destroy()

    def _check(self, reason: str = "") -> None:
        """Raise DeviceLost if the device is gone, or if there is a reason to think so."""
        self.lost = self.lost or reason or None
        if self.lost:
            raise DeviceLost(f"the GPU was lost: {self.lost}")
