"""Both shifts against scipy in float64, and a disc that was really taken elsewhere."""
import numpy as np
import pytest
from scipy import ndimage

import samples
from livedemo import discovery

DEMO = discovery.load("fourier-shift")
NOISE = np.random.default_rng(4).normal(-3, 20, (41, 37))


def state(x, y, **others):
    return {"shift_x": x, "shift_y": y, **others}


@pytest.mark.parametrize(("x", "y"), [(0, 0), (4.3, -7.4), (0.5, 0.5), (-18, 20), (0.1, 3)])
def test_the_shift_is_scipys(x, y, compute):
    arrays = compute(DEMO, state(x, y), NOISE).arrays
    want = np.fft.ifft2(ndimage.fourier_shift(np.fft.fft2(NOISE), (y, x)))
    np.testing.assert_allclose(arrays["shifted"], want.real, atol=1e-4)
    np.testing.assert_array_equal(arrays["difference"], arrays["shifted"] - arrays["interpolated"])


@pytest.mark.parametrize("steps", [1, 4])
@pytest.mark.parametrize(("compare", "order"), [("linear", 1), ("cubic", 3)])
def test_interpolation_is_scipys_step_by_step(compare, order, steps, compute):
    arrays = compute(DEMO, state(2.6, -1.3, compare=compare, steps=steps), NOISE).arrays
    want = NOISE
    for _ in range(steps):
        want = ndimage.shift(want, (-1.3 / steps, 2.6 / steps), order=order, mode="grid-wrap")
    np.testing.assert_allclose(arrays["interpolated"], want, atol=1e-4)


@pytest.mark.parametrize(("compare", "order"), [("linear", 1), ("cubic", 3)])
def test_a_mirrored_image_does_not_wrap(compare, order, compute):
    arrays = compute(DEMO, state(2.6, -1.3, compare=compare, edges="mirror"), NOISE).arrays
    want = ndimage.shift(NOISE, (-1.3, 2.6), order=order, mode="reflect")
    np.testing.assert_allclose(arrays["interpolated"], want, atol=1e-3)
    step = np.repeat([[0.0, 100.0]], 16, axis=1) * np.ones((8, 1))  # dark left, bright right
    wrapped, mirrored = (compute(DEMO, state(4.0, 0.0, edges=e), step).arrays["shifted"][:, 0].mean()
                         for e in ("wrap", "mirror"))
    assert (wrapped, mirrored) == (pytest.approx(100, abs=1e-3), pytest.approx(0, abs=1e-3))


def test_the_disc_comes_to_where_it_would_have_been_taken(compute):
    still, there = (samples.make("soft-disc", offset=o).truth["expected"] for o in ((0, 0), (-7.4, 4.3)))
    arrays = compute(DEMO, state(4.3, -7.4), still).arrays
    assert np.abs(arrays["shifted"] - there).max() < 0.005 * np.ptp(there)
    assert np.abs(arrays["interpolated"] - there).max() > 0.02 * np.ptp(there)


def test_the_summary_is_true_to_the_arrays(compute):
    result = compute(DEMO, state(0.5, -0.5), NOISE)
    shares = [100 * np.var(result.arrays[name]) / np.var(NOISE) for name in ("shifted", "interpolated")]
    assert "0.5 px right and 0.5 px up: the Fourier shift keeps 100.0 %" in result.summary
    assert f"linear interpolation keeps {shares[1]:.1f} %." in result.summary
    assert shares[1] < 60
    over = max(result.arrays["shifted"].max() - NOISE.max(), NOISE.min() - result.arrays["shifted"].min())
    assert f"it overshoots by {100 * over / np.ptp(NOISE):.0f} % of the range" in result.summary


def test_lengths_are_those_of_the_sample(compute, sample):
    summary = compute(DEMO, state(3.0, 4.0)).summary
    assert f"3.0 px right and 4.0 px down ({5 * sample('soft-disc').pixel_size:.3g} mrad)" in summary
    assert compute(DEMO, state(3.0, 4.0, steps=7)).summary.count(" in 7 steps") == 1


def test_the_curves_are_what_happens_to_waves(compute):
    """A wave of 8 pixels keeps the amplitude that the curve says, along either axis."""
    row, column = np.indices((32, 32))
    for axis, name in ((column, "passes_x"), (row, "passes_y")):
        wave = np.cos(2 * np.pi * axis / 8)
        arrays = compute(DEMO, state(1.4, 2.7, steps=3), wave).arrays
        passes = arrays[name][np.flatnonzero(arrays["frequency"] == 1 / 8)[0]]
        assert np.ptp(arrays["interpolated"]) < 2.001 * passes
        assert np.std(arrays["interpolated"]) / np.std(wave) == pytest.approx(passes, rel=1e-4)
        assert np.std(arrays["shifted"]) == pytest.approx(np.std(wave), rel=1e-4)


@pytest.mark.parametrize("shape", [(41, 37), (300, 20)])
def test_the_ramp_has_one_period_per_pixel_of_shift(shape, compute):
    image = np.random.default_rng(0).normal(size=shape)
    arrays = compute(DEMO, state(3.0, -2.0), image).arrays
    left, top, width, height = arrays["phase_extent"]
    rows, columns = arrays["phase"].shape
    assert (rows, columns) == tuple(min(n, 256) for n in shape)
    u = top + (np.arange(rows) + 0.5) * height / rows
    v = left + (np.arange(columns) + 0.5) * width / columns
    want = np.exp(-2j * np.pi * (u[:, None] * -2 + v * 3))
    np.testing.assert_allclose(np.exp(1j * arrays["phase"]), want, atol=1e-5)


def test_shifts_end_at_half_the_image(prepare):
    assert DEMO.limits(prepare(DEMO, {}, NOISE)) == {"shift_y": (-20, 20), "shift_x": (-18, 18)}
    assert DEMO.limits(prepare(DEMO, {}, np.zeros((512, 1)))) == {"shift_y": (-64, 64), "shift_x": (-1, 1)}
