"""Each test that asks for `gpu` runs on two adapters: wgpu-py's, and Chromium's through Pyodide."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.hosts import BrowserGpu, Gpu, NativeGpu
from imaging import backend

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.gpu)


@pytest.fixture(scope="session")
def native() -> Iterator[Gpu]:
    device = NativeGpu()
    yield device
    device.close()


@pytest.fixture(scope="session")
def chromium_gpu(playwright, built) -> Iterator[Gpu]:
    device = BrowserGpu(playwright, built)
    yield device
    device.close()


@pytest.fixture(params=["native", "chromium_gpu"], ids=["native", "chromium"])
def gpu(request: pytest.FixtureRequest) -> Gpu:
    """A GPU, or what plays one; both stay open while tests go from one to the other."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def both(native, monkeypatch):
    """Call a function of imaging on the CPU and with the GPU: (result, result, where the latter ran)."""
    monkeypatch.setattr(backend, "_gpu", backend._Gpu())

    async def on_both(device, function, *arguments, **options):
        backend._gpu._device = device
        on_cpu = await function(*arguments, **options)
        with backend.computing("gpu") as record:
            return on_cpu, await function(*arguments, **options), str(record)

    return lambda *call, **options: native.call(on_both, *call, **options)
