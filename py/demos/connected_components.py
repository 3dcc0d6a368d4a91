"""Connected components

Find the particles of a micrograph, number them and measure each one.

A threshold makes a mask; **labelling** gives every group of connected pixels its own number; then each group
is measured, as `regionprops` does. With 8-connectivity pixels that touch at a corner belong together, with
4-connectivity they do not. Regions at the border are cut off, so their size is wrong: drop them. Particles
that touch are counted as one, unless they are split: the distance to the background has one summit for each,
and a **watershed** cuts at the necks between.

The diameter is Feret's: the largest distance between two parallel lines that touch the region from both
sides.

- [scipy.ndimage.label](https://docs.scipy.org/doc/scipy/reference/generated/scipy.ndimage.label.html)
- [skimage.measure.label](https://scikit-image.org/docs/stable/api/skimage.measure.html#skimage.measure.label)
- [skimage.measure.regionprops](https://scikit-image.org/docs/stable/api/skimage.measure.html#skimage.measure.regionprops)
- [skimage.segmentation.watershed](https://scikit-image.org/docs/stable/api/skimage.segmentation.html#skimage.segmentation.watershed)
"""

from dataclasses import dataclass, field

import numpy as np

from imaging import regions
from imaging.label_colours import PALETTE, label_colours
from imaging.smoothing import gaussian_blur
from imaging.thresholding import histogram, otsu_threshold, threshold_mask
from imaging.wording import spoken
from livedemo import Actions, Choice, ImageInput, Picture, Range, Result, Toggle

SECTION = "Image segmentation"
HINT = "Choose a row of the table, or point at a particle"
PRESETS = {
    "Particles that touch count as one": {"whole": False},
    "The same, split": {"whole": False, "split": True},
    "Noise: what blur and smallest area are for": {"blur": 0.0, "min_area": 0},
}
CONTROLS = (
    ImageInput(default="nanoparticles", samples=("nanoparticles", "uneven-light", "coins", "cross-grating")),
    Choice(name="stage", label="Show", default="components",
           options={"image": "Image", "threshold": "Threshold", "components": "Components"}),
    Range(name="threshold", label="Threshold", default=0.5, low=0.0, high=1.0, step=0.01,
          help="0 is the smallest value of the image, 1 the largest"),
    Range(name="blur", label="Blur before the cut, σ", default=1.5, low=0.0, high=4.0, step=0.1, unit="px"),
    Range(name="min_area", label="Smallest area", default=20, low=0, high=500, step=5, unit="px"),
    Actions(name="auto", label="Automatic threshold", options={"otsu": "Otsu"}, sets=("threshold",)),
    Toggle(name="dark", label="Dark", default=True, help="Take the pixels below the threshold"),
    Toggle(name="corners", label="Corners", default=True,
           help="Pixels that touch at a corner belong together: 8-connectivity; off: 4-connectivity"),
    Toggle(name="whole", label="Whole only", default=True, help="Drop regions that touch the border"),
    Toggle(name="split", label="Split", help="Cut particles that touch, by a watershed of the distance"),
    Range(name="pixel_size", label="Pixel size (0: as known)", default=0.0, low=0.0, high=10.0, step=0.01,
          unit="nm/px"),
)


#: In the picture of regions, what stands for a pixel of the mask; below are the colours of regions.
MASKED = len(PALETTE) + 1
#: What the labels depend on.
LABELLING = ("blur", "threshold", "dark", "corners", "whole", "split", "min_area")


@dataclass
class Prepared:
    """The image, and what was made for the last state."""

    picture: Picture
    low: float
    span: float
    plain: np.ndarray
    _blurred: tuple | None = field(default=None, repr=False)
    _labelled: tuple | None = field(default=None, repr=False)

    def blurred(self, sigma):
        """Return the blurred image and Otsu's threshold for it, from 0 to 1."""
        if self._blurred is None or self._blurred[0] != sigma:
            image = gaussian_blur(self.picture.array, sigma)
            counts = histogram(image)
            otsu = (otsu_threshold(counts.counts, counts.centres) - self.low) / self.span
            self._blurred = (sigma, image, otsu)
        return self._blurred[1:]

    def labelled(self, state):
        """Return the mask, and the chosen ones of its regions, numbered."""
        key = tuple(state[name] for name in LABELLING)
        if self._labelled is None or self._labelled[0] != key:
            cut = self.low + self.span * state["threshold"]
            mask = threshold_mask(self.blurred(state["blur"])[0], cut, invert=state["dark"])
            label = regions.split_touching if state["split"] else regions.label_regions
            labels = label(mask, connectivity=2 if state["corners"] else 1)
            chosen = regions.areas(labels) >= state["min_area"]
            if state["whole"]:
                chosen &= ~regions.at_border(labels)
            self._labelled = (key, mask, regions.keep(labels, chosen))
        return self._labelled[1:]


