"""A picture made by chemistry: a leaf after three exposures, and the curve of density over exposure."""

from __future__ import annotations

import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

import samples
from illustrations._marks import title, word
from illustrations.canvas import BLUE, INK, ORANGE, SOFT, figure, picture

#: Activation energy in J/mol, gas constant, rate at 20 degrees Celsius per hour.
ENERGY, GAS, RATE = 5e4, 8.314, 1.0
#: Where the name of each curve stands.
LABELS = {35: (14, 0.5), 20: (14, 0.36), 5: (14, 0.22)}
#: Green where chlorophyll is left, pale where light has changed it.
LEAF = LinearSegmentedColormap.from_list("leaf", ["#2f5a1e", "#86a83a", "#f1ecc0"])


def density(light: np.ndarray, hours: np.ndarray | float, celsius: float = 20.0) -> np.ndarray:
    """Return the changed part, 1 - exp(-k(T) I t), where the rate k follows Arrhenius' law."""
    rate = RATE * np.exp(-ENERGY / GAS * (1 / (celsius + 273.15) - 1 / 293.15))
    return -np.expm1(-rate * light * hours)


def draw() -> Figure:
    """Draw the leaves after three times, and the curve at three temperatures."""
    made, axes = figure(1136, 345, 1, 4, width_ratios=(1, 1, 1, 1.5))
    made.set_layout_engine("compressed")
    light = samples.make("camera").image[40:300, 130:350] / 255.0
    times = (0.2, 1.5, 12.0)
    for ax, hours in zip(axes[0], times, strict=False):
        title(picture(ax, density(light, hours), cmap=LEAF, vmin=0, vmax=1), f"{hours:g} h")
    ax = axes[0, 3]
    exposure = np.logspace(-2, 1.7, 300)
    for celsius, colour in ((5, BLUE), (20, INK), (35, ORANGE)):
        ax.semilogx(exposure, density(np.ones(1), exposure, celsius), color=colour, linewidth=3)
        word(ax, *LABELS[celsius], f"{celsius} °C", colour, ha="left")
    for hours in times:
        ax.axvline(hours, color=SOFT, linewidth=1.5, linestyle=":")
    ax.set_xlabel("hours in full light")
    ax.set_ylabel("part changed")
    ax.set_yticks([0, 0.5, 1])
    ax.set_xticks([0.01, 0.1, 1, 10], ["0.01", "0.1", "1", "10"])
    ax.minorticks_off()
    return made
