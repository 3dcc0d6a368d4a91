"""Images shifted by fractions of a pixel: in Fourier space, or by interpolation seen as a filter there.

On an image that is continued periodically, interpolation between equidistant samples is a convolution. So
each way to shift is a factor per frequency, its transfer function, and several shifts are a power of it. Both
axes are independent: the factor of a frequency (row, column) is the product of the two.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy import fft

Kernel = Literal["fourier", "linear", "cubic"]


def transfer(frequency: np.ndarray, shift: float, kernel: Kernel = "fourier", steps: int = 1) -> np.ndarray:
    """Return by what a shift along one axis multiplies each frequency.

    Parameters
    ----------
    frequency : numpy.ndarray
        In cycles per pixel, from -1/2 to 1/2.
    shift : float
        In pixels; positive shifts go to larger indices.
    kernel : {"fourier", "linear", "cubic"}
        "fourier" is the phase ramp exp(-2 pi i frequency shift). At the frequency 1/2 it is the mean of both
        its ends, cos(pi shift), which keeps real images real. "linear" and "cubic" interpolate between two
        samples, and by B-splines of degree 3, as `scipy.ndimage.shift` does with the mode "grid-wrap".
    steps : int
        In how many equal shifts, one after the other, it is done.

    Returns
    -------
    numpy.ndarray of complex128
        Shape of `frequency`.

    Raises
    ------
    ValueError
        For another kernel, and for less than 1 step.

    References
    ----------
    P. Thevenaz, T. Blu, M. Unser, Interpolation revisited, IEEE Trans. Med. Imaging 19 (2000) 739,
    https://doi.org/10.1109/42.875199
    """
    if steps < 1:
        raise ValueError(f"steps is {steps}; allowed is 1 or more")
    step = shift / steps
    if kernel == "fourier":
        factor = np.exp(-2j * np.pi * frequency * step)
        factor[np.abs(frequency) == 0.5] = np.cos(np.pi * step)
        return factor**steps
    whole = np.floor(step)
    part = step - whole
    if kernel == "linear":
        weights, first, divisor = [1 - part, part], 0, 1.0
    elif kernel == "cubic":
        rest = 1 - part
        weights = [rest**3 / 6, 2 / 3 - part**2 + part**3 / 2, 2 / 3 - rest**2 + rest**3 / 2, part**3 / 6]
        first, divisor = -1, (2 + np.cos(2 * np.pi * frequency)) / 3  # the spline at the samples
    else:
        raise ValueError(f"kernel is {kernel!r}; allowed are 'fourier', 'linear' and 'cubic'")
    factor = sum(w * np.exp(-2j * np.pi * frequency * (whole + first + k)) for k, w in enumerate(weights))
    return (factor / divisor) ** steps


def shifted(half: np.ndarray, shape: tuple[int, int], shift: tuple[float, float],
            kernel: Kernel = "fourier", steps: int = 1) -> np.ndarray:
    """Shift an image that is continued periodically.

    Parameters
    ----------
    half : numpy.ndarray of complex64
        Shape (rows, columns // 2 + 1), `imaging.fourier.spectrum` of the image.
    shape : (rows, columns)
        Of the image.
    shift : (float, float)
        Along rows and columns in pixels; positive is down and to the right.
    kernel, steps
        As for `transfer`.

    Returns
    -------
    numpy.ndarray of float32
        Shape `shape`. What leaves at one edge comes in at the opposite one.

    Raises
    ------
    ValueError
        As `transfer`.
    """
    down = transfer(fft.fftfreq(shape[0]), shift[0], kernel, steps).astype(np.complex64)
    right = transfer(fft.rfftfreq(shape[1]), shift[1], kernel, steps).astype(np.complex64)
    product = half * right
    product *= down[:, None]
    return fft.irfft2(product, s=shape)


def phase_ramp(shape: tuple[int, int], shift: tuple[float, float]) -> np.ndarray:
    """Return the phase that a shift adds to each frequency, for display.

    Parameters
    ----------
    shape : (rows, columns)
        Shape of the result; frequency zero is at [rows // 2, columns // 2], and the steps are 1 / rows and
        1 / columns cycles per pixel.
    shift : (float, float)
        Along rows and columns, in pixels.

    Returns
    -------
    numpy.ndarray of float32
        In radians, from -pi to pi.
    """
    down, right = (fft.fftshift(fft.fftfreq(n)) * s for n, s in zip(shape, shift, strict=True))
    turns = -(down[:, None] + right)
    turns -= np.round(turns)
    return (2 * np.pi * turns).astype(np.float32)
