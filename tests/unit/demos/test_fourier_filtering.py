"""What is drawn as blocked is what is blocked, by numpy's FFT in float64; and waves of known frequency."""
import numpy as np
import pytest

from livedemo import discovery

DEMO = discovery.load("fourier-filtering")
SHAPES = [(64, 64), (61, 84), (90, 33), (1, 50)]
FILTERS = [
    {"mode": "low", "radius": 9},
    {"mode": "high", "radius": 5},
    {"mode": "high", "radius": 12, "soft": 8},
    {"mode": "band", "radii": [4, 20], "soft": 4},
    {"mode": "all", "shapes": "wedge", "wedge_angle": 20, "wedge_opening": 50},
    {"mode": "high", "radius": 3, "shapes": "wedge", "wedge": "pass", "wedge_angle": -90,
     "wedge_opening": 180},
    {"mode": "all", "shapes": "discs", "discs": "pass", "dabs": [[0, 0], [3, 7], [-9, 2]], "disc_radius": 2.5,
     "soft": 2},
    {"mode": "low", "radius": 20, "shapes": "both", "dabs": [[4, -8], [500, 0]], "disc_radius": 4,
     "wedge": "pass", "wedge_angle": 100, "wedge_opening": 120},
]


def name_of(state):
    return "-".join(str(value).replace(" ", "") for value in state.values())


def noise(shape):
    return np.random.default_rng(1).normal(50, 10, shape).astype(np.float32)


def wave(shape, row_periods, column_periods):
    row, column = np.indices(shape)
    phase = row_periods * row / shape[0] + column_periods * column / shape[1]
    return np.cos(2 * np.pi * phase).astype(np.float32)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("state", FILTERS, ids=name_of)
def test_the_drawn_mask_is_the_mask_that_filtered(shape, state, compute):
    image = noise(shape)
    result = compute(DEMO, state, image)
    plane = np.fft.fft2(image.astype(np.float64)) * np.fft.ifftshift(result.arrays["mask"].astype(np.float64))
    expected = np.fft.ifft2(plane)
    assert np.abs(expected.imag).max() < 1e-9  # a mask that keeps the image real
    np.testing.assert_allclose(result.arrays["filtered"], expected.real, atol=1e-4 * np.ptp(image))
    assert "imaginary" not in result.summary


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("state", FILTERS[4:], ids=name_of)
def test_without_symmetry_the_real_part_is_shown_and_the_imaginary_one_measured(shape, state, compute):
    image = noise(shape)
    result = compute(DEMO, state | {"symmetric": False}, image)
    plane = np.fft.fft2(image.astype(np.float64)) * np.fft.ifftshift(result.arrays["mask"].astype(np.float64))
    expected = np.fft.ifft2(plane)
    np.testing.assert_allclose(result.arrays["filtered"], expected.real, atol=1e-4 * np.ptp(image))
    passes, imaginary = (100 * np.var(part) / np.var(image, dtype=np.float64)
                         for part in (expected.real, expected.imag))
    assert f" {passes:.1f} % of the variance passes" in result.summary
    if imaginary > 0.05:
        assert f" {imaginary:.1f} % are in the imaginary part" in result.summary


def test_discs_at_a_wave_block_it_or_let_it_alone_pass(compute):
    wanted, unwanted = wave((60, 90), 8, 0), wave((60, 90), 0, 20)
    state = {"mode": "all", "shapes": "discs", "dabs": [[0, 20]], "disc_radius": 2}
    for discs, left in (("block", wanted), ("pass", unwanted)):
        filtered = compute(DEMO, state | {"discs": discs}, wanted + unwanted).arrays["filtered"]
        np.testing.assert_allclose(filtered, left, atol=1e-4)


@pytest.mark.parametrize(("angle", "row_periods", "column_periods"), [
    (0, 0, 9), (180, 0, 9), (90, 9, 0), (-90, 9, 0), (45, -9, 9), (-45, 9, 9), (135, 9, 9)])
def test_a_wedge_takes_waves_by_their_direction(angle, row_periods, column_periods, compute):
    """Counter-clockwise: at 45 degrees, a wave runs to the right and upwards, to lower rows."""
    image = 5 + wave((64, 64), row_periods, column_periods)
    state = {"mode": "all", "shapes": "wedge", "wedge_angle": angle, "wedge_opening": 20}
    blocked, passed = (compute(DEMO, state | {"wedge": what}, image).arrays["filtered"]
                       for what in ("block", "pass"))
    np.testing.assert_allclose(blocked, 5, atol=1e-4)  # the mean has no direction
    np.testing.assert_allclose(passed, image, atol=1e-4)
    across = compute(DEMO, state | {"wedge": "pass", "wedge_angle": angle - 40}, image).arrays["filtered"]
    np.testing.assert_allclose(across, 5, atol=1e-4)