def prepare(images):
    image = images["image"].array
    low, high = float(image.min()), float(image.max())
    return Prepared(images["image"], low, high - low or 1.0, np.zeros(image.shape, np.uint8))


async def compute(prepared, state):
    """Threshold, label, choose, measure."""
    picture = prepared.picture
    image = picture.array
    _, otsu = prepared.blurred(state["blur"])
    mask, labels = prepared.labelled(state)
    size, unit = (state["pixel_size"], "nm") if state["pixel_size"] else (picture.pixel_size, picture.unit)
    table = regions.measure(labels, image, size)
    diameters = table["feret_diameter"]
    truth = 2 * picture.truth.get("radii", np.empty(0)) * (size or 1.0)
    counts, edges, truth_counts = _histograms(diameters, truth)
    columns = {name: values for name, values in table.items() if name not in ("label", "feret_diameter")}
    return Result(
        _sentence(labels, table, unit, len(truth)),
        suggested={"threshold": round(otsu, 3)},
        units={"length": unit, "area": f"{unit}²"},
        backend="CPU: scikit-image" if state["split"] else "CPU: scipy",
        image=image,
        mask=mask,
        labels=labels,
        overlay=_overlay(prepared, state["stage"], mask, labels),
        diameters=diameters,
        region=table["label"],
        **columns,
        radius_px=columns["equivalent_diameter"] / 2 / (size or 1.0),
        diameter_counts=counts,
        diameter_left=edges[:-1],
        diameter_right=edges[1:],
        truth_counts=np.repeat(truth_counts, 2),
        truth_diameters=np.repeat(edges, 2)[1:-1],
    )


def _histograms(diameters, truth):
    """Return counts of the diameters and of the true ones in the same bins."""
    both = np.concatenate([diameters, truth])
    top = float(both.max()) if both.size else 1.0
    edges = np.linspace(0, 1.05 * top, 31)
    return np.histogram(diameters, edges)[0], edges, np.histogram(truth, edges)[0]


def _overlay(prepared, stage, mask, labels):
    """Return what is laid over the image, (rows, columns) uint8: which colour, 0 for none."""
    if stage == "components":
        return label_colours(labels)[labels]
    return mask.view(np.uint8) * np.uint8(MASKED) if stage == "threshold" else prepared.plain


def _sentence(labels, table, unit, known):
    diameters = table["feret_diameter"]
    found = int(labels.max())
    if not found:
        return "No region: move the threshold, or choose whether objects are dark."
    noun = "region" if found == 1 else "regions"
    spread = diameters.std() if np.ptp(diameters) > 1e-9 * diameters.max() else 0.0
    text = (f"{found} {noun}, {100 * np.count_nonzero(labels) / labels.size:.1f} % of the area; "
            f"Feret diameter {spoken(diameters.mean(), 3)} ± {spoken(spread, 2)} {unit}")
    if len(diameters) < found:
        text += f" (the {len(diameters)} largest measured)"
    return f"{text} ({known} were put in)." if known else f"{text}."


def view(result):
    """The image with its coloured regions, the histogram of diameters, and the table."""
    from livedemo import view as v
    from livedemo.display import Display

    measured = (
        v.Value("area", "Area", "{area}", 1),
        v.Value("diameters", "Feret diameter", "{length}", 2),
        v.Value("equivalent_diameter", "Equivalent diameter", "{length}", 2),
        v.Value("eccentricity", "Eccentricity", "", 2),
        v.Value("mean_intensity", "Mean intensity", "", 1),
    )
    colours = ("#00000000", *(f"#{bytes(colour).hex()}aa" for colour in PALETTE), "#d55e0096")
    picture = v.image(
        result, "image", title="Regions", over=(Display("overlay", colours, 0, len(colours)),),
        read_out=(v.Value("image", "value"),),
        look_up={"by": "labels", "key": "region", "link": "regions",
                 "columns": (v.Value("region", "region"), *measured[:3])})
    picture.figure.circle(
        "x", "y", radius="radius", fill_alpha=0, line_alpha=0,
        nonselection_line_alpha=0, nonselection_fill_alpha=0, selection_fill_alpha=0,
        selection_line_alpha=1, selection_line_color="#ffffff", selection_line_width=4,
        source=v.columns(result, link="regions", x="centroid_column", y="centroid_row", radius="radius_px"))
    sizes = v.plot("sizes", title="Feret diameters", x_label="diameter / {length}", y_label="regions",
                   caption="Line: what was put in, if known.")
    sizes.figure.quad(left="left", right="right", top="top", bottom=0, fill_color=v.ACCENT, line_color=None,
                      source=v.columns(result, left="diameter_left", right="diameter_right",
                                       top="diameter_counts"))
    sizes.figure.line("x", "y", line_color=v.SECOND, line_width=3,
                      source=v.columns(result, x="truth_diameters", y="truth_counts"))
    table = v.table("regions", title="Regions", columns=(v.Value("region", "No."), *measured))
    return [picture, sizes, table]
