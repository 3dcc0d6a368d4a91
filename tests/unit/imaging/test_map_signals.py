import numpy as np
import pytest

from imaging.map_signals import COLUMNS, NAMES, ROWS, map_signal


@pytest.mark.parametrize("name", NAMES)
def test_it_is_a_picture_that_cannot_be_changed(name):
    values = map_signal(name)
    assert (values.shape, values.dtype) == ((ROWS, COLUMNS), np.float32)
    assert np.isfinite(values).all()
    assert not values.flags.writeable
    if name not in ("comb", "noise"):
        assert (values == values[0]).all()


@pytest.mark.parametrize(("ripple", "wavelength"), [(10.0, 16), (20.0, 8), (0.0, 32)])
def test_the_ripple_has_its_height_and_wavelength_and_fades(ripple, wavelength):
    wave = map_signal("comb", ripple, wavelength).astype(float) - map_signal("ramp")
    assert np.ptp(wave[0]) == pytest.approx(ripple / 100, rel=1e-3, abs=1e-6)
    fade = (1 - 128 / (ROWS - 1)) ** 2
    assert np.ptp(wave[128]) == pytest.approx(ripple / 100 * fade, rel=1e-3, abs=1e-6)
    assert not wave[-1].any()
    if ripple:
        assert np.argmax(np.abs(np.fft.rfft(wave[0]))) == COLUMNS / wavelength


def test_signs_and_wraps():
    asymmetric = map_signal("asymmetric")
    assert (asymmetric.max(), asymmetric.min()) == pytest.approx((1, -0.25), abs=0.05)
    phase = map_signal("phase")[0].astype(float)
    jumps = np.diff(phase)
    assert (jumps < -6).sum() == 3
    np.testing.assert_allclose(jumps[jumps > -6], 6 * np.pi / (COLUMNS - 1), rtol=1e-3)
    assert map_signal("ramp")[0, [0, -1]].tolist() == [0, 1]


def test_the_noise_is_a_mean_of_25():
    assert map_signal("noise").std() == pytest.approx(0.2, rel=0.05)


def test_an_unknown_signal():
    with pytest.raises(ValueError, match="no signal 'moon'; there are ramp, "):
        map_signal("moon")
