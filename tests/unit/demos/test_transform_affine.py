"""The matrix against scikit-image's AffineTransform, the picture against its warp, angles by closed forms."""
import re

import numpy as np
import pytest
from skimage import transform

from livedemo import discovery

DEMO = discovery.load("transform-affine")
STATE = {"scale_x": 1.5, "scale_y": 0.8, "shear": 0.4, "rotation": 35.0, "shift_x": 6.5, "shift_y": -9.0}
NOTHING = {"shear": 0.0}


def by_scikit_image(state):
    mirrored = {"x": (-1, 1), "y": (1, -1)}.get(state.get("flip"), (1, 1))
    return transform.AffineTransform(
        scale=(state["scale_x"] * mirrored[0], state["scale_y"] * mirrored[1]),
        rotation=np.deg2rad(state["rotation"]), shear=(-np.arctan(state["shear"]), 0),
        translation=(state["shift_x"], state["shift_y"])).params


def numbers(summary):
    return [float(n) for n in re.findall(r"\d+(?:\.\d+)?", summary)]


@pytest.mark.parametrize("flip", ["none", "x", "y"])
def test_the_matrix_is_that_of_scikit_image(flip, compute):
    state = STATE | {"flip": flip, "corner": True}
    arrays = compute(DEMO, state).arrays
    np.testing.assert_allclose(arrays["matrix"], by_scikit_image(state), atol=1e-12)
    shown = np.stack([arrays[f"matrix_{c}"] for c in "xy1"], 1)
    np.testing.assert_allclose(shown, arrays["matrix"], atol=1e-9)


def test_the_order_of_steps(compute):
    """Reversed, the shift is first and is scaled and turned with the rest."""
    state = STATE | {"corner": True, "shear": 0.0}
    matrix = compute(DEMO, state | {"reverse": True}).arrays["matrix"]
    scale, turn = np.diag([1.5, 0.8]), transform.AffineTransform(rotation=np.deg2rad(35)).params[:2, :2]
    np.testing.assert_allclose(matrix[:2, :2], scale @ turn, atol=1e-12)
    np.testing.assert_allclose(matrix[:2, 2], scale @ turn @ [6.5, -9], atol=1e-12)


def test_a_quarter_turn_is_shown_in_whole_numbers(compute):
    arrays = compute(DEMO, NOTHING | {"rotation": 90.0, "corner": True}).arrays
    np.testing.assert_array_equal(np.stack([arrays[f"matrix_{c}"] for c in "xy1"], 1),
                                  [[0, -1, 0], [1, 0, 0], [0, 0, 1]])


def test_what_is_drawn_on_the_input_is_sent_once(compute, prepare):
    prepared = prepare(DEMO)
    first, second = (compute(DEMO, {"rotation": r}, prepared=prepared).arrays for r in (10.0, 20.0))
    for name in ("image", "cell_x", "cell_y", "grid_x", "grid_y"):
        assert first[name] is second[name]


@pytest.mark.parametrize("reverse", [False, True])
def test_what_is_read_back_makes_the_matrix(reverse, compute):
    arrays = compute(DEMO, STATE | {"flip": "x", "reverse": reverse, "corner": True}).arrays
    part = {name.removeprefix("part_"): float(a[0]) for name, a in arrays.items() if name.startswith("part_")}
    np.testing.assert_allclose(by_scikit_image(part), arrays["matrix"], atol=1e-9)


def test_about_the_middle_the_read_back_parts_are_the_controls(compute):
    arrays = compute(DEMO, STATE).arrays
    for name, value in STATE.items():
        assert arrays[f"part_{name}"][0] == pytest.approx(value)


