"""What several figures share: pictures side by side, grids of numbers, pictures of first slides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from illustrations.canvas import INK, LINE, PAPER, bare, figure, picture


def row(pictures: Mapping[str, np.ndarray], width: int = 1136,
        **options: object) -> tuple[Figure, np.ndarray]:
    """Show pictures side by side under their titles; return the figure and its axes, shape (pictures,).

    `options` are those of `canvas.picture`.
    """
    shape = next(iter(pictures.values())).shape
    height = width / len(pictures) * shape[0] / shape[1] + 36  # for the titles
    made, axes = figure(width, round(height), 1, len(pictures))
    for ax, (title, image) in zip(axes[0], pictures.items(), strict=True):
        picture(ax, image, title, **options)
    return made, axes[0]


def cells(axes: Axes, texts: Sequence[Sequence[object]], colours: Sequence[Sequence[str]] | None = None,
          paper: str = PAPER, margin: float = 0.1) -> Axes:
    """Draw a grid of cells with a text in each; row 0 is on top, and cell (row, column) is round that point.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
        To draw on.
    texts : nested sequence
        Shape (rows, columns); "" for a cell without text.
    colours : nested sequence of str, optional
        Same shape. A cell of the colour `paper` has dark text, others have text of the colour of the paper.
    paper : str
        Colour of cells without `colours`.
    margin : float
        Free space round the grid, in cells.
    """
    rows, columns = len(texts), len(texts[0])
    bare(axes, (-0.5 - margin, columns - 0.5 + margin, rows - 0.5 + margin, -0.5 - margin))
    for i in range(rows):
        for j in range(columns):
            colour = colours[i][j] if colours is not None else paper
            axes.add_patch(Rectangle((j - 0.5, i - 0.5), 1, 1, facecolor=colour, edgecolor=LINE,
                                     linewidth=1.5))
            axes.text(j, i, str(texts[i][j]), ha="center", va="center_baseline",
                      color=INK if colour == paper else PAPER)
    return axes


def frame(axes: Axes, top: float, left: float, rows: float, columns: float, colour: str) -> None:
    """Draw a frame round so many cells or pixels, from their first one on."""
    axes.add_patch(Rectangle((left - 0.5, top - 0.5), columns, rows, fill=False, edgecolor=colour,
                             linewidth=4, zorder=3))


def opening(*images: np.ndarray, cmap: str = "gray", **options: object) -> Figure:
    """Make the picture of a section's first slide: the images one below the other on its right side.

    The figure has the shape of a slide, which shows it as its background.
    """
    made, axes = figure(1066, 600, len(images), 1)
    made.set_layout_engine("none")
    high = 1 / len(images)
    for number, (ax, image) in enumerate(zip(axes[:, 0], images, strict=True)):
        picture(ax, image, "", cmap, aspect="auto", **options)
        ax.set_position((0.59, 1 - high * (number + 1), 0.41, high))
    return made