def test_the_bragg_mask_finds_the_crystal_in_the_noise(compute, sample):
    preset = DEMO.preset("Bragg mask: what has the period of the crystal")
    truth = sample("haadf-lattice").truth["expected"]
    arrays = compute(DEMO, preset).arrays
    inner = np.s_[32:-32, 32:-32]  # the crystal does not go on beyond the edges, the transform's image does
    before, after = (np.sqrt(np.mean((arrays[name] - truth)[inner] ** 2)) for name in ("image", "filtered"))
    assert after < 0.65 * before


def test_a_drag_of_the_radius_keeps_what_is_painted(compute, prepare):
    """The same result as computed anew, whatever was computed before."""
    image = noise((61, 84))
    prepared = prepare(DEMO, {}, image)
    state = {"shapes": "both", "discs": "block", "dabs": [[3, 9]], "wedge": "block"}
    for change in ({"radius": 9}, {"radius": 12}, {"disc_radius": 9.0}, {"symmetric": False}, {"soft": 6},
                   {"shapes": "wedge"}, {"discs": "pass"}, {"shapes": "discs"}, {"shapes": "none"}):
        state |= change
        kept, anew = compute(DEMO, state, image, prepared=prepared), compute(DEMO, state, image)
        assert kept.summary == anew.summary
        np.testing.assert_array_equal(kept.arrays["mask"], anew.arrays["mask"])
        np.testing.assert_array_equal(kept.arrays["filtered"], anew.arrays["filtered"])


@pytest.mark.parametrize("shape", [(601, 799), *SHAPES])
@pytest.mark.parametrize("soft", [0, 30])
def test_low_and_high_add_up_to_the_image(shape, soft, compute):
    image = noise(shape)
    low, high = (compute(DEMO, {"mode": mode, "radius": 20, "soft": soft}, image).arrays["filtered"]
                 for mode in ("low", "high"))
    assert np.abs(low + high - image).max() <= 1e-4 * np.ptp(image)


@pytest.mark.parametrize("show", ["filtered", "removed", "image"])
def test_what_is_shown(show, compute):
    arrays = compute(DEMO, {"show": show}, noise((40, 52))).arrays
    expected = {"filtered": arrays["filtered"], "image": arrays["image"],
                "removed": arrays["image"] - arrays["filtered"]}
    np.testing.assert_array_equal(arrays["picture"], expected[show])


@pytest.mark.parametrize(("shape", "row_periods", "column_periods", "radius"), [
    ((80, 80), 0, 12, 12),
    ((60, 90), 8, 0, 12),  # 8 periods in 60 rows are 12 in the longest side, 90
    ((90, 60), 0, 8, 12),
    ((60, 90), 6, 12, 15),  # 9 and 12 cycles along the axes: 15 along the wave
])
def test_a_wave_passes_below_its_radius_only(shape, row_periods, column_periods, radius, compute):
    image = wave(shape, row_periods, column_periods)
    for mode, at, passes in [("low", radius - 1, 0), ("low", radius + 1, 1), ("high", radius - 1, 1),
                             ("high", radius + 1, 0)]:
        result = compute(DEMO, {"mode": mode, "radius": at}, image)
        np.testing.assert_allclose(result.arrays["filtered"], passes * image, atol=1e-4)
        assert f" {100 * passes:.1f} % of the variance" in result.summary


def test_the_variance_that_passes_is_that_of_the_filtered_image(compute):
    image = noise((61, 84))
    for state in FILTERS:
        result = compute(DEMO, state, image)
        share = np.var(result.arrays["filtered"], dtype=np.float64) / np.var(image, dtype=np.float64)
        assert f" {100 * share:.1f} % of the variance" in result.summary


@pytest.mark.parametrize("shape", SHAPES)
def test_the_spectrum_is_the_logarithm_of_the_amplitude_about_the_middle(shape, compute):
    image = noise(shape)
    arrays = compute(DEMO, {}, image).arrays
    amplitude = np.abs(np.fft.fftshift(np.fft.fft2(image.astype(np.float64))))
    visible = amplitude > 1e-4 * amplitude.max()
    np.testing.assert_allclose(arrays["spectrum"][visible], np.log10(amplitude[visible]), atol=2e-3)


@pytest.mark.parametrize("shape", SHAPES)
def test_the_axes_count_cycles_per_longest_side(shape, compute):
    left, top, width, height = compute(DEMO, {}, noise(shape)).arrays["spectrum_extent"]
    for size, start, extent in [(shape[1], left, width), (shape[0], top, height)]:
        centres = start + (np.arange(size) + 0.5) * extent / size
        np.testing.assert_allclose(centres, np.fft.fftshift(np.fft.fftfreq(size)) * max(shape), atol=1e-9)


def test_lengths_are_those_of_the_sample(compute, sample):
    haadf = sample("haadf-lattice")
    summary = compute(DEMO, {"image": "haadf-lattice", "mode": "low", "radius": 10}).summary
    period = max(haadf.array.shape) / 10
    assert f"{period:.3g} px ({period * haadf.pixel_size:.3g} {haadf.unit})" in summary


def test_the_radius_ends_at_the_corner_of_the_spectrum(prepare):
    assert DEMO.limits(prepare(DEMO, {}, noise((60, 80))))["radius"] == (1, 57)  # hypot(40, 40) = 56.6
