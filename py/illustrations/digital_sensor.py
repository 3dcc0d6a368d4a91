"""From light to numbers in a part of a sensor: expected light, electrons, the converter's stairs, numbers."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

import samples
from illustrations._marks import cells, title
from illustrations.canvas import BLUE, SOFT, TEXT, bare, figure, picture

#: Electrons in the brightest pixel; counts per electron, offset in counts, and bits of the converter.
BRIGHTEST, GAIN, OFFSET, BITS = 45, 0.3, 1, 4


def numbers(electrons: np.ndarray) -> np.ndarray:
    """Return what the converter gives, clip(round(gain n + offset), 0, 2^b - 1)."""
    return np.clip(np.rint(GAIN * electrons + OFFSET), 0, 2**BITS - 1).astype(int)


def draw() -> Figure:
    """Draw the chain; chance is seeded."""
    made, axes = figure(1136, 325, 1, 4, width_ratios=(1, 1, 1.25, 1))
    expected = samples.make("haadf-lattice").truth["expected"].astype(float)
    row, column = np.unravel_index(expected[100:150, 100:150].argmax(), (50, 50))
    expected = expected[row + 96 : row + 104, column + 96 : column + 104]
    expected = expected * BRIGHTEST / expected.max()
    electrons = np.random.default_rng(6).poisson(expected)
    title(picture(axes[0, 0], expected, vmin=0, vmax=BRIGHTEST), "light")
    title(picture(axes[0, 1], electrons, vmin=0, vmax=BRIGHTEST), "charge")
    ax = title(axes[0, 2], "converter")
    volts = np.linspace(0, 55, 1200)
    ax.plot(volts, numbers(volts), color=BLUE, linewidth=3)
    ax.axhline(2**BITS - 1, color=SOFT, linestyle=":", linewidth=2)
    ax.text(0, 2**BITS - 0.6, "full scale", color=SOFT, fontsize=TEXT)
    ax.set_xlabel("electrons")
    ax.set_xticks([0, 25, 50])
    ax.set_yticks([0, 5, 10, 15])
    ax.set_ylim(0, 18)
    title(bare(axes[0, 3], (0, 8, 0, 8)), "numbers")
    cells(axes[0, 3], numbers(electrons), size=20, at=(0, 8))
    return made
