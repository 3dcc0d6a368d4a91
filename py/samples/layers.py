"""Cross-section through a stack of four layers with four grey levels.

Cap, metal, oxide and substrate lie one below the other, with wavy interfaces that are 1.5 pixels soft. HAADF
intensities are in the proportions 0.95, 0.70, 0.45 and 0.20; electrons arrive by Poisson's law.

Truth: ``classes`` (n, n) of uint8, 0 the substrate to 3 the cap; ``levels`` (4,), mean electrons per pixel of
each class.
"""

import numpy as np
from scipy import ndimage

from samples._geometry import coordinates, standardised
from samples._noise import detected
from samples._sample import Sample

LEVELS = np.array([0.20, 0.45, 0.70, 0.95])
INTERFACES = (0.70, 0.48, 0.26)  # fractions of the height, from the substrate up


def make(n: int = 320, dose: float = 80, seed: int = 17) -> Sample:
    """Return the cross-section; `dose` is the mean count for an intensity of 1."""
    generator = np.random.default_rng(seed)
    row, _ = coordinates(n)
    classes = np.zeros((n, n), np.uint8)
    for number, height in enumerate(INTERFACES, start=1):
        waves = standardised(ndimage.gaussian_filter1d(generator.normal(size=n), 18))
        classes += row < height * n + 2 * number * waves
    expected = dose * ndimage.gaussian_filter(LEVELS[classes], 1.5)
    return Sample(
        name="layers",
        title="Layered cross-section",
        description=(
            "Synthetic HAADF-STEM image of a substrate with three layers on it. "
            "Shot noise makes the four grey levels overlap in the histogram."
        ),
        image=detected(generator, expected),
        quantity="electrons",
        pixel_size=0.5,
        unit="nm",
        truth={"classes": classes, "levels": dose * LEVELS},
    )
