"""`gpu.api.Api` made of wgpu-py, for CPython: tests, benches, and use outside the browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

from gpu.api import Adapter, in_passes
from gpu.errors import DeviceLost, GpuError, OutOfMemory, ShaderError, Unavailable
from gpu.shaders import Source

#: Limits that are raised from WebGPU's defaults to what the adapter has.
_RAISED = ("max-buffer-size", "max-storage-buffer-binding-size")
_POSITION = re.compile(r"wgsl:(\d+):\d+")


async def request() -> NativeApi:
    """Return the API on the fastest adapter of the system.

    Raises
    ------
    Unavailable
        If wgpu-py or an adapter is missing, or the adapter gives no device.
    """
    try:
        import wgpu
    except ImportError:
        raise Unavailable("the package wgpu is not installed") from None
    try:
        adapter = await wgpu.gpu.request_adapter_async(power_preference="high-performance")
        wanted = {name: adapter.limits[name] for name in _RAISED}
        device = await adapter.request_device_async(required_limits=wanted)
    except Exception as error:
        raise Unavailable(f"no GPU: {error}") from None
    return NativeApi(wgpu, device)


class NativeApi:
    """See `gpu.api.Api`."""

    def __init__(self, wgpu: Any, device: Any) -> None:
        self._wgpu, self._device = wgpu, device
        info, limits = device.adapter.info, device.limits
        self.adapter = Adapter(info["device"] or info["description"], info["adapter_type"] == "CPU",
                               min(limits["max-buffer-size"], limits["max-storage-buffer-binding-size"]))
        self.lost: str | None = None
        usage = wgpu.BufferUsage
        self._shader_use = usage.STORAGE | usage.COPY_SRC | usage.COPY_DST
        self._host_use = usage.MAP_READ | usage.COPY_DST

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """Raise what wgpu raises as errors of ours."""
        try:
            yield
        except self._wgpu.GPUOutOfMemoryError as error:
            raise OutOfMemory(f"the GPU has no memory left: {error}") from None
        except self._wgpu.GPUError as error:
            if "lost" in str(error).lower():
                self.lost = self.lost or str(error)
                raise DeviceLost(f"the GPU was lost: {error}") from None
            raise GpuError(str(error)) from None

    def buffer(self, nbytes: int, readable: bool) -> Any:
        with self._errors():
            usage = self._host_use if readable else self._shader_use
            return self._device.create_buffer(size=nbytes, usage=usage)

    def write(self, buffer: Any, array: np.ndarray) -> None:
        with self._errors():
            self._device.queue.write_buffer(buffer, 0, array)

    async def pipeline(self, name: str, text: Source, constants: Sequence[tuple[str, float]]) -> Any:
        try:
            module = self._device.create_shader_module(label=name, code=text.text)
            return await self._device.create_compute_pipeline_async(
                label=name, layout="auto",
                compute={"module": module, "entry_point": "main", "constants": dict(constants)})
        except self._wgpu.GPUError as error:
            message = str(error).strip()
            position = _POSITION.search(message)
            where = text.locate(int(position[1])) if position else name
            raise ShaderError(f"{where}: {message}") from None

    def bind(self, pipeline: Any, buffers: Sequence[tuple[Any, int]]) -> Any:
        entries = [{"binding": i, "resource": {"buffer": buffer, "offset": 0, "size": nbytes}}
                   for i, (buffer, nbytes) in enumerate(buffers)]
        with self._errors():
            return self._device.create_bind_group(layout=pipeline.get_bind_group_layout(0), entries=entries)

    def submit(self, commands: Sequence[tuple]) -> None:
        with self._errors():
            encoder = self._device.create_command_encoder()
            for runs, together in in_passes(commands):
                if runs:
                    compute = encoder.begin_compute_pass()
                    for _, pipeline, group, counts in together:
                        compute.set_pipeline(pipeline)
                        compute.set_bind_group(0, group)
                        compute.dispatch_workgroups(*counts)
                    compute.end()
                    continue
                for kind, buffer, *rest in together:
                    if kind == "clear":
                        encoder.clear_buffer(buffer)
                    else:
                        target, nbytes = rest
                        encoder.copy_buffer_to_buffer(buffer, 0, target, 0, nbytes)
            self._device.queue.submit([encoder.finish()])

    async def checked(self, work: Callable[[], Any]) -> Any:
        return work()

    async def read(self, buffer: Any, into: np.ndarray) -> None:
        with self._errors():
            await buffer.map_async(self._wgpu.MapMode.READ)
            into.reshape(-1).view(np.uint8)[:] = buffer.read_mapped()
            buffer.unmap()

    def destroy(self, buffer: Any) -> None:
        buffer.destroy()

    def close(self) -> None:
        self.lost = self.lost or "it was given back"
        self._device.destroy()
