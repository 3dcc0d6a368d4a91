"""A volume of voxels in three slices and in projection: ellipsoids, and balls along a helix."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from illustrations._marks import title
from illustrations.canvas import figure, picture

SIDE, SEED = 96, 27


def volume() -> np.ndarray:
    """Return a noisy phantom, shape (z, y, x)."""
    generator = np.random.default_rng(SEED)
    z, y, x = np.mgrid[:SIDE, :SIDE, :SIDE] / SIDE * 2 - 1
    made = np.zeros((SIDE,) * 3)
    for number in range(6):
        centre, radii = generator.uniform(-0.45, 0.45, 3), generator.uniform(0.1, 0.3, 3)
        inside = sum(((at - c) / r) ** 2 for at, c, r in zip((z, y, x), centre, radii, strict=True)) < 1
        made[inside] = 0.3 + 0.12 * number
    for turn in np.linspace(0, 4 * np.pi, 40):
        along = turn / (4 * np.pi) * 1.6 - 0.8
        made[(z - along) ** 2 + (y - 0.6 * np.cos(turn)) ** 2 + (x - 0.6 * np.sin(turn)) ** 2 < 0.06**2] = 1
    return made + 0.05 * generator.normal(size=made.shape)


def draw() -> Figure:
    """Draw slices through the middle, and the largest value along z."""
    made, axes = figure(1136, 290, 1, 4)
    made.set_layout_engine("compressed")
    voxels = volume()
    middle = SIDE // 2
    panels = ((f"volume[{middle}]", voxels[middle]), (f"volume[:, {middle}]", voxels[:, middle]),
              (f"volume[:, :, {middle}]", voxels[:, :, middle]), ("volume.max(axis=0)", voxels.max(axis=0)))
    for ax, (name, image) in zip(axes[0], panels, strict=True):
        title(picture(ax, image, vmin=-0.1, vmax=1), name)
    return made
