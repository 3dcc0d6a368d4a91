"""Diffraction pattern whose intensities span five decades.

Gold along [001] with a convergent beam: soft discs at the reflections allowed in a face-centred cubic
crystal, under a Gaussian envelope, over an exponential background of inelastically scattered electrons. The
direct beam is not at the centre of the frame.

Truth: ``centre`` (2,); ``spots`` (spots, 2); ``indices`` (spots, 2), in the mesh whose points with an even
sum are the reflections; ``stop`` (n, n) of bool, pixels behind the beam stop; ``expected`` (n, n), mean
counts without it.
"""

import numpy as np

from samples._geometry import coordinates, rotation
from samples._noise import detected
from samples._sample import Sample

MESH_PX = 46.0
DISC_PX = 5.0
GOLD_NM = 0.4078
#: The mesh diagonal reaches the first reflection, (200), at 2 / a.
PIXEL_SIZE_PER_NM = (2 / GOLD_NM) / (MESH_PX * np.sqrt(2))


def make(n: int = 512, peak: float = 2e5, stop: bool = False, seed: int = 5) -> Sample:
    """Return the pattern; `peak` is the mean count in the direct beam, `stop` puts a beam stop over it."""
    generator = np.random.default_rng(seed)
    row, column = coordinates(n)
    centre = np.array([n / 2 + 3.3, n / 2 - 2.1])
    from_centre = np.hypot(row - centre[0], column - centre[1])
    expected = 180 * np.exp(-from_centre / 60) + 2
    indices = np.array([(h, k) for h in range(-5, 6) for k in range(-5, 6) if (h + k) % 2 == 0])
    vectors = MESH_PX * indices @ rotation(17).T
    for (h, k), vector in zip(indices, vectors, strict=True):
        amplitude = peak * np.exp(-(vector @ vector) / (2 * 58.0**2)) * (1 if h == k == 0 else 0.12)
        distance = np.hypot(row - centre[0] - vector[0], column - centre[1] - vector[1])
        expected = expected + amplitude / (1 + np.exp(np.clip((distance - DISC_PX) / 0.7, -50, 50)))
    behind = np.zeros((n, n), bool)
    if stop:
        behind = (from_centre < 14) | ((abs(column - centre[1]) < 6) & (row < centre[0]))
    return Sample(
        name="diffraction",
        title="Diffraction pattern",
        description=(
            "Synthetic electron diffraction pattern of gold along [001]. "
            "Intensities span five decades, from 2 counts in the corners to 200 000 in the direct beam."
        ),
        image=detected(generator, np.where(behind, 1.0, expected), np.uint32),
        quantity="counts",
        pixel_size=PIXEL_SIZE_PER_NM,
        unit="nm⁻¹",
        truth={
            "centre": centre,
            "spots": centre + vectors,
            "indices": indices,
            "stop": behind,
            "expected": expected.astype(np.float32),
        },
    )
