"""Maps and warps against scikit-image, and everything against what the samples know."""
import asyncio
import re

import numpy as np
import pytest
from scipy import ndimage
from skimage import transform

from imaging import affine
from livedemo import NoSuggestion, Picture, discovery
from livedemo.state import clean_state

DEMO = discovery.load("points-align")
CONTROLS = {control.name: control for control in DEMO.controls}
TILTED = DEMO.preset("A tilted specimen: projective")
MODELS = ("translation", "euclidean", "similarity", "affine", "projective")
TRUE = ("frame-moving", "frame-tilted")


def number(summary, pattern):
    return float(re.search(pattern, summary)[1])


def rms(summary):
    return number(summary, r"residual (\d+\.\d+) px rms")


def off(summary):
    return number(summary, r"image (\d+\.\d+) px rms off the truth")


def suggested(state, option, prepared):
    return asyncio.run(DEMO.suggest(prepared, clean_state(DEMO.controls, state), option))


def own(static, moving):
    return DEMO.prepare({"image": Picture(static), "moving_image": Picture(moving)})


@pytest.mark.parametrize("model", ["euclidean", "similarity", "projective"])
def test_the_matrix_is_that_of_scikit_image(model, compute):
    arrays = compute(DEMO, {"transform": model}).arrays
    moving, static = (np.array(CONTROLS[name].default)[:, ::-1] for name in ("moving", "static"))
    theirs = transform.estimate_transform(model, moving, static)
    np.testing.assert_allclose(arrays["matrix"] / arrays["matrix"][2, 2], theirs.params, atol=1e-6)
    np.testing.assert_allclose(arrays["residual"], theirs.residuals(moving, static), atol=0.006)


@pytest.mark.parametrize("model", ["affine", "projective"])
def test_the_moving_image_is_warped_by_the_matrix(model, compute):
    generator = np.random.default_rng(5)
    static, moving = ndimage.gaussian_filter(generator.normal(100, 90, (2, 120, 150)), (0, 1, 1))
    moving = moving[:90, :140].astype(np.float32)
    points = generator.uniform(10, 90, (6, 2))
    state = {"transform": model, "moving": points.tolist(),
             "static": (1.1 * points[:, ::-1] + generator.normal(0, 2, (6, 2))).tolist()}
    arrays = compute(DEMO, state, prepared=own(static, moving)).arrays
    back = transform.ProjectiveTransform(np.linalg.inv(arrays["matrix"]))
    want = transform.warp(moving.astype(float), back, output_shape=static.shape, order=1, cval=np.nan)
    inside = np.isfinite(want)
    assert 3000 < inside.sum() < static.size
    np.testing.assert_allclose(arrays["warped"][inside], want[inside], atol=0.02)
    assert arrays["warped"].shape == arrays["image"].shape == static.shape
    np.testing.assert_array_equal(arrays["moving_image"], moving)


def test_a_polynomial_bends_what_is_bent(compute, sample):
    """The discs of a frame that a polynomial has bent lie on those of the other again."""
    static = sample("frame-static").array
    back = transform.PolynomialTransform(np.array([[4, 0.98, 0.03, 3e-4, -2e-4, 1e-4],
                                                   [-3, -0.02, 1.01, 1e-4, 2e-4, -3e-4]]))
    points = np.random.default_rng(6).uniform(20, 230, (9, 2))
    moving = back(points[:, ::-1])[:, ::-1]
    state = {"transform": "polynomial", "static": points.tolist(), "moving": moving.tolist()}
    result = compute(DEMO, state, prepared=own(static, static))
    assert rms(result.summary) < 0.005
    want = transform.warp(static.astype(float), back, order=1, cval=np.nan)
    inside = np.isfinite(want)
    np.testing.assert_allclose(result.arrays["warped"][inside], want[inside], atol=0.1)


@pytest.mark.parametrize("name", TRUE)
def test_placed_points_are_discs_of_the_samples(name, sample):
    state = TILTED if name == "frame-tilted" else clean_state(DEMO.controls, {})
    found = []
    for key, picture in (("static", "frame-static"), ("moving", name)):
        distance = np.linalg.norm(np.array(state[key])[:, None] - sample(picture).truth["centres"], axis=2)
        assert distance.min(1).max() < 1.6
        found.append(distance.argmin(1).tolist())
    assert found[0] == found[1]


