"""Camera pixels: photons are shared out, counted with noise, and lost where a pixel is full."""
import numpy as np
import pytest

import demos.camera_rays as module
from livedemo import discovery

DEMO = discovery.load("camera-rays")
SENT = sum(brightness for _, brightness in module.POINTS)


def test_a_full_fill_factor_catches_every_photon(compute):
    arrays = compute(DEMO, {"fill_factor": 100, "photons": 2000.0, "pixels": 30}).arrays
    assert arrays["expected"].sum() == pytest.approx(2000 * SENT)


def test_in_focus_each_point_lights_the_pixel_of_its_image(compute):
    arrays = compute(DEMO, {"fill_factor": 100, "pixels": 128, "focus": 0.0}).arrays
    edges = np.append(arrays["left"], arrays["right"][-1])
    images = np.array([-height / 2 for height, _ in module.POINTS])
    brightness = [b for _, b in module.POINTS]
    expected = np.histogram(images, edges, weights=5000 * np.array(brightness))[0]
    np.testing.assert_allclose(arrays["expected"], expected)


@pytest.mark.parametrize("fill_factor", [20, 50])
def test_out_of_focus_the_light_that_falls_between_is_lost(compute, fill_factor):
    values = {"focus": 15.0, "pixels": 64, "fill_factor": fill_factor}
    caught = compute(DEMO, values).arrays["expected"].sum()
    assert caught == pytest.approx(5000 * SENT * fill_factor / 100, rel=0.05)


def test_exposures_differ_by_the_noise_of_photons(compute):
    values = {"read_noise": 0.0, "focus": 15.0, "pixels": 16, "photons": 4000.0, "full_well": 1e5}
    results = [compute(DEMO, {**values, "exposure": n}).arrays for n in range(1, 101)]
    counts = np.array([r["electrons"] for r in results])
    expected = results[0]["expected"]
    lit = expected > 20
    assert lit.sum() >= 4
    np.testing.assert_allclose(counts[:, lit].mean(axis=0), expected[lit], rtol=0.05)
    ratio = counts[:, lit].var(axis=0) / counts[:, lit].mean(axis=0)
    assert ratio.mean() == pytest.approx(1, abs=0.25)
    again = compute(DEMO, {**values, "exposure": 7}).arrays["electrons"]
    np.testing.assert_array_equal(again, counts[6])


def test_full_pixels_are_marked_and_counted(compute):
    result = compute(DEMO, {"photons": 1e6, "full_well": 1000.0, "read_noise": 0.0, "focus": 0.0})
    arrays = result.arrays
    assert arrays["electrons"].max() == 1000
    assert arrays["full_electrons"].size == (arrays["electrons"] == 1000).sum() > 0
    assert f"; {arrays['full_electrons'].size} saturated at 1000 e⁻." in result.summary


def test_the_sentence_says_signal_to_noise(compute):
    result = compute(DEMO, {"read_noise": 20.0})
    peak = result.arrays["expected"].max()
    assert f"signal to noise there {peak / np.sqrt(peak + 400):.3g}." in result.summary


def test_the_rays_that_are_drawn_end_on_the_image_of_their_point(compute):
    arrays = compute(DEMO, {"focus": 0.0}).arrays
    heights = np.array([height for height, _ in module.POINTS])[arrays["ray_colour"].astype(int)]
    np.testing.assert_allclose(arrays["ray_y1"], -heights / 2, atol=1e-9)
