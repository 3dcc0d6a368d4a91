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
]


def noise(shape):
    return np.random.default_rng(1).normal(50, 10, shape).astype(np.float32)


def wave(shape, row_periods, column_periods):
    row, column = np.indices(shape)
    phase = row_periods * row / shape[0] + column_periods * column / shape[1]
    return np.cos(2 * np.pi * phase).astype(np.float32)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("state", FILTERS, ids=lambda state: "-".join(map(str, state.values())))
def test_the_drawn_mask_is_the_mask_that_filtered(shape, state, compute):
    image = noise(shape)
    result = compute(DEMO, state, image)
    plane = np.fft.fft2(image.astype(np.float64)) * np.fft.ifftshift(result.arrays["mask"].astype(np.float64))
    expected = np.fft.ifft2(plane)
    assert np.abs(expected.imag).max() < 1e-9  # a mask that keeps the image real
    np.testing.assert_allclose(result.arrays["filtered"], expected.real, atol=1e-4 * np.ptp(image))


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