def test_the_true_map_stands_below_the_one_that_was_found(compute, sample):
    arrays = compute(DEMO, {"transform": "similarity"}).arrays
    truth = sample("frame-moving").truth
    assert arrays["rotation"][1] == pytest.approx(-truth["angle"])  # of x towards y; the truth is of y
    for name in ("scale_x", "scale_y"):
        assert arrays[name][1] == pytest.approx(1 / truth["scale"])
    assert (arrays["shift_y"][1], arrays["shift_x"][1]) == pytest.approx(tuple(truth["shift"]))
    assert arrays["shear"] == pytest.approx([0, 0], abs=1e-9)
    assert arrays["rotation"][0] == pytest.approx(arrays["rotation"][1], abs=0.5)


def test_parts_at_the_middle_make_the_matrix_again(compute):
    arrays = compute(DEMO, {"transform": "affine"}).arrays
    parts = {name: arrays[name][0] for name in affine.Parts._fields}
    matrix = (affine.rotation(parts["rotation"]) @ affine.shearing(parts["shear"])
              @ affine.scaling(parts["scale_x"], parts["scale_y"]))
    matrix = affine.shift(parts["shift_x"], parts["shift_y"]) @ affine.about(matrix, 127.5, 127.5)
    np.testing.assert_allclose(matrix, arrays["matrix"], atol=1e-6)


def test_without_a_known_truth_one_row_and_no_claim(compute):
    result = compute(DEMO, {"image": "haadf-lattice", "moving_image": "drifting-lattice"})
    assert result.arrays["rotation"].shape == (1,)
    assert "truth" not in result.summary


def test_a_richer_map_fits_its_points_better_and_the_image_worse(compute):
    """What the help and the hint say: the similarity is enough, and more follows the errors of the points."""
    results = [compute(DEMO, {"transform": model}) for model in (*MODELS, "polynomial")]
    left = [rms(result.summary) for result in results]
    assert left == sorted(left, reverse=True)
    wrong = [off(result.summary) for result in results]
    assert min(wrong) == wrong[2] < 0.5
    assert wrong[2:] == sorted(wrong[2:])
    arrows = results[1].arrays
    middle = np.array(CONTROLS["static"].default).mean(0)
    outwards = (arrows["arrow_x0"] - middle[1], arrows["arrow_y0"] - middle[0])
    along = (outwards[0] * (arrows["arrow_x1"] - arrows["arrow_x0"])
             + outwards[1] * (arrows["arrow_y1"] - arrows["arrow_y0"]))
    assert (along > 0).all()


def test_the_tilted_specimen_needs_a_projective_map(compute):
    left = {model: rms(compute(DEMO, TILTED | {"transform": model}).summary) for model in MODELS}
    assert left["similarity"] > left["affine"] > 5
    assert left["projective"] < 1
    assert off(compute(DEMO, TILTED).summary) < 1.5


def test_presets_do_what_their_names_say(compute):
    wrong = compute(DEMO, DEMO.preset("One pair is wrong: a neighbour was taken"))
    assert wrong.arrays["residual"].argmax() == 3
    assert "(pair 4)" in wrong.summary
    perfect = compute(DEMO, DEMO.preset("Residual 0, and yet wrong"))
    assert perfect.arrays["residual"].max() == 0
    assert "says nothing: so few always fit" in perfect.summary
    assert off(perfect.summary) > 5
    rays = compute(DEMO, DEMO.preset("A map of X-rays onto its image"))
    assert rays.arrays["scale_x"] == pytest.approx([3, 3], abs=0.1)
    assert off(rays.summary) < 2


@pytest.mark.parametrize("name", TRUE)
def test_sift_finds_pairs_that_give_the_true_map(name, compute, prepare):
    state = {"moving_image": name, "transform": "projective"}
    prepared = prepare(DEMO, state)
    found = suggested(state, "sift", prepared)
    assert len(found["static"]) == len(found["moving"]) == 8
    assert off(compute(DEMO, state | found, prepared=prepared).summary) < 0.6
    assert suggested(state, "sift", prepared) == found


