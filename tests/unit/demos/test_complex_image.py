"""The channels against numpy's complex functions, scikit-image, and the truth of the samples."""
import re

import numpy as np
import pytest
from skimage.restoration import unwrap_phase

import samples
from imaging.colour_maps import colour_map
from livedemo import discovery

DEMO = discovery.load("complex-image")
HOLOGRAM = samples.make("hologram").image
FLAT = {"ramp_x": 0.31, "ramp_y": -0.05}
VORTICES = {"image": "hologram-vortices", "ramp_x": -1.31, "ramp_y": -1.1}


def close_on_the_circle(one, other, atol):
    np.testing.assert_allclose(np.exp(1j * one.astype(float)), np.exp(1j * other.astype(float)), atol=atol)


@pytest.fixture(scope="module")
def parts(compute):
    """The complex image, put together from what the demo shows of it."""
    real, imaginary = (compute(DEMO, {"raw": raw}).arrays["raw"] for raw in ("real", "imaginary"))
    return real.astype(float) + 1j * imaginary


def test_every_channel_is_numpys_of_the_same_wave(compute, parts):
    for channel, function in {"amplitude": np.abs, "phase": np.angle}.items():
        processed = compute(DEMO, {"processed": channel}).arrays["processed"]
        assert processed.dtype == np.float32
        np.testing.assert_allclose(processed, function(parts), rtol=1e-5, atol=1e-5)
    unwrapped = compute(DEMO, {"processed": "unwrapped"}).arrays["processed"]
    difference = unwrapped - unwrap_phase(np.angle(parts), rng=1)
    np.testing.assert_allclose(difference, 2 * np.pi * np.round(difference[0, 0] / (2 * np.pi)), atol=1e-4)
    coloured = compute(DEMO, {"processed": "colour"}).arrays["processed"]
    assert coloured.shape == (*parts.shape, 4)


def test_the_hologram_is_shown_as_it_is(compute):
    arrays = compute(DEMO, {"raw": "recorded"}).arrays
    assert arrays["raw"] is arrays["image"]
    np.testing.assert_array_equal(arrays["raw_extent"], [-0.5, -0.5, 512, 512])


def test_a_constant_phase_turns_the_wave_and_leaves_its_amplitude(compute, parts):
    turned = compute(DEMO, {"constant": 0.5, "raw": "real"}).arrays
    np.testing.assert_allclose(turned["raw"], -parts.imag, atol=1e-3)
    close_on_the_circle(turned["phase"], np.angle(parts) + np.pi / 2, 1e-4)
    np.testing.assert_allclose(turned["amplitude"], np.abs(parts), rtol=1e-5)
    still = compute(DEMO, {}).arrays["unwrapped"]
    np.testing.assert_allclose(turned["unwrapped"] - still, np.pi / 2, atol=1e-5)


def test_a_ramp_counts_turns_across_the_image(compute):
    still, ramped = (compute(DEMO, state).arrays for state in ({}, {"ramp_x": 2.0, "ramp_y": -3.0}))
    rows, columns = still["unwrapped"].shape
    row, column = np.indices((rows, columns))
    taken_off = 2 * np.pi * (2 * column / columns - 3 * row / rows)
    close_on_the_circle(ramped["phase"], still["phase"] - taken_off, 1e-4)
    difference = ramped["unwrapped"] - still["unwrapped"] + taken_off
    np.testing.assert_allclose(difference, difference[0, 0], atol=1e-4)
    assert abs(np.median(ramped["unwrapped"])) <= np.pi


@pytest.mark.parametrize(("percent", "limit"), [(20, 0.02), (40, 0.025), (70, 0.04)])
def test_the_phase_is_that_of_the_object(percent, limit, compute, sample):
    """Against the wave of the synthesis, of which the demo sees only a few numbers."""
    result = compute(DEMO, {"aperture": percent, **FLAT})
    truth, unwrapped = sample("hologram").truth, result.arrays["unwrapped"].astype(float)
    step = 512 / np.array(unwrapped.shape)
    place = [np.arange(n) * s for n, s in zip(unwrapped.shape, step, strict=True)]
    rows, columns = (np.rint(p).astype(int) for p in place)
    found = np.rint(truth["carrier"] * 512) / 512
    down, across = truth["carrier"] - found - np.array([FLAT["ramp_y"], FLAT["ramp_x"]]) / 512
    ramp = 2 * np.pi * (down * place[0][:, None] + across * place[1])
    wave = truth["wave"][np.ix_(rows, columns)] * np.exp(1j * ramp)
    error = np.angle(np.exp(1j * unwrapped) / wave)[15:-15, 15:-15]
    error -= np.median(error)
    said = float(re.search(r"([\d.]+) rad from the truth", result.summary)[1])
    assert said < limit
    # Here the truth is taken at the closest pixel, half a pixel away at most.
    assert error.std() == pytest.approx(said, abs=0.012)


