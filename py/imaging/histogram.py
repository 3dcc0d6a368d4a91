"""Histograms with the counts of `numpy.histogram`, on the CPU or the GPU."""

from __future__ import annotations

from typing import Any

import numpy as np

from imaging import backend


async def histogram(image: np.ndarray, bins: int = 256,
                    limits: tuple[float, float] | None = None) -> tuple[np.ndarray, np.ndarray]:
    """Count the pixels of an image by value, as `numpy.histogram` does for float32.

    Parameters
    ----------
    image : numpy.ndarray
        Real, of any shape.
    bins : int
        Number of bins of equal width; up to 1024 of them a GPU can count.
    limits : (low, high), optional
        Where the first bin begins and the last one ends, which includes its end; values beyond, and NaN, are
        not counted. By default, the smallest and the largest value.

    Returns
    -------
    counts : numpy.ndarray of int64
        Shape (bins,); the same on CPU and GPU.
    bin_edges : numpy.ndarray of float32
        Shape (bins + 1,).

    Raises
    ------
    ValueError
        As `numpy.histogram`: without bins, for limits that are not finite or in the wrong order, or so close
        together that float32 has no numbers between the edges of bins.
    """
    values = np.asarray(image, np.float32)
    # numbers of Python leave the edges to be float32
    between = None if limits is None else (float(limits[0]), float(limits[1]))
    bin_edges = np.histogram_bin_edges(values, bins, between)

    async def on_gpu(device: Any) -> np.ndarray:
        from gpu import histogram as on

        return (await device.run(on.histogram, values, bin_edges)).astype(np.int64)

    def on_cpu() -> np.ndarray:
        return np.histogram(values, bins, between)[0]

    return await backend.choose("Histogram", (values,), on_cpu, on_gpu, library="numpy"), bin_edges
