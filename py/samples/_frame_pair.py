"""One wide scene of flat discs on a film, recorded in several frames that see it differently.

Dark discs of several sizes lie on a film with a soft, faint grain. Each frame samples the scene, which is
twice as wide as it, through a map of its own, and counts electrons with Poisson noise of its own. So what
maps one frame onto another is known exactly. All places are (row, column), and the static frame sees the
middle of the scene.

Reference: of the perspective, R. Hartley and A. Zisserman, Multiple View Geometry in Computer Vision,
section 2.4 and chapter 6.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from samples._geometry import coordinates, rotation, standardised
from samples._noise import detected
from samples._sample import Sample

#: Edge of a frame and of the scene in pixels, and the size of a pixel of the static frame.
N, SCENE, PIXEL_SIZE_NM = 256, 512, 2.0
DISCS, RADII_PX, EDGE_PX = 110, (4.0, 12.0), 0.8
GRAIN, GRAIN_PX = 0.05, 3.0
#: Of the scene. The noise of a frame has another seed.
SEED = 10


@dataclass(frozen=True)
class Scene:
    """Transmission (SCENE, SCENE); centres (discs, 2) and radii (discs,) in the static frame."""

    transmission: np.ndarray
    centres: np.ndarray
    radii: np.ndarray


def scene() -> Scene:
    """Scatter the discs; no two of them touch."""
    generator = np.random.default_rng(SEED)
    row, column = coordinates(SCENE)
    grain = standardised(ndimage.gaussian_filter(generator.normal(size=row.shape), GRAIN_PX))
    transmission = 0.9 + GRAIN * grain
    discs: list[tuple[float, float, float]] = []
    while len(discs) < DISCS:
        (y, x), radius = generator.uniform(0, SCENE, 2), generator.uniform(*RADII_PX)
        if all(np.hypot(y - v, x - u) > radius + other + 6 for v, u, other in discs):
            discs.append((y, x, radius))
            distance = np.hypot(row - y, column - x) - radius
            cover = 1 / (1 + np.exp(np.clip(distance / EDGE_PX, -50, 50)))
            transmission *= 1 - generator.uniform(0.3, 0.7) * cover
    table = np.array(discs)
    return Scene(transmission, table[:, :2] - (SCENE - N) / 2, table[:, 2])


def about_middle(matrix: np.ndarray, shift: tuple[float, float] = (0.0, 0.0)) -> np.ndarray:
    """Return, as (3, 3), what `matrix` (2, 2) or (3, 3) does to vectors from the middle, and then a shift."""
    whole = np.eye(3)
    whole[: len(matrix), : len(matrix)] = matrix
    middle = (N - 1) / 2
    to, back = np.eye(3), np.eye(3)
    to[:2, 2], back[:2, 2] = -middle, np.add(middle, shift)
    return back @ whole @ to


def similarity(degrees: float, magnification: float, shift: tuple[float, float]) -> np.ndarray:
    """Return the map from a frame, turned and magnified, to the static frame."""
    return about_middle(rotation(degrees) / magnification, shift)


def perspective(tilt: float, axis: float, distance: float) -> np.ndarray:
    """Return the map from a frame that sees the plane of the scene tilted, to the static frame.

    The plane turns by `tilt` degrees about a line through the middle, in the direction `axis` (degrees, from
    that of the columns, downwards). It is seen from `distance` pixels above the middle: the point (u, v) of
    the plane, u along the axis, appears at (u, v cos tilt) / (1 - v sin tilt / distance).
    """
    tilt = np.deg2rad(tilt)
    turn = np.eye(3)
    turn[:2, :2] = rotation(axis)  # (row, column) to (v, u)
    seen = np.array([[np.cos(tilt), 0, 0], [0, 1, 0], [-np.sin(tilt) / distance, 0, 1]])
    to_static = np.linalg.inv(turn.T @ seen @ turn)
    return about_middle(to_static / to_static[2, 2])


def mapped(matrix: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Return where a (3, 3) matrix takes places, shape (..., 2)."""
    ends = np.concatenate([places, np.ones_like(places[..., :1])], axis=-1) @ matrix.T
    return ends[..., :2] / ends[..., 2:]


def frame(name: str, title: str, description: str, to_static: np.ndarray, dose: float, seed: int,
          pixel_size: float | None = PIXEL_SIZE_NM) -> Sample:
    """Return a frame; `to_static` takes its places to those that show the same in the static frame."""
    flat = scene()
    places = mapped(to_static, np.stack(coordinates(N), axis=-1)) + (SCENE - N) / 2
    seen = ndimage.map_coordinates(flat.transmission, np.moveaxis(places, -1, 0), order=3, mode="reflect")
    expected = dose * np.clip(seen, 0.02, None)
    return Sample(
        name=name,
        title=title,
        description=description,
        image=detected(np.random.default_rng(seed), expected),
        quantity="electrons",
        pixel_size=pixel_size,
        unit="px" if pixel_size is None else "nm",
        truth={
            "to_static": to_static,
            "centres": mapped(np.linalg.inv(to_static), flat.centres),
            "radii": flat.radii,
            "expected": expected.astype(np.float32),
        },
    )
