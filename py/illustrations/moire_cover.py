"""Two hexagonal layers turned against each other by 6 degrees, for the start of a section."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from illustrations._cover import HEIGHT, WIDTH, cover

PITCH, DEGREES = 14.0, 6.0


def layer(turn: float) -> np.ndarray:
    """Return a hexagonal layer, from 0 to 1: three waves at 120 degrees, turned by so many degrees."""
    y, x = np.mgrid[:HEIGHT, :WIDTH]
    angles = np.deg2rad(turn + np.array([0, 120, 240]))
    waves = [np.cos(2 * np.pi / PITCH * (x * np.cos(a) + y * np.sin(a))) for a in angles]
    return (np.sum(waves, axis=0) + 1.5) / 4.5


def draw() -> Figure:
    """Draw the product of the two layers."""
    return cover(layer(0) * layer(DEGREES), "bone")
