"""Aliases against the FFT of samples, sinc interpolation against its sum, filters against integrals."""
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import ndimage, signal

from imaging.aliasing import Wave, alias, apparent, filtered, interpolated, passes


@given(st.floats(0, 20), st.floats(0.5, 128))
def test_an_alias_has_the_same_samples(frequency, rate):
    seen = alias(frequency, rate)
    assert abs(seen) <= rate / 2 * (1 + 1e-12)
    k = np.arange(50) / rate
    np.testing.assert_allclose(np.exp(2j * np.pi * seen * k), np.exp(2j * np.pi * frequency * k), atol=1e-9)


@pytest.mark.parametrize(("frequency", "rate", "expected"), [
    (16, 18, -2), (16, 34, 16), (16, 15, 1), (16, 16, 0), (16, 32, 16), (3, 10, 3), (7, 10, -3), (13, 10, 3)])
def test_the_peak_of_the_fft_of_the_samples_is_at_the_alias(frequency, rate, expected):
    assert alias(frequency, rate) == expected
    samples = Wave((frequency,), phase=0.7).at(np.arange(4 * rate) / rate)  # 4 units: bins of 1/4
    assert np.argmax(np.abs(np.fft.rfft(samples))) == 4 * abs(expected)


def test_what_rounding_leaves_of_a_whole_turn_is_nothing():
    assert alias(2.1, 0.7) == alias(-0.3, 0.1) == 0


def test_a_wave_is_the_sine_of_its_phase():
    y, x = np.linspace(0, 1, 7), np.linspace(-1, 2, 11)
    got = Wave((2.5, -1.25), 3.0, 0.4).at(y, x)
    np.testing.assert_allclose(got, 3 * np.sin(2 * np.pi * (2.5 * y[:, None] - 1.25 * x) + 0.4), atol=1e-12)


@pytest.mark.parametrize(("frequency", "rate"), [(16, 18), (16, 34), (3, 7.5), (16, 32), (9, 18), (0.1, 0.5)])
@pytest.mark.parametrize("phase", [0, 1.1, np.pi / 2])
def test_sinc_interpolation_is_the_sum_of_whittaker_and_shannon(frequency, rate, phase):
    wave = Wave((frequency,), 1.0, phase)
    x = np.linspace(0, 1, 60)
    k = np.arange(-60_000, 60_001)
    # Cesaro means: the plain sum of a wave at rate / 2 does not converge absolutely.
    fade = 1 - np.abs(k) / 60_001
    want = [np.sum(wave.at(k / rate) * fade * np.sinc(t * rate - k)) for t in x]
    np.testing.assert_allclose(interpolated([wave], rate, "sinc", x), want, atol=5e-3)


@pytest.mark.parametrize("frequency", [9.0, 27.0])
def test_at_two_samples_per_period_the_phase_decides(frequency):
    x = np.linspace(0, 1, 500)
    for phase in (0, 0.3, np.pi / 2):
        seen = interpolated([Wave((frequency,), 1.0, phase)], 18, "sinc", x)
        np.testing.assert_allclose(seen, np.sin(phase) * np.cos(2 * np.pi * 9 * x), atol=1e-9)


@pytest.mark.parametrize("kind", ["nearest", "linear", "sinc"])
@pytest.mark.parametrize("rate", [7, 18, 34.5])
def test_interpolation_meets_the_samples_in_two_dimensions(rate, kind):
    waves = [Wave((3.2, 9.1), 0.5, 0.3), Wave((-14.0, 2.0), 0.5)]
    grid = np.arange(int(rate) + 1) / rate
    want = sum(wave.at(grid, grid) for wave in waves)
    np.testing.assert_allclose(interpolated(waves, rate, kind, grid, grid), want, atol=1e-9)


@pytest.mark.parametrize(("kind", "order"), [("linear", 1), ("nearest", 0)])
def test_between_samples_it_is_map_coordinates(kind, order):
    wave, rate = Wave((3.2, 9.1), 1.0, 0.3), 17.0
    y, x = np.linspace(0.013, 0.97, 33), np.linspace(0.007, 0.99, 41)
    grid = np.arange(20) / rate
    places = np.meshgrid(y * rate, x * rate, indexing="ij")
    want = ndimage.map_coordinates(wave.at(grid, grid), places, order=order)
    np.testing.assert_allclose(interpolated([wave], rate, kind, y, x), want, atol=1e-12)


def test_linear_interpolation_is_numpys():
    wave, x = Wave((16.0,), 1.0, 0.2), np.linspace(0, 1, 301)
    grid = np.arange(-1, 40) / 34
    np.testing.assert_allclose(interpolated([wave], 34, "linear", x), np.interp(x, grid, wave.at(grid)),
                               atol=1e-12)


@pytest.mark.parametrize(("frequency", "rate"), [(16, 18), (3, 18), (18, 18), (5, 7.5)])
def test_an_average_is_the_integral_over_the_interval(frequency, rate):
    wave = Wave((frequency,), 2.0, 0.5)
    within = (np.arange(4001) - 2000) / 4001 / rate
    centres = np.arange(5) / rate
    want = [wave.at(centre + within).mean() for centre in centres]
    np.testing.assert_allclose(filtered(wave, rate, "average").at(centres), want, atol=1e-6)


@pytest.mark.parametrize(("frequency", "kept"), [(3, 1), (7, 0), (8, 0)])
def test_the_ideal_filter_is_what_decimate_approaches(frequency, kept):
    fine = Wave((frequency,)).at(np.arange(10_000) / 100)
    decimated = signal.decimate(fine, 10, n=400, ftype="fir")[100:-100]
    assert passes(frequency, 10, "ideal") == kept
    assert np.std(decimated) * np.sqrt(2) == pytest.approx(kept, abs=0.01)
    assert passes(5, 10, "ideal") == 0


def test_no_waves_are_a_flat_line():
    assert not interpolated([], 10, "linear", np.linspace(0, 1, 5)).any()
    assert len(apparent(Wave((9.0, 9.0)), 18)) == 4


def test_what_is_refused():
    with pytest.raises(ValueError, match="the rate is 0; it must be more than 0"):
        alias(1, 0)
    with pytest.raises(ValueError, match="kind is 'cubic'; allowed are 'nearest', 'linear' and 'sinc'"):
        interpolated([], 1, "cubic", np.zeros(1))
    with pytest.raises(ValueError, match="kind is 'box'; allowed are 'none', 'average' and 'ideal'"):
        passes(1, 1, "box")
