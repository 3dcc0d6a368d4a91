"""Alignment by points: residuals from where points land, as the matrix says it, where that is all."""
import numpy as np
import pytest

from claims import N

NAMES = {"translation": "Translation", "euclidean": "Euclidean", "similarity": "Similarity",
         "affine": "Affine", "projective": "Projective", "polynomial": "Polynomial, degree 2"}
#: By the pairs that fix a map: the one that was fitted instead of another.
INSTEAD = {0: "No map", 1: "Translation", 2: "Similarity", 3: "Affine"}
FIXED_BY = {"translation": 1, "euclidean": 2, "similarity": 2, "affine": 3, "projective": 4, "polynomial": 6}
ALWAYS_FITTED_BY = {"No map": 0, "Translation": 1, "Euclidean": 1.5, "Similarity": 2, "Affine": 3,
                    "Projective": 4, "Polynomial, degree 2": 6}


def claims(arrays, state, pictures):
    pairs = min(len(state["static"]), len(state["moving"]))
    static, moving = (np.array(state[n]).reshape(-1, 2)[:pairs, ::-1] for n in ("static", "moving"))
    fixed_by, asked = arrays["fixed_by"][0], state["transform"]
    as_asked = fixed_by == FIXED_BY[asked]
    name = NAMES[asked] if as_asked else INSTEAD[fixed_by]
    yield f"^{name}, {N} pairs?", pairs
    if not as_asked:
        yield f"{NAMES[asked].lower()} takes {N}[,)]", FIXED_BY[asked]
    landed = np.stack([arrays["landed_x"], arrays["landed_y"]], axis=1)
    if name != "Polynomial, degree 2":
        np.testing.assert_allclose(landed, _mapped(arrays["matrix"], moving), rtol=1e-6, atol=1e-6)
    left = np.linalg.norm(landed - static, axis=1)
    if pairs:
        yield f": residual {N} px rms", np.sqrt(np.mean(left**2))
    if pairs > 1 and pairs > ALWAYS_FITTED_BY[name]:
        worst = int(np.round(left, 2).argmax()) + 1
        yield rf", at most {N} px \(pair {N}\)", left.max(), pytest.approx(worst)
    arrows = np.hypot(arrays["arrow_x1"] - arrays["arrow_x0"], arrays["arrow_y1"] - arrays["arrow_y0"])
    if arrows.size and round(arrows.max() / left.max()) > 1:
        yield f"; arrows × {N}", arrows.max() / left.max()
    truth = _truth(pictures)
    if truth is not None:
        off = arrays["off"]
        if name != "Polynomial, degree 2":
            off = _off(arrays["matrix"], truth, pictures)
            np.testing.assert_allclose(arrays["off"], off, rtol=1e-5, atol=1e-6)
        yield f"; over the whole image {N} px rms off the truth", np.sqrt(np.mean(off**2))
    for which in ("static", "moving"):
        if missing := len(state[which]) - pairs:
            yield f" {N} points? ha(?:s|ve) no partner yet", missing


def _mapped(matrix, points):
    places = np.column_stack([points, np.ones(len(points))]) @ matrix.T
    return places[:, :2] / places[:, 2:]


def _truth(pictures):
    """Return the true map from the moving image to the static one, for (x, y, 1)."""
    static, moving = pictures["image"], pictures["moving_image"]
    if static.name == "frame-static" and "to_static" in moving.truth:
        matrix = moving.truth["to_static"]
    elif static.name == "edx-haadf" and "to_map" in moving.truth:
        matrix = np.linalg.inv(moving.truth["to_map"])
    else:
        return None
    return matrix[np.ix_([1, 0, 2], [1, 0, 2])]


def _off(matrix, truth, pictures):
    """Return the distances of both maps, at 16 x 16 places of the moving image that the static one shows."""
    rows, columns = pictures["moving_image"].array.shape
    height, width = pictures["image"].array.shape
    x, y = np.meshgrid(np.linspace(0, columns - 1, 16), np.linspace(0, rows - 1, 16))
    places = np.column_stack([x.ravel(), y.ravel()])
    true = _mapped(truth, places)
    seen = ((true >= 0) & (true <= [width - 1, height - 1])).all(axis=1)
    return np.linalg.norm(_mapped(matrix, places[seen]) - true[seen], axis=1)
