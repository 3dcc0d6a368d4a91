"""Call a test's function with the device of this host; runs in CPython and in the browser."""

import pickle
import traceback

from gpu import device as gpu_device

_device = None


async def call(source: str, arguments: tuple, options: dict):
    """Run the one ``async def`` of `source`, which takes the device first; one device serves all calls."""
    global _device
    if _device is None or _device.lost is not None:
        _device = await gpu_device.request()
    names: dict = {}
    exec(source, names)
    function = next(value for value in names.values() if hasattr(value, "__code__"))
    return await function(_device, *arguments, **options)


async def call_pickled(question) -> bytes:
    """Do as `call` for (source, arguments, options); the answer is ("ok", result) or ("error", text)."""
    try:
        source, arguments, options = pickle.loads(question.to_bytes())
        answer = ("ok", await call(source, arguments, options))
    except Exception as error:
        answer = ("error", f"{type(error).__name__}: {error}\n{traceback.format_exc()}")
    return pickle.dumps(answer, protocol=5)
