"""Six orders in which a probe can visit 64 places, the last of which leaves most of them out."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from illustrations._marks import title
from illustrations.canvas import BLUE, ORANGE, SOFT, bare, figure

SIDE = 8


def raster(rows: list[int]) -> np.ndarray:
    """Return places (row, column), each row from the left."""
    return np.array([(row, column) for row in rows for column in range(SIDE)])


def serpentine() -> np.ndarray:
    """Return places, every second row backwards."""
    return np.array([(row, column if row % 2 == 0 else SIDE - 1 - column)
                     for row in range(SIDE) for column in range(SIDE)])


def spiral() -> np.ndarray:
    """Return places from the middle outwards."""
    row, column, places, steps = SIDE // 2, SIDE // 2 - 1, [], 1
    turns = ((0, 1), (-1, 0), (0, -1), (1, 0))
    places.append((row, column))
    for leg in range(2 * SIDE):
        for _ in range(steps):
            row, column = row + turns[leg % 4][0], column + turns[leg % 4][1]
            places.append((row, column))
        steps += leg % 2
    return np.array([place for place in places if min(place) >= 0 and max(place) < SIDE])


def hilbert(side: int = SIDE) -> np.ndarray:
    """Return places along Hilbert's curve; `side` is a power of two."""
    if side == 1:
        return np.zeros((1, 2), int)
    part, half = hilbert(side // 2), side // 2
    return np.concatenate([part[:, ::-1], part + [half, 0], part + half,
                           np.array([half - 1, side - 1]) - part[:, ::-1]])


def draw() -> Figure:
    """Draw the paths; the dot is where each begins, thin lines are ways without recording."""
    made, axes = figure(1136, 260, 1, 6)
    order = np.random.default_rng(2).permutation(SIDE * SIDE)[: SIDE * SIDE // 3]
    paths = (("raster", raster(list(range(SIDE)))), ("serpentine", serpentine()),
             ("interlaced", raster([*range(0, SIDE, 2), *range(1, SIDE, 2)])), ("spiral", spiral()),
             ("Hilbert", hilbert()), ("random", raster(list(range(SIDE)))[order]))
    for ax, (name, places) in zip(axes[0], paths, strict=True):
        title(bare(ax, (-0.7, SIDE - 0.3, -SIDE + 0.3, 0.7)), name)
        jumps = np.abs(np.diff(places, axis=0)).sum(axis=1) > 1
        for start, end, jump in zip(places[:-1], places[1:], jumps, strict=True):
            ax.plot([start[1], end[1]], [-start[0], -end[0]], color=SOFT if jump else BLUE,
                    linewidth=1 if jump else 3.5, zorder=1 if jump else 2, solid_capstyle="round")
        if name == "random":
            ax.plot(places[:, 1], -places[:, 0], "o", color=BLUE, markersize=7)
        ax.plot(places[0, 1], -places[0, 0], "o", color=ORANGE, markersize=13, zorder=3)
    return made
