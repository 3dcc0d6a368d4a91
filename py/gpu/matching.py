"""Where an image, or a part of it, lies in another: phase and normalised cross-correlation, in float32.

Both are operations on a `Plan`, see `gpu.plan`. They expect images whose mean the caller has taken out and
whose standard deviation is 1, both in float64: float32 would round weak structure on a large offset away.
"""

from __future__ import annotations

import math

import numpy as np

from gpu import fft, spectra
from gpu.plan import Array, Plan

#: Amplitudes of a spectrum below this, relative to the root mean square, are rounding errors. Where one
#: frequency holds nearly all of the spectrum, a few errors are larger.
NOISE = 2e-6
#: Standard deviations of windows below this, relative to that of the image, are rounding errors.
FAINT = 1e-5


def phase_correlation(plan: Plan, reference: Array, moving: Array, *,
                      whiten: bool = True) -> tuple[Array, Array]:
    """Correlate two images of the same shape circularly, by default with all amplitudes made equal.

    The maximum of the surface lies at the shift that takes `moving` to `reference`, as in
    `skimage.registration.phase_cross_correlation`: negative ones are counted from the end of the axis.

    Parameters
    ----------
    plan : Plan
        What the dispatches are added to.
    reference, moving : Array of float32
        Shape (..., rows, columns), with mean 0 and standard deviation 1.
    whiten : bool
        Divide each element of the cross-power spectrum by its magnitude (phase correlation); otherwise, the
        surface is the plain circular cross-correlation ``c[k] = sum(reference[n + k] * moving[n])``.

    Returns
    -------
    surface : Array of float32
        Same shape.
    power : Array of complex64
        Shape (..., rows, columns // 2 + 1), the cross-power spectrum, of which `surface` is the
        inverse transform. Frequency zero is 0: it says nothing about a shift, and of images without a mean it
        has only rounding errors. So are, if `whiten`, amplitudes below `NOISE` of the root mean square.

    Raises
    ------
    ValueError
        If the shapes differ.
    TooLarge
        If an axis is longer than `gpu.lengths.LONGEST`.

    References
    ----------
    C. D. Kuglin and D. C. Hines, The phase correlation image alignment method, Proc. IEEE International
    Conference on Cybernetics and Society, 1975, pages 163-165.
    """
    if reference.shape != moving.shape:
        raise ValueError(f"the images have the shapes {reference.shape} and {moving.shape}; "
                         "they must be equal")
    rows, columns = reference.shape[-2:]
    f, g = fft.rfft2(plan, reference), fft.rfft2(plan, moving)
    power = plan.dispatch("cross_power", [f, g], f.shape, np.complex64, SIZE=math.prod(f.shape[-2:]),
                          COUNT=f.size, WHITEN=whiten, FLOOR=NOISE * math.sqrt(rows * columns))
    return fft.irfft2(plan, power, columns=columns), power


def normalised_cross_correlation(plan: Plan, image: Array, template: Array, integral: Array, outside: Array,
                                 *, pad_input: bool = False) -> Array:
    """Return the correlation coefficient of a template with the part of the image under it, for each place.

    As `skimage.feature.match_template`. The numerator is a product of spectra. Sums of squares in the windows
    are joined from groups (window_moments.wgsl), without the cancellation of integral images.

    Parameters
    ----------
    plan : Plan
        What the dispatches are added to.
    image : Array of float32
        Shape (..., rows, columns), with mean 0 and standard deviation 1.
    template : Array of float32
        Shape (m, n), no larger, with mean 0 and a sum of squares of 1.
    integral : Array of float32
        Shape (m + 1, n + 1): element (r, c) is the sum over the first r rows and c columns of `template`.
    outside : Array of float32
        Shape (1,): the value beyond the edges of the image if `pad_input`.
    pad_input : bool
        Place the middle of the template, (m // 2, n // 2), on each pixel of the image; otherwise, only
        windows wholly inside.

    Returns
    -------
    Array of float32
        Shape (..., rows, columns) if `pad_input`, else (..., rows - m + 1, columns - n + 1); from -1 to 1.
        Errors are some 3e-7 times the standard deviation of the image over that of the window. Windows where
        that is less than `FAINT` of the former give 0.

    Raises
    ------
    TooLarge
        If the image, with half the template around it if `pad_input`, is longer than `gpu.lengths.LONGEST`.
    ValueError
        If the template is larger than the image.

    References
    ----------
    J. P. Lewis, Fast Template Matching, Vision Interface 1995, pages 120-123.
    """
    (rows, columns), (m, n) = image.shape[-2:], template.shape
    if m > rows or n > columns:
        raise ValueError(f"a template of {m} x {n} pixels does not fit into an image of {rows} x {columns}")
    first = (-(m // 2), -(n // 2)) if pad_input else (0, 0)
    shape = (rows, columns) if pad_input else (rows - m + 1, columns - n + 1)
    needed = (shape[0] + m - 1, shape[1] + n - 1)
    long = spectra.fast_shape(needed)
    image_spectrum = fft.rfft2(plan, spectra.window(plan, image, first, long))
    template_spectrum = fft.rfft2(plan, spectra.window(plan, template, (0, 0), long))
    product = spectra.multiply(plan, image_spectrum, template_spectrum, conjugate=True)
    correlation = fft.irfft2(plan, product, columns=long[1])
    moments = _moments(plan, spectra.window(plan, image, first, needed, cval=outside), (m, n))
    return plan.dispatch("correlation_coefficient", [correlation, moments, integral, outside], moments.shape,
                         FROM_ROWS=long[0], FROM_COLUMNS=long[1], ROWS=shape[0], COLUMNS=shape[1],
                         IMAGE_ROWS=rows, IMAGE_COLUMNS=columns, TEMPLATE_ROWS=m, TEMPLATE_COLUMNS=n,
                         TOP=first[0], LEFT=first[1], FLOOR=FAINT, COUNT=moments.size)


def _moments(plan: Plan, image: Array, size: tuple[int, int]) -> Array:
    """Return (mean, sum of squared deviations) as complex numbers, of windows of a size wholly inside."""
    (*batch, rows, columns), (m, n) = image.shape, size
    pixels = plan.dispatch("complex_of_real", [image], image.shape, np.complex64, COUNT=image.size)
    shape = (*batch, rows, columns - n + 1)
    along = plan.dispatch("window_moments", [pixels], shape, np.complex64, FROM=columns, INTO=shape[-1],
                          INNER=1, WINDOW=n, WEIGHT=1, COUNT=math.prod(shape))
    shape = (*batch, rows - m + 1, shape[-1])
    return plan.dispatch("window_moments", [along], shape, np.complex64, FROM=rows, INTO=shape[-2],
                         INNER=shape[-1], WINDOW=m, WEIGHT=n, COUNT=math.prod(shape))
