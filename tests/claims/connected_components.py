"""Connected components: Feret diameters are the longest distances of points on convex hulls."""
import numpy as np
import pytest
from scipy import ndimage
from scipy.spatial import ConvexHull
from scipy.spatial.distance import pdist

from claims import N


def claims(arrays, state, pictures):
    labels = arrays["labels"]
    found = len(np.unique(labels[labels > 0]))
    if not found:
        yield ("No region: ",)
        return
    yield f"^{N} regions?, ", found
    yield f"{N} % of the area; ", 100 * np.mean(labels > 0)
    picture = pictures["image"]
    size = state["pixel_size"] or picture.pixel_size or 1.0
    unit = "nm" if state["pixel_size"] else picture.unit
    areas = np.bincount(labels.ravel())[1:]
    measured = np.argsort(-areas, kind="stable")[:500] + 1
    boxes = ndimage.find_objects(labels)
    diameters = size * np.array([_widest(labels[boxes[number - 1]] == number) for number in measured])
    # Three and two digits are said, and the demo's directions are up to half a degree off.
    yield (f"Feret diameter {N} ± {N} {unit}", pytest.approx(diameters.mean(), rel=5.1e-3),
           pytest.approx(diameters.std(), rel=0.051, abs=1e-4 * diameters.mean()))
    if len(measured) < found:
        yield rf"\(the {N} largest measured\)", len(measured)
    if "radii" in picture.truth:
        yield rf"\({N} were put in\)", len(picture.truth["radii"])


def _widest(mask):
    """Return the greatest distance between middles of pixel edges."""
    edge = mask & ~ndimage.binary_erosion(mask)
    steps = [(0.5, 0), (-0.5, 0), (0, 0.5), (0, -0.5)]
    points = np.concatenate([np.argwhere(edge) + step for step in steps])
    return pdist(points[ConvexHull(points).vertices]).max()
