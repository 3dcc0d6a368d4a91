"""The map against scikit-image's PolynomialTransform and warp; the defaults against the sample's truth."""
import asyncio
import re

import numpy as np
import pytest
from skimage import transform

from livedemo import NoSuggestion, discovery

DEMO = discovery.load("transform-polynomial")
CONTROLS = {control.name: control for control in DEMO.controls}


def image():
    return np.random.default_rng(6).normal(100, 30, (120, 150)).astype(np.float32)


def test_the_output_is_warped_by_the_coefficients(compute):
    generator = np.random.default_rng(7)
    points = generator.uniform(0, 120, (14, 2))
    state = {"source": points.tolist(), "destination": (points + generator.normal(0, 3, (14, 2))).tolist()}
    arrays = compute(DEMO, state | {"order": 3}, image()).arrays
    back = transform.PolynomialTransform(arrays["coefficients"])
    inside = transform.warp(np.pad(np.ones((116, 146)), 2), back) == 1
    assert inside.sum() > 8000
    want = transform.warp(image().astype(float), back, order=1)
    np.testing.assert_allclose(arrays["output"][inside], want[inside], atol=5e-3)
    misses = np.linalg.norm(back(np.array(state["destination"])[:, ::-1])[:, ::-1] - points, axis=1)
    np.testing.assert_allclose(arrays["residual"], misses, atol=0.006)
    bent = back(np.stack([arrays["grid_x"], arrays["grid_y"]], 1))
    np.testing.assert_allclose(np.stack([arrays["bent_x"], arrays["bent_y"]], 1), bent, atol=1e-6)


def test_points_at_their_own_places_change_nothing(compute):
    points = [[10, 20], [90, 30], [50, 120], [100, 140], [20, 90], [70, 70]]
    arrays = compute(DEMO, {"source": points, "destination": points, "order": 2}, image()).arrays
    np.testing.assert_allclose(arrays["output"], image(), atol=1e-2)
    assert not arrays["moves_x"].any()
    assert not arrays["residual"].any()


def test_one_pair_shifts(compute):
    arrays = compute(DEMO, {"source": [[10, 10]], "destination": [[15, 7]]}, image()).arrays
    np.testing.assert_allclose(arrays["output"][5:, :-3], image()[:-5, 3:], atol=1e-3)
    np.testing.assert_allclose(arrays["coefficients"], [[3, 1, 0], [-5, 0, 1]])


def test_points_without_a_partner_are_said_and_left_out(compute):
    points = [[10, 20], [90, 30], [50, 120], [100, 140]]
    more = compute(DEMO, {"source": points, "destination": points[:3]}, image())
    assert "1 point has no partner yet: tap in the output." in more.summary
    assert more.arrays["pair"].tolist() == [1, 2, 3]
    fewer = compute(DEMO, {"source": points[:2], "destination": points}, image())
    assert "2 points have no partner yet: tap in the input." in fewer.summary


@pytest.mark.parametrize(("pairs", "degree"), [(1, 0), (4, 1), (7, 2), (12, 3)])
def test_too_few_pairs_lower_the_degree_and_it_says_so(pairs, degree, compute):
    points = np.random.default_rng(8).uniform(0, 120, (pairs, 2)).tolist()
    summary = compute(DEMO, {"source": points, "destination": points, "order": 3}, image()).summary
    assert summary.startswith(f"Degree {degree} through {pairs} pair")
    assert ("(degree 3 takes 10" in summary) == (degree < 3)


def test_the_default_points_are_columns_of_the_sample(sample):
    """In the input where they are seen; in the output where they are, but for one shift of all."""
    truth = sample("drifting-lattice").truth
    source, destination = (np.array(CONTROLS[name].default) for name in ("source", "destination"))
    distance = np.linalg.norm(source[:, None] - truth["seen"], axis=2)
    assert distance.min(1).max() < 0.08
    assert (truth["amplitudes"][distance.argmin(1)] > 0.7).all()
    shift = truth["positions"][distance.argmin(1)] - destination
    assert np.ptp(shift, axis=0).max() < 0.11


def test_degree_2_straightens_the_crystal_and_degree_1_does_not(compute):
    """A small residual is not the whole truth: degree 3 fits its points best and the crystal less well."""
    told = [re.search(r"residual ([\d.]+) px .* crystal ([\d.]+) px", compute(DEMO, {"order": order}).summary)
            for order in (1, 2, 3)]
    residual, missed = np.array([match.groups() for match in told], float).T
    assert residual[0] > 1 > 20 * residual[1] > 20 * residual[2]
    assert missed[0] > 1
    assert missed[1] < 0.1 < missed[2]


