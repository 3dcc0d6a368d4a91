"""Each test that asks for `gpu` runs on two adapters: wgpu-py's, and Chromium's through Pyodide."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.hosts import BrowserGpu, Gpu, NativeGpu

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.gpu)


@pytest.fixture(scope="session", params=["native", "chromium"])
def gpu(request: pytest.FixtureRequest) -> Iterator[Gpu]:
    """A GPU, or what plays one."""
    if request.param == "native":
        device = NativeGpu()
    else:
        device = BrowserGpu(request.getfixturevalue("playwright"), request.getfixturevalue("built"))
    yield device
    device.close()