def test_the_output_is_the_image_warped_by_the_matrix(compute):
    image = np.random.default_rng(0).normal(100, 30, (60, 81)).astype(np.float32)
    arrays = compute(DEMO, STATE, image).arrays
    back = transform.AffineTransform(arrays["matrix"]).inverse
    # Away from the edge, where `warp` blends with the background.
    inside = transform.warp(np.pad(np.ones((56, 77)), 2), back) == 1
    assert inside.sum() > 1500
    want = transform.warp(image.astype(float), back, order=1)
    np.testing.assert_allclose(arrays["output"][inside], want[inside], atol=2e-3)


@pytest.mark.parametrize("order", ["0", "1", "3"])
@pytest.mark.parametrize(("state", "expected"), [
    (NOTHING, lambda image: image),
    (NOTHING | {"flip": "x"}, lambda image: image[:, ::-1]),
    (NOTHING | {"flip": "y"}, lambda image: image[::-1]),
    (NOTHING | {"rotation": 180.0}, lambda image: image[::-1, ::-1]),
    (NOTHING | {"rotation": -90.0}, np.rot90),
    (NOTHING | {"shift_x": 3.0, "shift_y": -5.0, "edge": "wrap"},
     lambda image: np.roll(image, (-5, 3), (0, 1))),
])
def test_what_every_one_knows(state, expected, order, compute):
    image = np.random.default_rng(1).integers(0, 255, (50, 50), np.uint8)
    result = compute(DEMO, state | {"order": order}, image)
    np.testing.assert_allclose(result.arrays["output"], expected(image), atol=2e-3)


def test_the_summary_measures_the_shear(compute):
    """A square sheared by 0.5 has the angle arctan 2, sides in the ratio 1 : sqrt(1.25) and its own area."""
    area, before, after, a, b, c, d = numbers(compute(DEMO, {"shear": 0.5}, np.ones((120, 120))).summary)[:7]
    assert (area, before, after) == pytest.approx((1, 90, np.rad2deg(np.arctan(2))), abs=0.05)
    assert (a, b, c, d) == pytest.approx((30, 30, 30, 30 * 1.25**0.5), rel=0.005)


def test_the_determinant_is_the_change_of_areas(compute):
    result = compute(DEMO, STATE | {"image": "camera"})
    assert numbers(result.summary)[0] == pytest.approx(1.5 * 0.8)
    x, y = result.arrays["moved_cell_x"], result.arrays["moved_cell_y"]
    ours, x0, y0 = (abs(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1])), *(result.arrays[f"cell_{c}"] for c in "xy"))
    assert ours / abs(np.sum(x0[:-1] * y0[1:] - x0[1:] * y0[:-1])) == pytest.approx(1.2)


def test_the_part_beyond_the_image(compute):
    result = compute(DEMO, {"shear": 0.0, "scale_x": 0.5, "scale_y": 0.4}, np.full((200, 200), 9.0))
    assert " 80 % of the output" in result.summary


def test_the_frame_stands_on_bright_columns(compute, sample):
    """Its corners are on maxima of the image; its angle is that of the lattice as it was scanned."""
    arrays = compute(DEMO).arrays
    image = sample("haadf-lattice").array.astype(float)
    for x, y in zip(arrays["cell_x"], arrays["cell_y"], strict=True):
        r, c = round(y), round(x)
        assert image[r - 1 : r + 2, c - 1 : c + 2].mean() > 2 * image.mean()


@pytest.mark.parametrize("shape", [(64, 64), (61, 84), (84, 61), (1, 1), (9, 1)])
def test_the_grid_runs_along_rows_and_columns_only(shape, compute):
    arrays = compute(DEMO, NOTHING, np.ones(shape)).arrays
    x, y = arrays["grid_x"], arrays["grid_y"]
    assert ((np.diff(x) == 0) | (np.diff(y) == 0)).all()
    assert (x.min(), x.max(), y.min(), y.max()) == (-0.5, shape[1] - 0.5, -0.5, shape[0] - 0.5)
    np.testing.assert_allclose(arrays["moved_grid_x"], x, atol=1e-9)
    assert compute(DEMO, {"grid": False}, np.ones(shape)).arrays["grid_x"].size == 1