def test_the_barrel_draws_the_corners_inwards(compute):
    preset = DEMO.preset("A grating made a barrel")
    source, destination = (np.array(preset[name]) - 256 for name in ("source", "destination"))
    outer = np.linalg.norm(source, axis=1) > 200
    assert (np.linalg.norm(destination, axis=1) < np.linalg.norm(source, axis=1))[outer].all()
    assert compute(DEMO, preset).arrays["residual"].max() < 3


def test_without_the_grid_no_line_is_drawn(compute):
    assert compute(DEMO, {"grid": False}).arrays["grid_x"].size == 1


def test_the_buttons_place_points(compute, prepare):
    def placed(option, image):
        prepared = prepare(DEMO, {"image": image})
        return asyncio.run(DEMO.suggest(prepared, {"image": image}, option)), prepared

    found, prepared = placed("drift", "drifting-lattice")
    assert found == {name: CONTROLS[name].default for name in ("source", "destination")}
    found, prepared = placed("grid", "tiles")
    result = compute(DEMO, {"image": "tiles", **found}, prepared=prepared)
    assert len(found["source"]) == 16
    assert "residual 0.00 px rms, 0.00 px at most; 0 % of the output" in result.summary
    np.testing.assert_allclose(result.arrays["output"], result.arrays["image"], atol=1e-3)
    with pytest.raises(NoSuggestion, match="choose that image"):
        placed("drift", "tiles")


def test_points_are_numbered_in_both_images():
    assert CONTROLS["source"].numbered
    assert CONTROLS["destination"].numbered


def test_coefficients_by_hand_bend_as_they_say(compute):
    """Equal cubic terms are a barrel: a point comes from 0.1 r^2 further away from the middle."""
    preset = DEMO.preset("By hand: a barrel from four coefficients")
    result = compute(DEMO, preset)
    arrays = result.arrays
    assert result.summary.startswith("Degree 3 by hand, 16 pairs: residual ")

    def from_where(places):
        way = (places - 255.5) / 256
        return 255.5 + 256 * way * (1 + 0.1 * np.sum(way**2, axis=1, keepdims=True))

    want = transform.warp(arrays["image"].astype(float), from_where, order=1, mode="edge")
    places = from_where(np.mgrid[:512, :512].reshape(2, -1).T)
    inside = (np.abs(places - 255.5) < 255).all(1).reshape(512, 512)
    np.testing.assert_allclose(arrays["output"][inside], want[inside], atol=1e-3 * np.ptp(want))
    corner = np.array([180.5, 180.5])  # of the grid, from the middle
    assert arrays["residual"].max() == pytest.approx(0.1 * np.linalg.norm(corner) ** 3 / 256**2, abs=0.006)


def test_least_squares_sets_the_coefficients_and_none_are_clear(compute, prepare):
    prepared = prepare(DEMO, {})
    by_points = compute(DEMO, {}, prepared=prepared)
    found = asyncio.run(DEMO.suggest(prepared, compute_state(), "fit"))
    by_hand = compute(DEMO, {"by": "coefficients", **found}, prepared=prepared)
    np.testing.assert_allclose(by_hand.arrays["output"], by_points.arrays["output"], atol=6)
    told = re.search(r"residual ([\d.]+) px .* Least squares of degree 2 leaves ([\d.]+) px", by_hand.summary)
    assert float(told[2]) <= float(told[1]) < 0.1
    cleared = asyncio.run(DEMO.suggest(prepared, compute_state(), "zero"))
    assert cleared.keys() == found.keys()
    assert not any(cleared.values())


def compute_state():
    return {control.name: control.default for control in DEMO.controls}


def test_a_line_leads_from_each_point_to_where_its_partner_comes_from(compute):
    """Points that are dragged have marks; those that coefficients move bear dots."""
    for state, dots in (({"order": 1}, 0), ({"by": "coefficients", "b10": 5.0}, 12)):
        arrays = compute(DEMO, state).arrays
        ways = np.hypot(arrays["landed_x"] - arrays["source_x"], arrays["landed_y"] - arrays["source_y"])
        np.testing.assert_allclose(ways, arrays["residual"], atol=0.006)
        assert arrays["dot_x"].size == arrays["dot_y"].size == dots
