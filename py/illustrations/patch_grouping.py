"""Block matching: a patch, the patches most like it, and what a threshold leaves of their stack."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from scipy import fft

import samples
from illustrations._shared import frame
from illustrations.canvas import BLUE, ORANGE, figure, picture

SIDE, GROUP, AT = 12, 16, (35, 42)


def draw() -> Figure:
    """Draw the image with the patches, some of them, and the same after a hard threshold in 3-D."""
    counts = samples.make("haadf-lattice", dose=25).image[60:160, 60:160].astype(float)
    root = 2 * np.sqrt(counts + 3 / 8)
    patches = np.lib.stride_tricks.sliding_window_view(root, (SIDE, SIDE))
    distance = ((patches - patches[AT]) ** 2).mean((2, 3))
    places: list[tuple[int, int]] = []
    for index in np.argsort(distance, axis=None, kind="stable"):
        place = tuple(int(i) for i in np.unravel_index(index, distance.shape))
        if all(max(abs(a - b) for a, b in zip(place, other, strict=True)) > 3 for other in places):
            places.append(place)
        if len(places) == GROUP:
            break
    stack = np.stack([patches[place] for place in places])
    spectrum = fft.dctn(stack, norm="ortho")
    kept = np.where(abs(spectrum) > 2.7, spectrum, 0)
    clean = fft.idctn(kept, norm="ortho")
    made = figure(1060, 390, 1, 1)[0]
    made.clear()
    whole, right = made.subfigures(1, 2, width_ratios=[1, 1.62])
    ax = picture(whole.subplots(), counts, f"The {GROUP} most alike", vmin=0, vmax=32)
    for number, place in enumerate(places):
        frame(ax, *place, SIDE, SIDE, BLUE if number else ORANGE)
    axes = right.subplots(2, 4)
    for i, (title, group) in enumerate((("Before", stack), ("After", clean))):
        for j in range(4):
            picture(axes[i, j], (group[j] / 2) ** 2, f"{title} {j + 1}", vmin=0, vmax=32)
    return made
