"""Numbering of regions in two scans: the mask, provisional labels, final labels."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from illustrations._shared import cells
from illustrations.canvas import BLUE, FILL, GREEN, ORANGE, PAPER, PURPLE, SOFT, figure
from imaging import regions

MASK = np.array([list(line) for line in
                 ("#..#...", "#..#.##", "##.#..#", ".###...", "....#..", ".##.##.")]) == "#"
COLOURS = (FILL, BLUE, ORANGE, GREEN, PURPLE, SOFT)


def first_scan(mask: np.ndarray) -> tuple[np.ndarray, list[tuple[int, int]]]:
    """Return provisional labels, each copied from the pixel above or on the left, and pairs that met."""
    labels = np.zeros(mask.shape, int)
    pairs: list[tuple[int, int]] = []
    for i, j in np.argwhere(mask):
        near = sorted({int(labels[p]) for p in ((i - 1, j), (i, j - 1)) if min(p) >= 0} - {0})
        labels[i, j] = near[0] if near else labels.max() + 1
        pairs += [(near[0], other) for other in near[1:] if (near[0], other) not in pairs]
    return labels, pairs


def draw() -> Figure:
    """Draw the mask, and the labels after the first and after the second scan."""
    provisional, pairs = first_scan(MASK)
    final = regions.label_regions(MASK, connectivity=1)
    met = ", ".join(f"{a} = {b}" for a, b in pairs)
    made, (axes,) = figure(1060, 345, 1, 3)
    shown = (("Mask", MASK.astype(int)), (f"First scan: {met}", provisional), ("Second scan", final))
    for ax, (title, labels) in zip(axes, shown, strict=True):
        texts = [["" if not n or title == "Mask" else n for n in line] for line in labels]
        cells(ax, texts, [[COLOURS[n] for n in line] for line in labels], PAPER)
        ax.set_title(title)
    return made
