"""What can go wrong with a GPU, each as a type of its own, so that a caller may fall back to the CPU."""

from __future__ import annotations


class GpuError(Exception):
    """The GPU could not do it; the message says what and why."""


class Unavailable(GpuError):
    """There is no adapter, or it refuses to give a device."""


class DeviceLost(GpuError):
    """The device is gone (a reset of the driver, a GPU that went to sleep, or `Device.close`)."""


class OutOfMemory(GpuError):
    """The GPU has no memory left for a buffer."""


class TooLarge(GpuError):
    """An array or a dispatch is beyond the limits of the adapter."""


class ShaderError(GpuError):
    """A shader does not compile, or a pipeline made of it is not valid; the message names file and line."""
