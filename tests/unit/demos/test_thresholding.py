"""Masks against numpy, Otsu against scikit-image, and every pixel counted once."""
import numpy as np
import pytest
from skimage.filters import threshold_otsu
from skimage.measure import label

from livedemo import discovery

DEMO = discovery.load("thresholding")
SAMPLES = DEMO.image_inputs[0].samples


def expected_mask(image, state):
    scale = image.astype(np.float64)
    low, span = scale.min(), np.ptp(scale)
    values = sorted(low + span * state[name] for name in ("level", "upper"))
    if state["band"]:
        chosen = (scale > values[0]) & (scale <= values[1])
    else:
        chosen = scale > low + span * state["level"]
    return ~chosen if state["invert"] else chosen


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.float32])
@pytest.mark.parametrize("invert", [False, True])
@pytest.mark.parametrize("band", [False, True])
@pytest.mark.parametrize(("level", "upper"), [(0.2, 0.7), (0.7, 0.2), (0.0, 1.0), (0.5, 0.5)])
def test_the_mask_is_numpys(dtype, invert, band, level, upper, compute):
    image = (np.random.default_rng(2).random((33, 50)) * 200).astype(dtype)
    state = {"level": level, "upper": upper, "invert": invert, "band": band}
    result = compute(DEMO, state, image)
    expected = expected_mask(image, state)
    np.testing.assert_array_equal(result.arrays["mask"], expected)
    regions = label(expected, connectivity=1).max()
    noun = "region" if regions == 1 else "regions"
    assert f" {expected.sum()} pixel" in result.summary
    assert f" {100 * expected.mean():.1f} % of the area, in {regions} connected {noun};" in result.summary


@pytest.mark.parametrize("name", SAMPLES)
def test_otsu_is_scikit_images(name, compute, sample):
    image = sample(name).array
    suggested = compute(DEMO, {"image": name}).suggested["level"]
    expected = (threshold_otsu(image) - image.min()) / np.ptp(image)
    assert suggested == pytest.approx(float(expected), abs=1e-4)


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("blur", [0.0, 2.0])
def test_the_histogram_counts_every_pixel_once(name, blur, compute, sample):
    image = sample(name).array
    arrays = compute(DEMO, {"image": name, "blur": blur}).arrays
    assert arrays["histogram"].sum() == image.size
    assert len(arrays["histogram"]) <= 256
    edges = arrays["histogram_edges"]
    np.testing.assert_array_equal(edges[:-1], arrays["bar_left"])
    np.testing.assert_array_equal(edges[1:], arrays["bar_right"])
    if not blur:
        np.testing.assert_array_equal(arrays["histogram"], np.histogram(image, edges)[0])


def test_the_line_stands_where_the_cut_is(compute, sample):
    image = sample("coins").array
    arrays = compute(DEMO, {"image": "coins", "level": 0.25}).arrays
    cut = image.min() + 0.25 * np.ptp(image)
    np.testing.assert_allclose(arrays["lines"], [cut])
    np.testing.assert_allclose(arrays["data_range"], [image.min(), image.max()])


@pytest.mark.parametrize("show", ["mask", "overlay", "image"])
def test_what_is_shown(show, compute):
    arrays = compute(DEMO, {"show": show}).arrays
    np.testing.assert_array_equal(arrays["picture"], arrays["mask" if show == "mask" else "image"])
    np.testing.assert_array_equal(arrays["tint"], arrays["mask"] & (show == "overlay"))


def test_the_mask_finds_the_particles_that_were_put_in(compute, sample):
    truth = sample("nanoparticles").truth["mask"]
    mask = compute(DEMO, {"blur": 1.5}).arrays["mask"]
    assert np.mean(mask == truth) > 0.97


def test_a_drag_sends_no_more_than_the_mask_and_the_line(compute, prepare):
    """Arrays that stay the same objects are not sent again."""
    prepared = prepare(DEMO)
    first, second = (compute(DEMO, {"level": level}, prepared=prepared).arrays for level in (0.4, 0.41))
    assert {name for name in first if first[name] is not second[name]} == {"mask", "picture", "lines"}
