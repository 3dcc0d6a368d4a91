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

A footprint of your own is painted, pixel by pixel; without any pixel it is its middle alone, which changes
nothing. The mask can be painted on as well, black and white: make a bridge, a hole or a speck, and find the
step that removes it.

- [skimage.morphology](https://scikit-image.org/docs/0.25.x/api/skimage.morphology.html)
- [Morphology in scipy.ndimage](https://docs.scipy.org/doc/scipy/reference/ndimage.html#morphology)
- J. Serra, *Image Analysis and Mathematical Morphology*, Academic Press, 1982
"""

from dataclasses import dataclass, field

import numpy as np

from imaging import morphology
from imaging.thresholding import histogram, otsu_threshold, threshold_mask
from livedemo import Actions, Choice, ImageInput, Points, Range, Result, Select, Toggle

SECTION = "Image segmentation"
HINT = "Undo both steps, then open first: what becomes of the holes?"
PRESETS = {
    "Opening cuts the bridges": {"operations": ("fill", "open"), "size": 7},
    "Holes grow under erosion": {"operations": ("erode",), "size": 5},
    "Skeletons of clean particles": {"operations": ("close", "open", "skeleton"), "size": 5},
    "A painted footprint: a line that is not along an axis": {
        "operations": ("open",), "footprint": "custom",
        "cells": tuple((float(n), float(n)) for n in range(1, 6))},
}
STEPS = {
    "erode": "Erode", "dilate": "Dilate", "open": "Open", "close": "Close", "fill": "Fill holes",
    "fill_small": "Fill small", "remove_small": "Drop small", "outline": "Outline", "skeleton": "Skeleton",
}
#: Pixels along each side of a painted footprint.
PAINTED = 7
#: How each pen paints.
PENS = {"white": True, "black": False}
CONTROLS = (
    ImageInput(default="binary-mask", samples=("binary-mask", "nanoparticles", "coins", "layers")),
    Actions(name="operations", label="Steps", options=STEPS, default=("close", "open")),
    Select(name="footprint", label="Footprint", default="disc",
           options={"disc": "Disc", "square": "Square", "cross": "Cross", "row": "Line along rows",
                    "column": "Line along columns", "custom": f"Painted, {PAINTED} × {PAINTED}"}),
    Range(name="size", label="Footprint, across", default=3, low=1, high=15, step=2, unit="px",
          when={"footprint": ("disc", "square", "cross", "row", "column")}),
    Points(name="cells", label="Paint the footprint", panel="footprint", brush="pixels", most=PAINTED**2,
           default=((3.0, 3.0), (2.0, 3.0), (3.0, 4.0)), when={"footprint": ("custom",)},
           help="Tap or drag on it; with Erase, pixels are taken away"),
    Range(name="iterations", label="Repeat each", default=1, low=1, high=10, step=1, unit="times",
          help="How often an erosion or a dilation is done; an opening is all erosions, then all dilations"),
    Range(name="area", label="Small is below", default=32, low=0, high=500, step=1, unit="px",
          help="Regions or holes of fewer pixels are small"),
    Choice(name="against", label="Colour what changed since", default="start",
           options={"start": "The start", "last": "The last step"}),
    Toggle(name="invert", label="Dark regions",
           help="Take the pixels at most as bright as Otsu's threshold"),
    Select(name="pen", label="Paint the mask", default="none",
           options={"none": "No pen", "white": "White pen", "black": "Black pen"},
           help="By dragging on the mask before the steps; the black pen comes after the white one"),
    Range(name="pen_radius", label="Radius of the pen", default=3.0, low=1.0, high=20.0, step=0.5, unit="px",
          when={"pen": tuple(PENS)}),
    *(Points(name=pen, label=f"Painted {pen}", panel="before", brush="pen_radius", most=150,
             when={"pen": (pen,)}) for pen in PENS),
)


@dataclass
class Prepared:
    """The image, the pixels above Otsu's threshold, how many particles there are, and the last masks."""

    image: np.ndarray
    bright: np.ndarray
    known: int
    _start: tuple | None = field(default=None, repr=False)
    _chain: tuple | None = field(default=None, repr=False)

    def start(self, state):
        """Return the mask before all steps, and its number of regions."""
        key = tuple(state[name] for name in ("invert", "pen_radius", *PENS))
        if self._start is None or self._start[0] != key:
            mask = ~self.bright if state["invert"] else self.bright
            for pen, value in PENS.items():
                mask = morphology.painted(mask, state[pen], state["pen_radius"], value)
            self._start = (key, mask, morphology.count_regions(mask))
        return self._start[1:]

    def chain(self, state, foot):
        """Return the masks after no step, after the first one, and so on; what stays is not made anew."""
        before, _ = self.start(state)
        settings = (foot.shape, foot.tobytes(), state["iterations"], state["area"])
        steps, masks = (), [before]
        if self._chain is not None and self._chain[0] == settings and self._chain[2][0] is before:
            _, steps, masks = self._chain
        same = 0
        while same < min(len(steps), len(state["operations"])) and steps[same] == state["operations"][same]:
            same += 1
        masks = masks[: same + 1]
        for step in state["operations"][same:]:
            masks.append(_stepped(masks[-1], step, foot, state["iterations"], state["area"]))
        self._chain = (settings, tuple(state["operations"]), masks)
        return masks


def prepare(images):
    picture = images["image"]
    counts = histogram(picture.array)
    bright = threshold_mask(picture.array, otsu_threshold(counts.counts, counts.centres))
    return Prepared(picture.array, bright, len(picture.truth.get("radii", ())))


def _footprint(state):
    if state["footprint"] != "custom":
        return morphology.footprint(state["footprint"], state["size"] // 2 * 2 + 1)
    foot = morphology.painted(np.zeros((PAINTED, PAINTED), bool), state["cells"], 0.5, True)
    foot[PAINTED // 2, PAINTED // 2] |= not foot.any()
    return foot


async def compute(prepared, state):
    """Do one step after the other; count regions and pixels."""
    foot = _footprint(state)
    before, was = prepared.start(state)
    masks = prepared.chain(state, foot)
    mask, since = masks[-1], masks[-2:][0] if state["against"] == "last" else before
    added, removed = int(np.count_nonzero(mask & ~since)), int(np.count_nonzero(since & ~mask))
    regions = morphology.count_regions(mask)
    steps = " → ".join(STEPS[step] for step in state["operations"]) or "No step yet"
    known = f" ({prepared.known} particles were put in)" if prepared.known else ""
    return Result(
        f"{steps}: {was} {_noun(was)} → {regions}{known}, "
        f"{100 * before.mean():.1f} → {100 * mask.mean():.1f} % of the area; "
        f"since the {'last step' if state['against'] == 'last' else 'start'}, "
        f"{added} pixels added (blue) and {removed} removed (orange).",
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
        v.image(result, "change", title="After", low=0, high=3,
                colours=(v.BINARY[0], v.SECOND, "#56b4e9", v.BINARY[1]),
                read_out=(v.Value("before", "before"), v.Value("mask", "after"))),
        v.image(result, "footprint", title="Footprint", colours=v.BINARY, x_label="px", y_label=""),
    ]
