"""A part of an image before and after JPEG, what got lost, and the bytes of the whole image as a file."""

from __future__ import annotations

import io

import numpy as np
from matplotlib.figure import Figure
from PIL import Image

import samples
from illustrations._marks import title, word
from illustrations.canvas import BLUE, ORANGE, figure, picture

QUALITY, PART = 40, np.s_[96:144, 96:144]


def encoded(image: np.ndarray, kind: str, **options: object) -> bytes:
    """Return a file that holds an image."""
    buffer = io.BytesIO()
    Image.fromarray(image).save(buffer, kind, **options)
    return buffer.getvalue()


def draw() -> Figure:
    """Save the micrograph in three formats and read it back."""
    made, axes = figure(1136, 305, 1, 4, width_ratios=(1, 1, 1, 1.15))
    counts = samples.make("haadf-lattice").image
    image = np.clip(np.rint(counts * (255 / counts.max())), 0, 255).astype(np.uint8)
    jpeg = encoded(image, "JPEG", quality=QUALITY)
    back = np.asarray(Image.open(io.BytesIO(jpeg)))
    lost = back.astype(int) - image
    title(picture(axes[0, 0], image[PART], vmin=0, vmax=255), "uint8 image")
    title(picture(axes[0, 1], back[PART], vmin=0, vmax=255), f"JPEG, quality {QUALITY}")
    reach = int(abs(lost).max())
    title(picture(axes[0, 2], lost[PART], cmap="RdBu", vmin=-reach, vmax=reach), f"difference, up to {reach}")
    sizes = {"TIFF": len(encoded(image, "TIFF")), "PNG": len(encoded(image, "PNG")), "JPEG": len(jpeg)}
    ax = title(axes[0, 3], "kB in the file")
    ax.barh(list(sizes), [n / 1000 for n in sizes.values()], color=[BLUE, BLUE, ORANGE], height=0.6)
    for place, bytes_ in enumerate(sizes.values()):
        word(ax, bytes_ / 1000 + 2, place, f"{bytes_ / 1000:.0f}", ha="left")
    ax.invert_yaxis()
    ax.set_xlim(0, max(sizes.values()) / 1000 * 1.25)
    ax.set_xticks([])
    return made
