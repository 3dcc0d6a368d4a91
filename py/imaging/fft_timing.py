"""How long a Fourier transform takes here, by several implementations, and how wrong it is.

Times on a machine are what they are, and errors differ a little as well, with the order of its operations;
everything else is the same on every one.
"""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import numpy as np

from imaging import backend

#: A timing is made of as many transforms as take this long, in seconds, for clocks in browsers are coarse.
LEAST = 0.005
#: No more is spent on one timing, in seconds, unless a single transform takes longer.
MOST = 2.0
#: Memory that transforms on their way on the GPU may take, in bytes.
ON_THE_WAY = 64 << 20
#: Size of the copy that measures how fast memory is, in bytes.
COPIED = 32 << 20

Repeat = Callable[[int], Awaitable[None]]


class Unmeasured(Exception):
    """It cannot be done here; the message says why."""


@dataclass(frozen=True)
class Measured:
    """One implementation at one size.

    Parameters
    ----------
    milliseconds : float
        Median time of a transform.
    error : float
        `relative_error` of the transform.
    """

    milliseconds: float
    error: float


def noise(size: int, batch: int) -> np.ndarray:
    """Return `batch` images of complex white noise, (batch, size, size) complex64, the same every time."""
    rng = np.random.default_rng(size)
    values = rng.standard_normal((batch, size, size, 2), np.float32)
    return values.view(np.complex64)[..., 0]


