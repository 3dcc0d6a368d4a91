"""Core-shell particles beside an oxide layer, as one scan sees them in HAADF and in X-rays.

Gold spheres with a shell of silver lie on thin carbon; a layer that contains iron fills the top of the
frame. HAADF intensity goes with thickness times Z^1.7, X-ray counts with thickness alone. The maps were
recorded with a coarser step over a part of the frame: pixel (i, j) of a map is centred on pixel
``ORIGIN + STEP (i, j)`` of the HAADF image.

Reference: S. J. Pennycook and D. E. Jesson, Ultramicroscopy 37 (1991) 14,
https://doi.org/10.1016/0304-3991(91)90004-P; D. B. Williams, C. B. Carter, Transmission Electron Microscopy,
chapter 35.
"""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from samples._geometry import coordinates
from samples._noise import detected
from samples._sample import Sample

N, PIXEL_SIZE_NM = 384, 0.25
#: Pixels of a map along each edge, and their size and place in pixels of the HAADF image.
MAP, STEP, ORIGIN = 96, 3, (28.0, 49.0)
#: Row, column, outer radius; the core has this part of the radius.
SPHERES = ((120, 118, 46), (150, 236, 58), (268, 148, 62), (262, 276, 40), (338, 250, 27), (190, 338, 33),
           (322, 52, 36))
CORE = 0.68
LAYER_NM = 36.0
#: Atomic number; part of the projected thickness of the layer that is iron.
Z = {"gold": 79, "silver": 47, "iron": 26}
IRON = 0.5
CARBON_NM, CARBON_Z = 10.0, 6
PROBE_PX = 0.8
#: X-rays spread over more than the probe: standard deviation in pixels of the HAADF image.
SPREAD_PX = 2.0


def thickness() -> dict[str, np.ndarray]:
    """Return the projected thickness of each element in nm, shape (N, N)."""
    row, column = coordinates(N)
    gold, silver = np.zeros((N, N)), np.zeros((N, N))
    for y, x, radius in SPHERES:
        r2 = (row - y) ** 2 + (column - x) ** 2
        outer = 2 * np.sqrt(np.clip(radius**2 - r2, 0, None))
        core = 2 * np.sqrt(np.clip((CORE * radius) ** 2 - r2, 0, None))
        gold += core
        silver += outer - core
    edge = 62 + 7 * np.sin(column / 37) + 4 * np.sin(column / 13 + 1)
    iron = np.where(row < edge, IRON * LAYER_NM, 0.0)
    return {"gold": gold * PIXEL_SIZE_NM, "silver": silver * PIXEL_SIZE_NM, "iron": iron}


def to_map() -> np.ndarray:
    """Return the matrix, shape (3, 3), that takes (row, column, 1) in the HAADF image to those in a map."""
    return np.array([[1 / STEP, 0, -ORIGIN[0] / STEP], [0, 1 / STEP, -ORIGIN[1] / STEP], [0, 0, 1]])


def haadf(peak: float, seed: int) -> Sample:
    """Return the HAADF image; `peak` is the mean count on its brightest pixel."""
    scattered = sum(nm * Z[element] ** 1.7 for element, nm in thickness().items())
    scattered = ndimage.gaussian_filter(scattered + CARBON_NM * CARBON_Z**1.7, PROBE_PX)
    expected = peak * scattered / scattered.max()
    return Sample(
        name="edx-haadf",
        title="Core-shell particles",
        description=(
            "Synthetic HAADF-STEM image of gold spheres with a shell of silver, below a layer that contains "
            "iron. X-ray maps of a part of it come with it."
        ),
        image=detected(np.random.default_rng(seed), expected),
        quantity="electrons",
        pixel_size=PIXEL_SIZE_NM,
        unit="nm",
        truth={"expected": expected.astype(np.float32)},
    )


def element_map(element: str, counts: float, seed: int) -> Sample:
    """Return the X-ray map of an element; `counts` is the mean count where it is thickest."""
    spread = ndimage.gaussian_filter(thickness()[element], SPREAD_PX)
    (top, left), reach = (int(p) - STEP // 2 for p in ORIGIN), MAP * STEP
    part = spread[top : top + reach, left : left + reach]
    nm = part.reshape(MAP, STEP, MAP, STEP).mean(axis=(1, 3))  # a pixel collects over its whole square
    expected = counts * nm / nm.max() + 0.02
    return Sample(
        name=f"edx-{element}",
        title=f"X-ray counts, {element}",
        description=(
            f"Synthetic X-ray map of {element} in core-shell particles: single counts, "
            f"at most {counts:g} per pixel in the mean, in pixels three times as large as those of the image."
        ),
        image=detected(np.random.default_rng(seed), expected),
        quantity="counts",
        pixel_size=PIXEL_SIZE_NM * STEP,
        unit="nm",
        truth={"to_map": to_map(), "nm": nm, "expected": expected},
    )
