"""The FFT on the GPU: against another library, against scipy, and against what memory allows."""

from __future__ import annotations

import statistics
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from playwright.sync_api import Playwright
from rows import Row

from adapters.hosts import BrowserGpu, Gpu, NativeGpu
from building import built_site
from sitebuild import ROOT

JAX = ROOT / "web/node_modules/@jax-js/jax/dist"
JAX_SIZES = (512, 1024, 2048)
SCIPY_SIZES = (256, 512, 1024, 2048)
REPEATS = 7


def gpu(playwright: Playwright) -> list[Row]:
    """Measure on every adapter that is there."""
    native, browser = NativeGpu(), BrowserGpu(playwright, built_site())
    rows = []
    try:
        rows += _against_jax(browser)
        for device in (browser, native):
            rows += _against_scipy(device)
            rows += [_choice(device)] if device.adapter.software else _against_memory(device)
    finally:
        native.close()
        browser.close()
    return rows


def _noise(n: int) -> np.ndarray:
    return np.random.default_rng(n).standard_normal((2, n, n)).astype(np.float32)


def _error(got: np.ndarray, expected: np.ndarray) -> float:
    return float(np.abs(got - expected).max() / np.sqrt(np.mean(np.abs(expected) ** 2)))


def _against_jax(browser: BrowserGpu) -> list[Row]:
    """Our complex FFT and that of @jax-js/jax in turn, on one page."""
    page = browser.page
    page.route("**/jax/*", lambda route: route.fulfill(path=JAX / Path(route.request.url).name))
    page.route("**/jax_fft.js", lambda route: route.fulfill(path=Path(__file__).with_name("jax_fft.js")))
    call = partial(page.evaluate, "async ([name, ...rest]) => (await import('/jax_fft.js'))[name](...rest)")
    rows = []
    for n in JAX_SIZES:
        planes = _noise(n)
        image = (planes[0] + 1j * planes[1]).astype(np.complex64)
        expected = np.fft.fft2(image.astype(np.complex128))
        browser.server.question = planes.tobytes()
        call(["prepare", "question", n])
        call(["send", "answer"])
        theirs = np.frombuffer(browser.server.answer, np.float32).reshape(2, n, n)
        ours = browser.call(_transform, image)
        turns = [(browser.call(_time, image), call(["time"])) for _ in range(REPEATS)]
        times = [statistics.median(side) for side in zip(*turns, strict=True)]
        note = (f"{times[0]:.1f} against {times[1]:.1f} ms; errors {_error(ours, expected):.1e} "
                f"and {_error(theirs[0] + 1j * theirs[1], expected):.1e}")
        rows.append(Row(f"complex FFT {n} x {n}, {browser.adapter.name}: time of ours / of jax-js",
                        [a / b for a, b in turns], 0.2, "", note=note))
    return rows


def _against_scipy(device: Gpu) -> list[Row]:
    """The real FFT with upload and read-back, and that of scipy, in turn."""
    rows = []
    for n in SCIPY_SIZES:
        turns = device.call(_both, _noise(n)[0], REPEATS)
        host, moved, resident = (statistics.median(side) for side in zip(*turns, strict=True))
        note = f"scipy {host:.1f} ms; GPU {moved:.1f} ms with transfer, {resident:.1f} ms without"
        rows.append(Row(f"real FFT {n} x {n}, {device.adapter.name}: time with transfer / of scipy",
                        [b / a for a, b, _ in turns], None, "", note=note))
    return rows


def _choice(device: Gpu) -> Row:
    """Whether a filter at 1024 x 1024 is left to the CPU on a software adapter."""
    ran = device.call(_chosen, _noise(1024)[0])
    return Row(f"filters that ran on {device.adapter.name} unasked", [float(ran.startswith("GPU"))], 0, "",
               note=ran)


def _against_memory(device: Gpu) -> list[Row]:
    """The complex FFT against reading and writing the array twice at the speed of a copy."""
    rows = []
    for n in (1024, 2048, 4096):
        spent, copies = device.call(_fft_and_copy, n, 4 * REPEATS)
        floor = 2 * statistics.median(copies)
        rows.append(Row(f"complex FFT {n} x {n}, {device.adapter.name}: time / 32 N² bytes at copy speed",
                        [t / floor for t in spent], 4, "",
                        note=f"{statistics.median(spent):.3f} ms; floor {floor:.3f} ms, "
                             f"{32 * n * n / floor / 1e6:.0f} GB/s"))
    return rows


async def _transform(device: Any, image: np.ndarray) -> np.ndarray:
    from gpu import fft

    return await device.run(fft.fft2, image)


async def _time(device: Any, image: np.ndarray) -> float:
    import time

    from gpu import fft

    resident = await device.upload(image)
    await device.finish()
    start = time.perf_counter()
    result = await device.run(fft.fft2, resident, keep=True)
    await device.finish()
    del result
    return 1000 * (time.perf_counter() - start)


async def _both(device: Any, image: np.ndarray, repeats: int) -> list[tuple[float, float, float]]:
    import sys
    import time

    if sys.platform == "emscripten":
        import pyodide_js

        await pyodide_js.loadPackage("scipy")
    from scipy.fft import rfft2

    from gpu import fft

    resident = await device.upload(image)
    turns = []
    for _ in range(repeats + 1):
        marks = [time.perf_counter()]
        rfft2(image)
        marks.append(time.perf_counter())
        await device.run(fft.rfft2, image)
        marks.append(time.perf_counter())
        result = await device.run(fft.rfft2, resident, keep=True)
        await device.finish()
        marks.append(time.perf_counter())
        del result
        turns.append(tuple(1000 * (b - a) for a, b in zip(marks, marks[1:], strict=False)))
    return turns[1:]


async def _chosen(device: Any, image: np.ndarray) -> str:
    from imaging import backend, fourier

    half = backend.Held(fourier.spectrum(image))
    mask = fourier.pass_mask(fourier.radial_frequency(image.shape), "low", 0, 40)
    with backend.computing("auto") as record:
        await fourier.filter_image(half, mask, image.shape)
    return str(record)


async def _fft_and_copy(device: Any, n: int, repeats: int) -> tuple[list[float], list[float]]:
    import time

    import numpy as np

    from gpu import fft

    noise = np.random.default_rng(n).standard_normal((2, n, n)).astype(np.float32)
    given, other = [await device.upload(noise[0] + 1j * noise[1]) for _ in range(2)]
    # The commands of one transform, to submit again and again: no memory or binding is made anew.
    submit, recorded = device._api.submit, []
    device._api.submit = recorded.append
    try:
        result = await device.run(fft.fft2, given, keep=True)
    finally:
        device._api.submit = submit
    (transform,) = recorded
    copy = [("copy", given.memory.handle, other.memory.handle, 8 * n * n)]

    async def spent(commands: list[tuple]) -> float:
        """What one more takes in a submission; what a submission costs cancels."""
        marks = []
        for times in (8, 72):
            await device.finish()
            start = time.perf_counter()
            submit(commands * times)
            await device.finish()
            marks.append(1000 * (time.perf_counter() - start))
        return (marks[1] - marks[0]) / 64

    for commands in (transform, copy):
        await spent(commands)
    turns = [(await spent(transform), await spent(copy)) for _ in range(repeats)]
    del result
    return [turn[0] for turn in turns], [turn[1] for turn in turns]
