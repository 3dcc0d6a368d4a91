"""Waves from sidebands, against synthetic holograms in closed form and numpy's whole transform."""
import numpy as np
import pytest
from scipy import fft

import samples
from imaging import phases
from imaging.holography import (
    Carrier,
    aperture,
    find_carrier,
    hologram_spectrum,
    main_ramp,
    places,
    sideband_wave,
    wave_shape,
    widest_aperture,
)

SHAPES = [(64, 64), (96, 70), (81, 120), (65, 47)]


def fringed(shape, index, wave=1.0):
    """Return fringes with whole numbers of periods over the height and the width, modulated by a wave."""
    row, column = np.indices(shape)
    turns = index[0] * row / shape[0] + index[1] * column / shape[1]
    return 50 + 20 * np.real(wave * np.exp(2j * np.pi * turns))


def carrier_at(shape, index):
    return Carrier(index, (index[0] / shape[0], index[1] / shape[1]), 1e6)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("index", [(9, 14), (-12, 8), (0, 15), (13, 0)])
def test_fringes_are_found(shape, index):
    noise = np.random.default_rng(2).normal(0, 5, shape)
    carrier = find_carrier(fringed(shape, index) + noise)
    assert carrier.index == index
    np.testing.assert_allclose(carrier.frequency, np.divide(index, shape))
    assert carrier.length == pytest.approx(np.hypot(index[0] / shape[0], index[1] / shape[1]))
    assert carrier.prominence > 500


def test_of_two_sidebands_the_one_to_the_right_and_else_the_lower_one_is_taken():
    for index in [(-9, -14), (-13, 0)]:
        assert find_carrier(fringed((64, 64), index)).index == (-index[0], -index[1])


