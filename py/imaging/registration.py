"""By how much one image is shifted against another."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

import numpy as np
from scipy import fft

from gpu import matching
from imaging import backend

if TYPE_CHECKING:
    from gpu.device import Device

Normalization = Literal["phase"]


async def phase_shift(reference: np.ndarray, moving: np.ndarray, upsample_factor: int = 1,
                      normalization: Normalization | None = "phase") -> np.ndarray:
    """Return the shift that registers an image with a reference, found by cross-correlation.

    As `skimage.registration.phase_cross_correlation`: the maximum of the circular correlation surface, and
    for fractions of a pixel that of its trigonometric interpolation within 3/4 pixel around it. Unlike there,
    an amplitude below `gpu.matching.NOISE` of the root mean square counts as a rounding error and has no say
    in phase correlation.

    Parameters
    ----------
    reference, moving : numpy.ndarray
        Shape (rows, columns), real and finite.
    upsample_factor : int
        The shift is a multiple of 1 / upsample_factor pixels.
    normalization : {"phase", None}
        "phase" lets every frequency count alike (phase correlation), whatever the illumination. None, the
        plain cross-correlation, is better for noisy images.

    Returns
    -------
    numpy.ndarray of float64
        (rows, columns), in pixels: ``scipy.ndimage.shift(moving, result, mode="grid-wrap")`` lies on
        `reference`. Shifts of more than half the image come out as those in the other direction.

    Raises
    ------
    ValueError
        If the images are not two of the same shape, or hold NaN or an infinity; if `upsample_factor` is below
        1; for another normalization.

    References
    ----------
    C. D. Kuglin and D. C. Hines, The phase correlation image alignment method, Proc. IEEE International
    Conference on Cybernetics and Society, 1975, pages 163-165.
    M. Guizar-Sicairos, S. T. Thurman and J. R. Fienup, Efficient subpixel image registration algorithms,
    Optics Letters 33 (2008) 156-158, doi:10.1364/OL.33.000156.
    """
    _check(reference, moving, upsample_factor, normalization)
    whiten, fine = normalization == "phase", upsample_factor > 1
    (a, mean_a), (b, mean_b) = standardised(reference), standardised(moving)
    surface, power = await backend.choose(
        "Phase correlation", (a, b),
        cpu=lambda: _correlation(a, b, whiten),
        gpu=lambda device: _correlation_on_gpu(device, a, b, whiten, fine))
    # The largest magnitude may depend on the means, which were taken out: they add a constant to the surface.
    zero = np.sign(mean_a * mean_b) if whiten else mean_a * mean_b * a.size**2
    shift = _peak(surface + zero / a.size)
    shift = np.where(2 * shift > np.array(a.shape), shift - a.shape, shift)
    if fine:
        power[0, 0] = zero
        shift = shift + _refined(power, a.shape, shift, upsample_factor)
    return np.where(np.array(a.shape) == 1, 0.0, shift)


def standardised(image: np.ndarray) -> tuple[np.ndarray, float]:
    """Return an image in float64 less its mean, divided by its standard deviation, and the mean so divided.

    Of a constant image, it is 0 everywhere and the sign of the mean.
    """
    values = image.astype(np.float64)
    mean, deviation = values.mean(), values.std()
    if deviation <= 1e-12 * abs(mean):  # that is rounding
        return np.zeros_like(values), np.sign(mean)
    return (values - mean) / deviation, mean / deviation


def _check(reference: np.ndarray, moving: np.ndarray, upsample_factor: int,
           normalization: str | None) -> None:
    if reference.ndim != 2 or reference.shape != moving.shape:
        raise ValueError(f"the images have the shapes {reference.shape} and {moving.shape}; "
                         "they must be equal, (rows, columns)")
    if not (np.isfinite(reference).all() and np.isfinite(moving).all()):
        raise ValueError("an image holds NaN or an infinity; all values must be finite")
    if upsample_factor < 1:
        raise ValueError(f"upsample_factor is {upsample_factor}; allowed is 1 or more")
    if normalization not in ("phase", None):
        raise ValueError(f"normalization is {normalization!r}; allowed are 'phase' and None")


def _correlation(a: np.ndarray, b: np.ndarray, whiten: bool) -> tuple[np.ndarray, np.ndarray]:
    """Do what `gpu.matching.phase_correlation` does, in float64."""
    f, g = fft.rfft2(a), fft.rfft2(b)
    power = f * g.conj()
    if whiten:
        weak = np.minimum(np.abs(f), np.abs(g)) <= matching.NOISE * math.sqrt(a.size)
        power[weak] = 0
        power /= np.where(weak, 1, np.abs(power))
    power[0, 0] = 0
    return fft.irfft2(power, a.shape), power


async def _correlation_on_gpu(device: Device, a: np.ndarray, b: np.ndarray, whiten: bool,
                              fine: bool) -> tuple[np.ndarray, np.ndarray | None]:
    """Do the same on a device; the spectrum, as large as the surface, is fetched only if it is needed."""
    surface, power = await device.run(matching.phase_correlation, a, b, whiten=whiten, keep=True)
    return await device.download(surface), await device.download(power) if fine else None


def _peak(surface: np.ndarray) -> np.ndarray:
    return np.array(np.unravel_index(np.argmax(np.abs(surface)), surface.shape), np.float64)


def _refined(power: np.ndarray, shape: tuple[int, int], shift: np.ndarray,
             upsample_factor: int) -> np.ndarray:
    """Return what has to be added to a shift of whole pixels."""
    count = math.ceil(1.5 * upsample_factor)
    steps = (np.arange(count) - count // 2) / upsample_factor
    return steps[_peak(_interpolated(power, shape, shift[0] + steps, shift[1] + steps)).astype(int)]


def _interpolated(power: np.ndarray, shape: tuple[int, int], rows: np.ndarray,
                  columns: np.ndarray) -> np.ndarray:
    """Return the surface between its pixels: the inverse transform at any rows and columns.

    It is a product of three matrices. The half of the spectrum that is not stored, P[-k] = conj P[k], is
    multiplied as conj(conj(W) P), with the waves W in the order of -k.
    """
    waves = np.exp(2j * np.pi * np.outer(rows, fft.fftfreq(shape[0])))
    mirrored = np.roll(waves[:, ::-1], 1, axis=1).conj()
    positive, negative = np.split(np.concatenate([waves, mirrored]) @ power, 2)
    missing = shape[1] - power.shape[1]
    lines = np.concatenate([positive, negative[:, missing:0:-1].conj()], axis=1)
    return lines @ np.exp(2j * np.pi * np.outer(fft.fftfreq(shape[1]), columns))