def test_what_is_suggested_makes_the_vacuum_flat(compute):
    suggested = compute(DEMO, {}).suggested
    assert suggested == FLAT
    flat = compute(DEMO, suggested).arrays["unwrapped"]
    tilted = compute(DEMO, {}).arrays["unwrapped"]
    corner = np.s_[15:35, 15:35], np.s_[-35:-15, 15:35], np.s_[15:35, -35:-15]
    assert np.ptp([flat[place].mean() for place in corner]) < 0.25
    assert np.ptp([tilted[place].mean() for place in corner]) > 1


@pytest.mark.parametrize("percent", [10, 25, 40, 60])
def test_residues_are_the_vortices_of_the_truth(percent, compute, sample):
    arrays = compute(DEMO, {**VORTICES, "residues": True, "aperture": percent}).arrays
    for name, sense in (("plus", 1), ("minus", -1)):
        (vortex,) = (v for v in sample("hologram-vortices").truth["vortices"] if v[2] == sense)
        found = np.stack([arrays[f"{name}_rows"], arrays[f"{name}_columns"]])
        assert found.shape == (2, 1)
        np.testing.assert_allclose(found[:, 0], vortex[:2], atol=4)
    hidden = compute(DEMO, {**VORTICES, "residues": False}).arrays
    assert hidden["plus_rows"].size == hidden["minus_columns"].size == 0


def test_the_unwrapped_phase_is_cut_between_the_vortices_alone(compute, sample):
    unwrapped = compute(DEMO, {**VORTICES, "processed": "unwrapped"}).arrays["processed"]
    cuts = np.argwhere(np.abs(np.diff(unwrapped, axis=1)) > np.pi) * 512 / unwrapped.shape[0]
    vortices = sample("hologram-vortices").truth["vortices"]
    assert len(cuts) > 10
    assert cuts[:, 0].max() < vortices[:, 0].max() + 5
    assert cuts[:, 0].min() > vortices[:, 0].min() - 60
    clean = compute(DEMO, {"processed": "unwrapped"}).arrays["processed"]
    assert np.abs(np.diff(clean, axis=1)).max() < np.pi / 2


def test_the_line_shows_both_phases_and_the_truth(compute, sample):
    arrays = compute(DEMO, FLAT).arrays
    pixel = sample("hologram").pixel_size
    np.testing.assert_allclose(arrays["cut_distance"], pixel * np.arange(465))
    turns = (arrays["cut_unwrapped"] - arrays["cut_wrapped"]) / (2 * np.pi)
    np.testing.assert_allclose(turns, np.round(turns), atol=1e-9)
    assert np.abs(np.diff(arrays["cut_unwrapped"])).max() < 0.3
    assert np.abs(arrays["cut_wrapped"]).max() <= np.pi
    assert np.std(arrays["cut_unwrapped"] - arrays["cut_truth"]) < 0.03
    top = arrays["cut_distance"][arrays["cut_unwrapped"].argmax()] / pixel + 24
    assert top == pytest.approx(276, abs=8)
    assert np.ptp(arrays["cut_unwrapped"]) == pytest.approx(9, abs=0.3)
    assert compute(DEMO, VORTICES).arrays["cut_truth"].size == 0


def test_a_line_beside_the_image_is_cut_off(compute):
    arrays = compute(DEMO, {"line": ((100.0, -50.0), (100.0, 600.0))}).arrays
    assert arrays["cut_distance"].size == pytest.approx(512 * 600 / 650, abs=2)
    assert compute(DEMO, {"line": ((-9.0, -50.0), (-9.0, 600.0))}).arrays["cut_distance"].size == 1


def test_strain_is_another_slope_of_the_phase_of_lattice_fringes(compute, sample):
    gold = sample("strained-gold").truth
    arrays = compute(DEMO, DEMO.preset("Lattice fringes: strain is another slope")).arrays
    place = np.linspace(20, 380, arrays["cut_unwrapped"].size)
    slopes = [np.polyfit(place[part], arrays["cut_unwrapped"][part], 1)[0] / (2 * np.pi)
              for part in ((place > 60) & (place < 270), (place > 320) & (place < 365))]
    frequency = 1 / np.hypot(*gold["cell"][0])
    assert (slopes[1] - slopes[0]) / frequency == pytest.approx(-gold["strain"], abs=0.006)


