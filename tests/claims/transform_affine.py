"""Affine transform: areas and angles from the corners that are drawn, pixels beyond one by one."""
import numpy as np
import pytest

from claims import N


def claims(arrays, state, pictures):
    picture = pictures["image"]
    size, unit = (picture.pixel_size, picture.unit) if picture.pixel_size else (1.0, "px")
    per_side = 3 if "cell" in picture.truth else 1
    before, after = (_corners(arrays, which) for which in ("", "moved_"))
    yield f"Areas × {N};", _area(after) / _area(before)
    yield f"angle of (?:a lattice cell|the frame) {N}° → {N}°, ", _angle(before), _angle(after)
    yield (f"sides {N} × {N} → {N} × {N} {unit}",
           *(length * size / per_side for corners in (before, after) for length in _sides(corners)))
    rows, columns = picture.array.shape
    y, x = np.mgrid[:rows, :columns].reshape(2, -1)
    from_x, from_y, _ = np.linalg.solve(arrays["matrix"], [x, y, np.ones(x.size)])
    margins = 0.5 + np.min([from_x, columns - 1 - from_x, from_y, rows - 1 - from_y], axis=0)
    # On the very limit rounding decides.
    surely, possibly = (100 * np.mean(margins < limit) for limit in (-1e-6, 1e-6))
    if surely:
        beyond = pytest.approx((surely + possibly) / 2, abs=(possibly - surely) / 2 + 0.5)
        yield rf"; {N} % of the output lies beyond the image\.$", beyond


def _corners(arrays, which):
    return np.stack([arrays[f"{which}cell_{c}"] for c in "xy"], axis=1)


def _area(corners):
    (x, y), (x1, y1) = corners[:-1].T, corners[1:].T
    return abs(np.sum(x * y1 - x1 * y)) / 2


def _sides(corners):
    return np.linalg.norm(corners[1] - corners[0], axis=0), np.linalg.norm(corners[3] - corners[0], axis=0)


def _angle(corners):
    u, v = corners[1] - corners[0], corners[3] - corners[0]
    return np.rad2deg(np.arccos(np.clip(u @ v / np.linalg.norm(u) / np.linalg.norm(v), -1, 1)))