def test_snapping_makes_placed_points_better(compute, prepare):
    prepared = prepare(DEMO, TILTED)
    before, found = compute(DEMO, TILTED), suggested(TILTED, "snap", prepared)
    after = compute(DEMO, TILTED | found, prepared=prepared)
    assert rms(after.summary) < 0.6 * rms(before.summary)
    assert off(after.summary) < 0.6 * off(before.summary)


def test_sift_says_where_it_finds_nothing(prepare):
    state = {"image": "edx-haadf", "moving_image": "edx-gold"}
    with pytest.raises(NoSuggestion, match=r"SIFT finds \d+ and \d+ keypoints and \d+ matches, of which "):
        suggested(state, "sift", prepare(DEMO, state))
    tiny = own(np.zeros((1, 1)), np.ones((3, 9), np.uint8))
    with pytest.raises(NoSuggestion, match="0 and 0 keypoints"):
        suggested({}, "sift", tiny)
    assert suggested({}, "snap", tiny)["moving"] == CONTROLS["moving"].default


def test_points_without_a_partner_are_said_and_left_out(compute):
    points = [[20, 20], [90, 30], [50, 120], [100, 140]]
    more = compute(DEMO, {"static": points, "moving": points[:3], "transform": "similarity"})
    assert "1 point has no partner yet: tap in the moving image." in more.summary
    assert more.arrays["pair"].tolist() == [1, 2, 3]
    fewer = compute(DEMO, {"static": points[:2], "moving": points, "transform": "similarity"})
    assert "2 points have no partner yet: tap in the static image." in fewer.summary


@pytest.mark.parametrize(("points", "model", "told"), [
    ([], "affine", "No map, 0 pairs (affine takes 3);"),
    ([[5, 5]], "similarity", "Translation, 1 pair (similarity takes 2): residual 0.00"),
    ([[5, 5], [9, 5]], "projective", "Similarity, 2 pairs (projective takes 4): residual 0.00"),
    ([[5, 5]] * 4, "projective",
     "Translation, 4 pairs (projective takes 4, and all of these are at one place): residual 0.00"),
    ([[5, 5], [7, 7], [9, 9]], "affine",
     "Similarity, 3 pairs (affine takes 3, and these lie on one line): residual 0.00"),
    ([[5, 5], [7, 7], [9, 9], [5, 20]], "projective",
     "Affine, 4 pairs (projective takes 4, and these leave it open): residual 0.00"),
])
def test_points_that_do_not_fix_a_map(points, model, told, compute):
    state = {"static": points, "moving": points, "transform": model}
    assert compute(DEMO, state).summary.startswith(told)


def test_without_points_it_says_how_to_begin(compute):
    summary = compute(DEMO, {"static": [], "moving": []}).summary
    assert summary.endswith(". Tap the same feature in both images.")


def test_what_is_shown_follows_without_another_warp(compute, prepare):
    prepared = prepare(DEMO)
    first = compute(DEMO, {}, prepared=prepared)
    clear, opaque = (compute(DEMO, {"alpha": alpha}, prepared=prepared) for alpha in (0.0, 1.0))
    assert first.arrays["warped"] is clear.arrays["warped"] is opaque.arrays["warped"]
    static = compute(DEMO, {"show": "static"}, prepared=prepared)
    np.testing.assert_array_equal(clear.arrays["overlay"], static.arrays["overlay"])
    warped = compute(DEMO, {"show": "warped"}, prepared=prepared).arrays["overlay"]
    seen = warped[..., 3] == 255
    np.testing.assert_array_equal(opaque.arrays["overlay"][seen], warped[seen])


def test_an_aligned_image_is_grey_in_red_and_cyan(compute):
    points = [[10, 20], [200, 30], [100, 150]]
    state = {"moving_image": "edx-gold", "static": points, "moving": points, "show": "colours"}
    image = np.random.default_rng(2).integers(0, 60000, (40, 50), np.uint16)
    rgba = compute(DEMO, state, prepared=own(image, image)).arrays["overlay"]
    np.testing.assert_allclose(rgba[..., 0], rgba[..., 1], atol=1)


def test_points_are_numbered_in_both_images():
    assert CONTROLS["static"].numbered
    assert CONTROLS["moving"].numbered