def test_colours_and_their_bar_belong_together(compute):
    for channel, colours, name in [("phase", "cyclic", "cyclic"), ("phase", "linear", "greys"),
                                   ("colour", "cyclic", "cyclic")]:
        arrays = compute(DEMO, {"processed": channel, "map": colours}).arrays
        np.testing.assert_array_equal(arrays["bar_colours"], colour_map(name))
        np.testing.assert_allclose(arrays["bar_ends"], [-np.pi, np.pi])
    for channel in ("amplitude", "unwrapped"):
        arrays = compute(DEMO, {"processed": channel}).arrays
        high = np.argwhere((arrays["picture"] == arrays["bar_colours"][-1]).all(axis=-1))
        assert arrays["processed"].argmax() in np.ravel_multi_index(high.T, arrays["processed"].shape)
        assert arrays["bar_ends"][1] == arrays["processed"].max()


def test_what_a_control_leaves_alone_is_the_same_array(compute, prepare):
    prepared = prepare(DEMO)
    before, after = (compute(DEMO, {"constant": c, "processed": "amplitude"}, prepared=prepared).arrays
                     for c in (0.0, 0.4))
    for name in ("image", "spectrum", "spectrum_extent", "amplitude", "processed"):
        assert before[name] is after[name], name
    assert before["phase"] is not after["phase"]


def test_the_aperture_in_the_spectrum_is_round_the_sideband(compute, sample):
    arrays = compute(DEMO, {"aperture": 50}).arrays
    centre = [arrays[f"circle_{axis}"][:-1].mean() for axis in ("rows", "columns")]
    np.testing.assert_allclose(centre, sample("hologram").truth["carrier"], atol=0.6 / 512)
    radius = np.hypot(arrays["circle_rows"] - centre[0], arrays["circle_columns"] - centre[1])
    np.testing.assert_allclose(radius, 1 / 12, atol=0.001)
    x, y, width, height = arrays["spectrum_extent"]
    rows, columns = arrays["spectrum"].shape
    for sign in (1, -1):
        at = int((sign * centre[0] - y) / height * rows), int((sign * centre[1] - x) / width * columns)
        near = arrays["spectrum"][at[0] - 2 : at[0] + 3, at[1] - 2 : at[1] + 3]
        assert near.max() > np.percentile(arrays["spectrum"], 99.9)


def test_the_summary_is_true_to_the_arrays(compute):
    result = compute(DEMO, FLAT)
    assert result.summary.startswith("Fringes of 5.98 px (2.39 nm), visibility 0.56; ")
    inside = result.arrays["unwrapped"][14:-14, 14:-14]
    assert f"the phase spans {np.ptp(inside):.1f} rad" in result.summary
    assert result.summary.endswith("with no residues.")
    assert "with 2 residues." in compute(DEMO, VORTICES).summary


def test_an_image_without_fringes_is_called_that(compute):
    noise = np.random.default_rng(5).poisson(80, (150, 210))
    for summary in (compute(DEMO, {"image": "camera"}).summary, compute(DEMO, {}, noise).summary):
        assert summary.startswith("No hologram: the strongest wave")
    assert compute(DEMO, {}, np.full((40, 30), 3)).summary == \
        "No fringes in these 40 x 30 pixels: there is no wave to reconstruct."


def test_a_large_hologram_of_fine_fringes_gets_a_narrower_aperture(compute, prepare):
    row, column = np.indices((900, 700))
    phase = 3 * np.exp(-((row - 450) ** 2 + (column - 350) ** 2) / 20000)
    image = (100 + 50 * np.cos(2 * np.pi * (0.3 * column + 0.1 * row) + phase)).astype(np.float32)
    prepared = prepare(DEMO, {}, image)
    high = DEMO.limits(prepared)["aperture"][1]
    assert 5 < high < 100
    arrays = compute(DEMO, {"aperture": 100}, prepared=prepared).arrays
    assert max(arrays["phase"].shape) <= 256
    radius = np.ptp(arrays["circle_rows"]) / 2
    assert radius == pytest.approx(high / 100 * np.hypot(0.3, 0.1), rel=0.02)
    assert np.ptp(arrays["unwrapped"][20:-20, 20:-20]) == pytest.approx(3, abs=0.2)
