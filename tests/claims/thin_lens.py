"""Thin lens: the lens formula by ray transfer matrices, and the disc from the rays that are drawn."""
import numpy as np
import pytest

from claims import N


def claims(arrays, state, pictures):
    f, distance, screen = state["focal_length"], state["distance"], state["screen"]
    # An image at z: the height there does not hang on the slope at the object.
    lens = np.array([[1, 0], [-1 / f, 1]]) @ np.array([[1, distance], [0, 1]])
    if abs(lens[1, 1]) < 1e-12:
        yield f"in the focus, {N} mm", f
        return
    image = -lens[0, 1] / lens[1, 1]
    magnification = (np.array([[1, image], [0, 1]]) @ lens)[0, 0]
    if image < 0:
        yield (f"f = {N} mm.*from {N} mm before the lens, {N} times", f, -image, magnification)
        return
    assert arrays["image_z"] == pytest.approx([image])
    yield f"Image {N} mm behind the lens, magnification {N}", image, magnification
    if not state["aberration"]:
        behind = (arrays["ray_z0"] == 0) & (arrays["ray_colour"] == 0)
        disc = np.ptp(arrays["ray_y1"][behind])
        assert disc == pytest.approx(state["aperture"] * abs(screen - image) / image, abs=1e-9)
        if disc >= 0.005:
            yield f"a disc of {N} mm", disc
