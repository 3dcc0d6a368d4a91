"""Shifts against scipy in float64: its Fourier shift, and its splines on a periodic image."""
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import ndimage

from imaging.fourier import spectrum
from imaging.shifting import phase_ramp, shifted, transfer

SHAPES = [(1, 1), (1, 9), (8, 1), (13, 21), (16, 12), (33, 50)]
SHIFTS = [(0, 0), (3, -2), (0.5, 0.5), (-7.4, 4.3), (40.25, -0.1)]


def picture(shape):
    return np.random.default_rng(2).normal(20, 10, shape)


def low_passed(image):
    """Return the image without the frequencies 1/2, whose shift is a convention."""
    plane = np.fft.fft2(image)
    for axis, n in enumerate(image.shape):
        if n % 2 == 0:
            plane[tuple(n // 2 if a == axis else slice(None) for a in (0, 1))] = 0
    return np.fft.ifft2(plane).real


@pytest.mark.parametrize("shift", SHIFTS)
@pytest.mark.parametrize("shape", SHAPES)
def test_the_fourier_shift_is_scipys(shape, shift):
    image = low_passed(picture(shape))
    want = np.fft.ifft2(ndimage.fourier_shift(np.fft.fft2(image), shift))
    assert np.abs(want.imag).max() < 1e-12
    got = shifted(spectrum(image), shape, shift)
    assert got.dtype == np.float32
    np.testing.assert_allclose(got, want.real, atol=2e-5)


@pytest.mark.parametrize("shift", [(0, 0), (0.5, 3), (-2.3, 0)])
@pytest.mark.parametrize("shape", [(16, 1), (1, 12)])
def test_at_half_a_cycle_per_pixel_it_is_the_real_part(shape, shift):
    image = picture(shape)
    want = np.fft.ifft2(ndimage.fourier_shift(np.fft.fft2(image), shift)).real
    np.testing.assert_allclose(shifted(spectrum(image), shape, shift), want, atol=2e-5)


@pytest.mark.parametrize("steps", [1, 3])
@pytest.mark.parametrize(("kernel", "order"), [("linear", 1), ("cubic", 3)])
@pytest.mark.parametrize("shift", SHIFTS)
@pytest.mark.parametrize("shape", SHAPES[3:])
def test_interpolation_is_scipys_on_a_periodic_image(shape, shift, kernel, order, steps):
    image = want = picture(shape)
    for _ in range(steps):
        want = ndimage.shift(want, np.divide(shift, steps), order=order, mode="grid-wrap")
    np.testing.assert_allclose(shifted(spectrum(image), shape, shift, kernel, steps), want, atol=1e-4)


@given(st.integers(-9, 9), st.sampled_from(["fourier", "linear", "cubic"]))
def test_whole_pixels_are_moved_unchanged(pixels, kernel):
    frequency = np.fft.fftfreq(12)
    np.testing.assert_allclose(transfer(frequency, pixels, kernel), np.exp(-2j * np.pi * frequency * pixels),
                               atol=1e-12)


def test_half_a_pixel_by_linear_interpolation_passes_the_cosine():
    frequency = np.linspace(0, 0.5, 50)
    passes = np.abs(transfer(frequency, 0.5, "linear", steps=1))
    np.testing.assert_allclose(passes, np.cos(np.pi * frequency), atol=1e-12)
    np.testing.assert_allclose(np.abs(transfer(frequency, 5, "linear", steps=10)), passes**10, atol=1e-12)


@given(st.floats(-64, 64), st.integers(1, 50))
def test_no_kernel_amplifies_and_fourier_loses_nothing(shift, steps):
    frequency = np.linspace(-0.49, 0.49, 99)
    for kernel in ("linear", "cubic"):
        assert np.abs(transfer(frequency, shift, kernel, steps)).max() < 1 + 1e-9
    np.testing.assert_allclose(np.abs(transfer(frequency, shift, "fourier", steps)), 1)


@pytest.mark.parametrize("shift", [(0.3, -0.4), (-7.4, 4.3)])
def test_the_ramp_is_the_phase_of_the_factors(shift):
    shape = (15, 22)
    down, right = (np.exp(-2j * np.pi * np.fft.fftshift(np.fft.fftfreq(n)) * s)
                   for n, s in zip(shape, shift, strict=True))
    ramp = phase_ramp(shape, shift)
    np.testing.assert_allclose(np.exp(1j * ramp), np.outer(down, right), atol=1e-5)
    assert np.abs(ramp).max() <= np.float32(np.pi)


def test_what_is_refused():
    with pytest.raises(ValueError, match="steps is 0; allowed is 1 or more"):
        transfer(np.zeros(1), 1, steps=0)
    with pytest.raises(ValueError, match="kernel is 'sinc'; allowed are 'fourier', 'linear' and 'cubic'"):
        transfer(np.zeros(1), 1, "sinc")
