"""Binary morphology

Shrink, grow, clean and fill the regions of a mask, step by step.

A **footprint** is put on every pixel. **Dilation** makes the pixel true if any true pixel lies under the
footprint, so regions grow; **erosion** keeps it only if all pixels under it are true, so regions shrink.
Erosion of the regions is dilation of the background. **Opening** is an erosion and then a dilation: specks
and thin bridges go, larger regions get their size back, with the corners that the footprint fits.
**Closing** is the other way round: it closes gaps and small holes. To open or close twice changes nothing
more.

Steps that look at whole regions: fill holes, drop regions or fill holes of few pixels, take the outline, or
thin to a **skeleton**, which keeps how regions are connected. Regions connect over edges and corners of
pixels, holes over edges alone. What lies beyond the border of the image has no say. A grey image is cut at
Otsu's threshold first.

- [skimage.morphology](https://scikit-image.org/docs/0.25.x/api/skimage.morphology.html)
- [Morphology in scipy.ndimage](https://docs.scipy.org/doc/scipy/reference/ndimage.html#morphology)
- J. Serra, *Image Analysis and Mathematical Morphology*, Academic Press, 1982
"""

from dataclasses import dataclass

import numpy as np

from imaging import morphology
from imaging.thresholding import histogram, otsu_threshold, threshold_mask
from livedemo import Actions, Choice, ImageInput, Range, Result, Select, Toggle

SECTION = "Image segmentation"
HINT = "Undo both steps, then open first: what becomes of the holes?"
PRESETS = {
    "Opening cuts the bridges": {"operations": ("fill", "open"), "size": 7},
    "Holes grow under erosion": {"operations": ("erode",), "size": 5},
    "Skeletons of clean particles": {"operations": ("close", "open", "skeleton"), "size": 5},
}
STEPS = {
    "erode": "Erode", "dilate": "Dilate", "open": "Open", "close": "Close", "fill": "Fill holes",
    "fill_small": "Fill small holes", "remove_small": "Remove small", "outline": "Outline",
    "skeleton": "Skeleton",
}
CONTROLS = (
    ImageInput(default="binary-mask", samples=("binary-mask", "nanoparticles", "coins", "layers")),
    Actions(name="operations", label="Steps", options=STEPS, default=("close", "open")),
    Select(name="footprint", label="Footprint", default="disc",
           options={"disc": "Disc", "square": "Square", "cross": "Cross", "row": "Row", "column": "Column"}),
    Range(name="size", label="Footprint, across", default=3, low=1, high=15, step=2, unit="px"),
    Range(name="iterations", label="Repeat each", default=1, low=1, high=10, step=1, unit="times",
          help="How often an erosion or a dilation is done; an opening is all erosions, then all dilations"),
    Range(name="area", label="Small is below", default=32, low=0, high=500, step=1, unit="px",
          help="Regions or holes of fewer pixels are small"),
    Choice(name="against", label="Colour what changed since", default="start",
           options={"start": "The start", "last": "The last step"}),
    Toggle(name="invert", label="Dark regions",
           help="Take the pixels at most as bright as Otsu's threshold"),
)


@dataclass(frozen=True)
class Prepared:
    """The image, the pixels above Otsu's threshold, and how many particles there should be."""

    image: np.ndarray
    bright: np.ndarray
    known: int


def prepare(images):
    picture = images["image"]
    counts = histogram(picture.array)
    bright = threshold_mask(picture.array, otsu_threshold(counts.counts, counts.centres))
    return Prepared(picture.array, bright, len(picture.truth.get("radii", ())))


async def compute(prepared, state):
    """Do one step after the other; count regions and pixels."""
    foot = morphology.footprint(state["footprint"], state["size"] // 2 * 2 + 1)
    before = ~prepared.bright if state["invert"] else prepared.bright
    masks = [before]
    for step in state["operations"]:
        masks.append(_stepped(masks[-1], step, foot, state["iterations"], state["area"]))
    mask, since = masks[-1], masks[-2:][0] if state["against"] == "last" else before
    added, removed = int((mask & ~since).sum()), int((since & ~mask).sum())
    was, regions = morphology.count_regions(before), morphology.count_regions(mask)
    steps = " → ".join(STEPS[step] for step in state["operations"]) or "No step yet"
    known = f" ({prepared.known} particles were put in)" if prepared.known else ""
    return Result(
        f"{steps}: {was} {_noun(was)} → {regions}{known}, "
        f"{100 * before.mean():.1f} → {100 * mask.mean():.1f} % of the area; "
        f"since the {'last step' if state['against'] == 'last' else 'start'}, "
        f"{added} pixels added and {removed} removed.",
        backend="CPU: numpy",
        image=prepared.image,
        before=before,
        mask=mask,
        # 0: false, as it was; 1: removed; 2: added; 3: true, as it was.
        change=2 * mask.view(np.uint8) + since.view(np.uint8),
        footprint=foot,
    )


def _stepped(mask, step, foot, iterations, area):
    match step:
        case "erode":
            return morphology.eroded(mask, foot, iterations)
        case "dilate":
            return morphology.dilated(mask, foot, iterations)
        case "open":
            return morphology.opened(mask, foot, iterations)
        case "close":
            return morphology.closed(mask, foot, iterations)
        case "fill":
            return morphology.filled(mask)
        case "fill_small":
            return morphology.filled(mask, area)
        case "remove_small":
            return morphology.without_small(mask, area)
        case "outline":
            return morphology.outline(mask, foot)
        case _:
            return morphology.skeleton(mask)


def _noun(number):
    return "region" if number == 1 else "regions"


def view(result):
    """The mask before and after, with what changed in colour, and the footprint."""
    from livedemo import view as v

    return [
        v.image(result, "before", title="Before", colours=v.BINARY,
                read_out=(v.Value("image", "image"), v.Value("before", "before"))),
        v.image(result, "change", title="After: added blue, removed orange", low=0, high=3,
                colours=(v.BINARY[0], v.SECOND, "#56b4e9", v.BINARY[1]),
                read_out=(v.Value("before", "before"), v.Value("mask", "after"))),
        v.image(result, "footprint", title="Footprint", colours=v.BINARY, x_label="px", y_label=""),
    ]
