"""Connected components

Find the particles of a micrograph, number them and measure each one.

A threshold makes a mask; **labelling** gives every group of connected pixels its own number; `regionprops`
measures each group. With 8-connectivity pixels that touch at a corner belong together, with 4-connectivity
they do not. Regions at the border are cut off, so their size is wrong: drop them. Particles that touch are
counted as one, unless they are split: the distance to the background has one summit for each, and a
**watershed** cuts at the necks between.

The diameter is Feret's: the largest distance between two parallel lines that touch the region from both
sides.

- [skimage.measure.label](https://scikit-image.org/docs/stable/api/skimage.measure.html#skimage.measure.label)
- [skimage.measure.regionprops](https://scikit-image.org/docs/stable/api/skimage.measure.html#skimage.measure.regionprops)
- [skimage.segmentation.watershed](https://scikit-image.org/docs/stable/api/skimage.segmentation.html#skimage.segmentation.watershed)
"""

from dataclasses import dataclass

import numpy as np

from imaging import regions
from imaging.label_colours import label_colours
from imaging.smoothing import gaussian_blur
from imaging.thresholding import histogram, otsu_threshold, threshold_mask
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


@dataclass
class Prepared:
    """The image, and its blurred version for the last sigma asked for."""

    picture: Picture
    _last: tuple[float, np.ndarray, float] | None = None

    def blurred(self, sigma):
        """Return the blurred image and Otsu's threshold for it."""
        if self._last is None or self._last[0] != sigma:
            image = gaussian_blur(self.picture.array, sigma)
            counts = histogram(image)
            self._last = (sigma, image, otsu_threshold(counts.counts, counts.centres))
        return self._last[1:]


def prepare(images):
    return Prepared(images["image"])


async def compute(prepared, state):
    """Threshold, label, choose, measure."""
    picture = prepared.picture
    image = picture.array
    low, high = float(image.min()), float(image.max())
    span = high - low or 1.0
    cut, otsu = prepared.blurred(state["blur"])
    mask = threshold_mask(cut, low + span * state["threshold"], invert=state["dark"])
    connectivity = 2 if state["corners"] else 1
    label = regions.split_touching if state["split"] else regions.label_regions
    labels = regions.remove_small(label(mask, connectivity=connectivity), state["min_area"])
    if state["whole"]:
        labels = regions.clear_border(labels)
    size, unit = (state["pixel_size"], "nm") if state["pixel_size"] else (picture.pixel_size, picture.unit)
    table = regions.measure(labels, image, size)
    diameters = table["feret_diameter"]
    truth = 2 * picture.truth.get("radii", np.empty(0)) * (size or 1.0)
    counts, edges, truth_counts = _histograms(diameters, truth)
    columns = {name: values for name, values in table.items() if name not in ("label", "feret_diameter")}
    return Result(
        _sentence(labels, table, unit, len(truth)),
        suggested={"threshold": round((otsu - low) / span, 3)},
        units={"length": unit, "area": f"{unit}²"},
        backend="CPU: scikit-image",
        image=image,
        mask=mask,
        labels=labels,
        overlay=_overlay(state["stage"], mask, labels),
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


def _overlay(stage, mask, labels):
    """Return what is laid over the image, (rows, columns, 4) uint8."""
    if stage == "components":
        colours = label_colours(labels)
        colours[1:, 3] = 170
        return colours[labels]
    colours = np.zeros((2, 4), np.uint8)
    if stage == "threshold":
        colours[1] = (213, 94, 0, 150)
    return colours[mask.view(np.uint8)]


def _sentence(labels, table, unit, known):
    diameters = table["feret_diameter"]
    found = int(labels.max())
    if not found:
        return "No region: move the threshold, or choose whether objects are dark."
    noun = "region" if found == 1 else "regions"
    text = (f"{found} {noun}, {100 * (labels > 0).mean():.1f} % of the area; "
            f"Feret diameter {diameters.mean():.3g} ± {diameters.std():.2g} {unit}")
    if len(diameters) < found:
        text += f" (the {len(diameters)} largest measured)"
    return f"{text} ({known} particles were put in)." if known else f"{text}."


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
    picture = v.image(
        result, "image", title="Regions", over=(Display("overlay", ("#000000", "#ffffff")),),
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