def tiled(image: np.ndarray, size: int, batch: int) -> np.ndarray:
    """Return copies of an image repeated like tiles, mean 0 and standard deviation 1.

    Parameters
    ----------
    image : numpy.ndarray
        Shape (rows, columns), real; of a constant one the result is 0.
    size, batch : int
        Side of each result, and how many.

    Returns
    -------
    numpy.ndarray of complex64
        Shape (batch, size, size).
    """
    values = image - image.mean(dtype=np.float64)
    values /= values.std() or 1.0
    repeats = [-(-size // n) for n in image.shape]
    one = np.tile(values[:size, :size], repeats)[:size, :size].astype(np.complex64)
    return np.repeat(one[None], batch, axis=0)


def rows_of_transform(image: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Return some rows of the 2-D transform of an image, in float64.

    Parameters
    ----------
    image : numpy.ndarray
        Shape (n, m).
    rows : numpy.ndarray of int
        Numbers of k rows of the transform.

    Returns
    -------
    numpy.ndarray of complex128
        Shape (k, m): the defining sum down the columns, then `numpy.fft.fft` along the rows. It takes k n m
        products and a fraction of the memory of a whole transform in float64.
    """
    count = len(image)
    phases = np.outer(rows, np.arange(count)) % count
    kernel = np.exp(-2j * np.pi * phases / count)
    total = np.zeros((len(rows), image.shape[1]), np.complex128)
    for start in range(0, count, 256):
        total += kernel[:, start : start + 256] @ image[start : start + 256].astype(np.complex128)
    return np.fft.fft(total, axis=1)


def relative_error(transform: np.ndarray, image: np.ndarray) -> float:
    """Return the largest deviation of a 2-D transform from float64 in four of its rows.

    It is relative to the root mean square of the transform, which Parseval's theorem gives; 0 for an image of
    zeros.
    """
    rows = np.unique(np.linspace(0, len(image) - 1, 4).astype(int))
    root_mean_square = np.sqrt(np.sum(np.abs(image) ** 2, dtype=np.float64))
    return float(np.abs(transform[rows] - rows_of_transform(image, rows)).max() / (root_mean_square or 1.0))


async def on_cpu(transform: Callable[[np.ndarray], np.ndarray], images: np.ndarray, repeats: int) -> Measured:
    """Time a function that transforms (batch, n, n) complex64 images.

    Parameters
    ----------
    transform : callable
        Such as `numpy.fft.fft2`.
    images : numpy.ndarray
        Shape (batch, n, n).
    repeats : int
        Number of timings.
    """
    error = relative_error(transform(images)[0], images[0])

    async def run(count: int) -> None:
        for _ in range(count):
            transform(images)

    return Measured(await _milliseconds(run, repeats), error)


async def on_gpu(images: np.ndarray, repeats: int, transfer: bool) -> Measured:
    """Time the transform on the GPU, with or without the way there and back.

    Raises
    ------
    Unmeasured
        If there is no GPU, or it cannot do that size.
    """
    from gpu.errors import GpuError

    try:
        return await _on_gpu(images, repeats, transfer)
    except GpuError as error:
        raise Unmeasured(str(error)) from None


async def _on_gpu(images: np.ndarray, repeats: int, transfer: bool) -> Measured:
    from gpu import fft as gpu_fft

    device = await backend.device()
    error = relative_error((await device.run(gpu_fft.fft2, images))[0], images[0])
    if transfer:
        async def run(count: int) -> None:
            for _ in range(count):
                await device.run(gpu_fft.fft2, images)
    else:
        resident = await device.upload(images)
        together = max(1, ON_THE_WAY // images.nbytes)

        async def run(count: int) -> None:
            for done in range(0, count, together):
                await asyncio.gather(*(device.run(gpu_fft.fft2, resident, keep=True)
                                       for _ in range(min(together, count - done))))
            await device.finish()

    try:
        return Measured(await _milliseconds(run, repeats), error)
    finally:
        device.trim()


async def copy_bandwidth() -> tuple[str, float]:
    """Return whose memory was measured, the GPU's if there is one, and the bytes it moves in a second."""
    from gpu.errors import GpuError

    values = np.zeros(COPIED // 8, np.complex64)
    try:
        device = await backend.device()
        resident = await device.upload(values)

        async def run(count: int) -> None:
            for _ in range(count):
                await device.run(_as_it_is, resident, keep=True)
            await device.finish()

        where = device.adapter.name
        spent = await _milliseconds(run, 5)
    except GpuError:
        target = np.empty_like(values)

        async def run(count: int) -> None:
            for _ in range(count):
                np.copyto(target, values)

        where = "the CPU"
        spent = await _milliseconds(run, 5)
    return where, 2 * COPIED / (spent / 1000)


def least_milliseconds(size: int, batch: int, bandwidth: float) -> float:
    """Return the time of reading and writing complex64 images twice, once per axis: 32 size² bytes each."""
    return 1000 * 32 * size**2 * batch / bandwidth


def crossover(sizes: np.ndarray, slow: np.ndarray, fast: np.ndarray) -> float | None:
    """Return the size from which `fast` is faster at all larger ones, interpolated along lines in log-log.

    Parameters
    ----------
    sizes, slow, fast : numpy.ndarray
        Shape (n,): ascending sizes and two times at each.

    Returns
    -------
    float or None
        The first size if it is faster everywhere; None if it is not faster at the last.
    """
    advantage = np.log(slow) - np.log(fast)
    if not len(sizes) or advantage[-1] <= 0:
        return None
    behind = np.flatnonzero(advantage <= 0)
    if not len(behind):
        return float(sizes[0])
    last = behind[-1]
    before, after = advantage[last], advantage[last + 1]
    at = np.log(sizes[last]) + before / (before - after) * np.log(sizes[last + 1] / sizes[last])
    return float(np.exp(at))


def _as_it_is(plan, array):
    """Operation that copies."""
    return array


async def _milliseconds(run: Repeat, repeats: int) -> float:
    """Return the median time of one of what ``run(count)`` does `count` times."""
    spent, count = await _seconds(run, 1), 1
    while spent < LEAST and count < 1024:
        count *= 2
        spent = await _seconds(run, count)
    times = [spent / count] if spent > MOST else []
    begin = time.perf_counter()
    while len(times) < repeats and (not times or time.perf_counter() - begin < MOST):
        await asyncio.sleep(0)  # whoever waits for this interpreter gets a turn
        times.append(await _seconds(run, count) / count)
    return 1000 * statistics.median(times)


async def _seconds(run: Repeat, count: int) -> float:
    start = time.perf_counter()
    await run(count)
    return time.perf_counter() - start