@pytest.mark.parametrize("rows", range(64, 400, 17))
def test_a_wave_has_a_length_that_transforms_fast(rows):
    carrier = carrier_at((rows, 64), (rows // 5, 12))
    needed = fft.next_fast_len(int(np.ceil(2 * carrier.length * rows)) + 4)
    assert wave_shape((rows, 64), carrier)[0] == min(rows, needed)


def test_a_slow_background_does_not_hide_the_fringes():
    row, column = np.indices((96, 96))
    background = 2000 * np.exp(-((row - 20) ** 2 + (column - 70) ** 2) / 1800) + 10 * row
    assert find_carrier(fringed((96, 96), (11, 13)) + background).index == (11, 13)


def test_noise_and_photographs_have_no_fringes_that_stand_out():
    noise = np.random.default_rng(3).poisson(100, (256, 256))
    assert find_carrier(noise).prominence < 100
    assert find_carrier(samples.make("camera").image).prominence < 100
    for name in ("hologram", "hologram-vortices", "strained-gold"):
        assert find_carrier(samples.make(name).image).prominence > 1e4


@pytest.mark.parametrize("image", [np.full((40, 30), 7), np.zeros((1, 1)), np.ones((2, 2)), np.eye(2),
                                   np.full((64, 64), 0.1)])
def test_no_fringes_at_all(image):
    assert find_carrier(image) is None


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("index", [(9, 14), (-12, 8), (3, 2), (0, 15), (13, 0)])
def test_the_wave_is_the_shifted_masked_and_cropped_transform(shape, index):
    image = np.random.default_rng(4).normal(size=shape)
    carrier = carrier_at(shape, index)
    radius = 0.7 * carrier.length
    wave = sideband_wave(hologram_spectrum(image), shape, carrier, radius)
    plane = np.roll(np.fft.fft2(image - image.mean()), (-index[0], -index[1]), axis=(0, 1))
    plane *= aperture(np.fft.fftfreq(shape[0]), np.fft.fftfreq(shape[1]), radius)
    full = np.fft.ifft2(plane)
    rows, columns = (np.fft.fftfreq(n) for n in shape)  # the whole wave, evaluated where the small one is
    at = places(wave.shape, shape)
    spectrum = np.fft.fft2(full)
    expected = (np.exp(2j * np.pi * at[0] * rows) @ spectrum
                @ np.exp(2j * np.pi * columns[:, None] * at[1])) / full.size
    np.testing.assert_allclose(wave, expected, atol=1e-12)


def test_the_wave_of_a_slow_modulation_is_that_modulation():
    shape, index = (120, 150), (20, 22)
    row, column = np.indices(shape)
    y, x = row / shape[0], column / shape[1]

    def modulation(y, x):
        amplitude = 1 + 0.3 * np.cos(2 * np.pi * x)
        return amplitude * np.exp(1j * (2 * np.sin(2 * np.pi * y) + 0.5 * np.cos(2 * np.pi * (x - y)) + 0.7))

    hologram = fringed(shape, index, modulation(y, x))
    carrier = carrier_at(shape, index)
    wave = sideband_wave(hologram_spectrum(hologram), shape, carrier, 0.6 * carrier.length)
    at = [p / n for p, n in zip(places(wave.shape, shape), shape, strict=True)]
    np.testing.assert_allclose(wave, 10 * modulation(*at), atol=1e-3)


@pytest.mark.parametrize(("percent", "limit"), [(30, 0.02), (50, 0.03), (90, 0.06)])
def test_the_phase_of_the_sample_is_that_of_its_object(percent, limit):
    """Shot noise in the aperture: the variance is 2 pi r^2 / (V^2 N), with the soft edge a little less."""
    sample = samples.make("hologram")
    carrier = find_carrier(sample.image)
    np.testing.assert_allclose(carrier.frequency, sample.truth["carrier"], atol=0.6 / 512)
    radius = percent / 100 * carrier.length
    wave = sideband_wave(hologram_spectrum(sample.image), sample.image.shape, carrier, radius)
    row, column = places(wave.shape, sample.image.shape)
    nearest = sample.truth["wave"][np.rint(row).astype(int), np.rint(column).astype(int)]
    row, column = np.rint(row), np.rint(column)
    down, across = sample.truth["carrier"] - carrier.frequency
    true = nearest * np.exp(2j * np.pi * (down * row + across * column))
    # Compared at the pixel closest by, up to half a pixel away: the object phase is 0.1 rad / px at most.
    turn = np.angle(phases.inner(wave, 1 / 12) / phases.inner(true, 1 / 12))
    turn -= np.median(turn)
    noise = np.sqrt(2 * np.pi * radius**2 / (0.55**2 * 200))
    assert turn.std() < limit
    assert turn.std() > 0.5 * noise


def test_the_visibility_is_in_the_amplitude():
    sample = samples.make("hologram", particle=False)
    carrier = find_carrier(sample.image)
    wave = sideband_wave(hologram_spectrum(sample.image), sample.image.shape, carrier, 0.3 * carrier.length)
    assert 2 * np.median(np.abs(wave)) / sample.image.mean() == pytest.approx(0.55, abs=0.02)


@pytest.mark.parametrize("shape", [(64, 64), (2048, 2048), (512, 300), (1, 50), (3000, 40)])
@pytest.mark.parametrize("index", [(0, 4), (1, 20), (20, 6)])
def test_the_small_wave_has_room_for_the_widest_aperture(shape, index):
    carrier = carrier_at(shape, index)
    small, radius = wave_shape(shape, carrier), widest_aperture(shape, carrier)
    assert 0 < radius <= carrier.length
    for m, n in zip(small, shape, strict=True):
        assert m <= min(n, 256)
        offsets = np.rint(np.fft.fftfreq(m, 1 / m))
        assert m == n or (offsets.max() >= radius * n - 1e-9 and -offsets.min() >= radius * n - 1e-9)


def test_an_aperture_is_a_soft_disc():
    steps = np.fft.ifftshift(np.arange(-50, 51)) / 200
    passes = np.fft.fftshift(aperture(steps, steps, 0.2))
    distance = np.hypot(*np.meshgrid(*[np.arange(-50, 51) / 200] * 2))
    assert (passes[distance < 0.7 * 0.2 - 1e-6] == 1).all()
    assert (passes[distance > 0.2 + 1e-6] == 0).all()
    along = passes[50, 50:]
    assert (np.diff(along) <= 0).all()
    assert along[34] == pytest.approx(0.5, abs=1e-5)  # 0.17, in the middle of the edge


@pytest.mark.parametrize("ramp", [(0.0, 0.0), (1.37, -2.61), (-0.05, 0.31), (7.5, 4.02)])
def test_the_main_ramp_of_a_wave_is_found_to_a_hundredth(ramp):
    row, column = np.indices((75, 90))
    phase = 2 * np.pi * (ramp[0] * row / 75 + ramp[1] * column / 90)
    bump = np.exp(-((row - 37) ** 2 + (column - 45) ** 2) / 200)
    assert main_ramp(np.exp(1j * phase)) == pytest.approx(ramp, abs=0.0101)
    assert main_ramp(np.exp(1j * (phase + 5 * bump))) == pytest.approx(ramp, abs=0.1)
