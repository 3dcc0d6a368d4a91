"""Piecewise affine transform: areas by the cross product, what is covered by scikit-image's polygons."""
import numpy as np
import pytest
from skimage import draw

from claims import N


def claims(arrays, state, pictures):
    picture, size = pictures["image"], int(state["size"])
    shape = np.array(picture.array.shape)
    points = np.array(state["points" if size == 9 else f"points_{size}"]) / 100 * shape
    rest = np.stack(np.meshgrid(*(np.linspace(0, length, size) for length in shape), indexing="ij"), 2)
    rest = rest.reshape(-1, 2)
    far = np.hypot(*(points - rest).T)
    yield f"{N} × {N} points", size, size
    triangles = 2 * (size - 1) ** 2
    if (far < 1e-6).all():
        yield f"each of the {N} triangles", triangles
        return
    yield f", {N} moved, by {N} px", np.sum(far > 1e-6), far.max()
    if picture.pixel_size:
        yield rf"\({N} {picture.unit}\) at most", far.max() * picture.pixel_size
    corners = _triangles(size)
    area = _areas(points[corners]) / _areas(rest[corners])
    assert area.size == triangles
    np.testing.assert_allclose(np.sort(area), np.sort(arrays["area"]), atol=1e-9)
    yield f"at most: {N} of {N} triangles have another area", np.sum(abs(area - 1) > 5e-4), triangles
    yield f"area, {N} to {N} times theirs", area.min(), area.max()
    covered = np.zeros(shape, bool)
    for triangle in points[corners] - 0.5:
        covered[draw.polygon(*triangle.T, shape=covered.shape)] = True
    outside = 100 * (1 - covered.mean())
    if outside > 0.1:
        yield f"; {N} % of the output lies outside the grid", pytest.approx(outside, abs=0.1)
    if over := np.sum(area <= 0):
        yield f"; {N} triangles? (?:is|are) folded over", over


def _triangles(size):
    """Return the corners of both triangles of each cell, as in the demo's mesh."""
    found = []
    for row in range(size - 1):
        for column in range(size - 1):
            a = row * size + column
            found += [(a, a + size, a + size + 1), (a, a + size + 1, a + 1)]
    return np.array(found)


def _areas(triangles):
    """Return signed areas, shape (triangles,)."""
    (ay, ax), (by, bx) = (triangles[:, i].T - triangles[:, 0].T for i in (1, 2))
    return (ay * bx - ax * by) / 2
