"""Fourier shift: both shifted images anew in float64, from what scipy.ndimage makes of one wave or pixel."""
import numpy as np
import pytest
from scipy import ndimage

from claims import N


def claims(arrays, state, pictures):
    picture = pictures["image"]
    image, steps = picture.array.astype(float), state["steps"]
    shift = np.array([state["shift_y"], state["shift_x"]])
    yield (f"^{N} px {'left' if shift[1] < 0 else 'right'} and {N} px {'up' if shift[0] < 0 else 'down'}",
           abs(shift[1]), abs(shift[0]))
    if picture.pixel_size:
        yield rf"(?:down|up) \({N} {picture.unit}\)", np.hypot(*shift) * picture.pixel_size
    if steps > 1:
        yield f" in {N} steps: ", steps
    window = tuple(map(slice, image.shape))
    whole = np.pad(image, [(0, n if state["edges"] == "mirror" else 0) for n in image.shape], "symmetric")
    spectrum = np.fft.fft2(whole)
    order = {"linear": 1, "cubic": 3}[state["compare"]]
    moved, interpolated = (
        np.fft.ifft2(spectrum * np.multiply.outer(*map(factors, whole.shape, shift / steps)) ** steps)
        .real[window] for factors in (_ramp, lambda n, step: _response(n, step, order)))
    spread, variance = np.ptp(image), image.var()
    named = {"the Fourier shift": moved, f"{state['compare']} interpolation": interpolated}
    for text, result in named.items():
        yield f"{text} keeps {N} %", pytest.approx(100 * result.var() / variance, abs=0.06)
    beyond = 100 * max(moved.max() - image.max(), image.min() - moved.min(), 0) / spread
    if beyond > 0.5:
        yield f"it overshoots by {N} % of the range", pytest.approx(beyond, abs=0.51)


def _ramp(n, step):
    """Return the factors of scipy.ndimage.fourier_shift; half a cycle per pixel takes the real part."""
    factors = ndimage.fourier_shift(np.ones(n, complex), step)
    if n % 2 == 0:
        factors[n // 2] = factors[n // 2].real
    return factors


def _response(n, step, order):
    """Return the Fourier transform of a single bright pixel, shifted by scipy.ndimage."""
    return np.fft.fft(ndimage.shift(np.eye(1, n)[0], step, order=order, mode="grid-wrap"))
