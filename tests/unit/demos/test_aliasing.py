"""What the samples are, what they look like, and that the sentence says so."""
import numpy as np
import pytest

from livedemo import discovery

DEMO = discovery.load("aliasing")


@pytest.mark.parametrize(("frequency", "rate", "seen"), [
    (16, 18, "2"), (16, 15, "1"), (16, 12, "4"), (10, 8, "2"), (20, 16, "4")])
def test_too_slow_samples_look_like_their_fft_peak(frequency, rate, seen, compute):
    result = compute(DEMO, {"frequency": float(frequency), "rate": float(rate)})
    samples = result.arrays["samples"]
    assert len(samples) == rate + 1
    assert np.argmax(np.abs(np.fft.rfft(samples[:-1]))) == int(seen)
    assert f"{frequency} cycles look like {seen}." in result.summary
    assert f"{rate} samples per frame, {100 * rate / frequency:.0f} % of f" in result.summary
    np.testing.assert_allclose(result.arrays["spot_seen"], [int(seen)])


@pytest.mark.parametrize("signals", ["sin", "cos", "half", "sin-cos", "sin-half", "cos-half", "sin-cos-half"])
@pytest.mark.parametrize("phase", [0, -35])
def test_a_signal_is_the_mean_of_what_is_chosen(signals, phase, compute):
    arrays = compute(DEMO, {"signals": signals, "frequency": 3.3, "phase": phase, "rate": 40.0}).arrays
    x = arrays["position"]
    turn = np.deg2rad(phase)
    parts = {"sin": np.sin(2 * np.pi * 3.3 * x + turn), "cos": np.cos(2 * np.pi * 3.3 * x + turn),
             "half": np.sin(np.pi * 3.3 * x + turn)}
    want = np.mean([parts[name] for name in signals.split("-")], axis=0)
    np.testing.assert_allclose(arrays["signal"], want, atol=1e-12)
    np.testing.assert_allclose(arrays["interpolated"], want, atol=1e-12)  # sinc, and fast enough
    np.testing.assert_allclose(arrays["samples"], np.interp(arrays["sample_positions"], x, want), atol=1e-3)


@pytest.mark.parametrize("between", ["nearest", "linear", "sinc"])
def test_the_curve_meets_the_samples(between, compute):
    arrays = compute(DEMO, {"rate": 24.0, "interpolation": between}).arrays
    at = np.searchsorted(arrays["position"], arrays["sample_positions"] - 1e-9)
    np.testing.assert_allclose(arrays["position"][at], arrays["sample_positions"])
    np.testing.assert_allclose(arrays["interpolated"][at], arrays["samples"], atol=1e-9)


def test_at_two_samples_per_period_the_phase_decides(compute):
    for phase in (0, 30, 90):
        result = compute(DEMO, {"rate": 32.0, "phase": phase})
        np.testing.assert_allclose(np.abs(result.arrays["samples"]), np.sin(np.deg2rad(phase)), atol=1e-12)
        seen = round(100 * np.sin(np.deg2rad(phase)))
        assert f"16 cycles have two samples each, {seen} % is seen." in result.summary


def test_a_filter_before_sampling(compute):
    average = compute(DEMO, {"prefilter": "average"})
    factor = np.sinc(16 / 18)
    assert f"16 cycles look like 2 at {100 * factor:.0f} % of the amplitude." in average.summary
    np.testing.assert_allclose(average.arrays["samples"], factor * compute(DEMO).arrays["samples"])
    low_pass = compute(DEMO, {"prefilter": "ideal", "signals": "sin-half"})
    assert "16 cycles are taken out; 8 cycles are seen as they are." in low_pass.summary
    x = low_pass.arrays["position"]
    np.testing.assert_allclose(low_pass.arrays["interpolated"], np.sin(16 * np.pi * x) / 2, atol=1e-12)
    assert not compute(DEMO, {"prefilter": "ideal"}).arrays["picture"].any()


@pytest.mark.parametrize(("rate", "angle"), [(17, 35), (18, -60), (12, 90), (20, 0)])
def test_stripes_fold_along_each_axis(rate, angle, compute):
    result = compute(DEMO, {"rate": float(rate), "angle": angle})
    expected = []
    for frequency in 16 * np.array([np.sin(np.deg2rad(angle)), np.cos(np.deg2rad(angle))]):
        candidates = frequency - rate * np.arange(-3, 4)
        expected.append(candidates[np.argmin(np.abs(candidates))])
    window = np.outer(np.hanning(240), np.hanning(240))
    spectrum = np.abs(np.fft.rfft2(result.arrays["picture"] * window, (1920, 1920)))
    row, column = np.unravel_index(np.argmax(spectrum), spectrum.shape)
    # The window is as wide as the frame: two bins of it, a quarter of a cycle, are sharp enough.
    found = np.array([np.fft.fftfreq(1920, 1 / 240)[row], column / 8])
    assert min(np.abs(found - expected).max(), np.abs(found + expected).max()) < 0.3
    assert f"16 cycles at {angle}° look like {np.hypot(*expected):.3g} at " in result.summary


def test_the_folding_line_goes_through_every_alias(compute):
    arrays = compute(DEMO, {"rate": 9.7, "signals": "sin-half", "frequency": 13.1}).arrays
    on_line = np.interp(arrays["spot_frequency"], arrays["fold_frequency"], arrays["fold_seen"])
    np.testing.assert_allclose(on_line, arrays["spot_seen"], atol=1e-9)
    assert arrays["fold_frequency"][-1] >= 24
    np.testing.assert_allclose(arrays["fold_seen"].max(), 9.7 / 2)


@pytest.mark.parametrize(("state", "told"), [
    ({"frequency": 16.0, "rate": 40.0, "angle": 90}, "16 cycles at 90° look like 16 at 90°."),
    ({"frequency": 16.0, "rate": 40.0, "angle": -90}, "16 cycles at -90° look like 16 at -90°."),
    ({"frequency": 16.0, "rate": 16.0, "angle": 90}, "16 cycles at 90° look even."),
    ({"frequency": 16.0, "rate": 15.0, "angle": 0}, "16 cycles at 0° look like 1 at 0°."),
])
def test_what_is_said_of_stripes(state, told, compute):
    assert compute(DEMO, state).summary.endswith(told)
