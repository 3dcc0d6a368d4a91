"""Transparency

An element map is laid over the image of the same particles, and both can be seen at once.

A pixel of a layer does not replace what is below but joins it in a weighted sum, **C = α F + (1 − α) B**:
F is the layer, B what lies below, α the opacity, from 0 to 1. As a fourth channel beside red, green and blue,
α may differ from pixel to pixel. With the same α everywhere, even the empty parts of the map veil the image;
with an α that follows the counts, the image shows wherever nothing was counted. The eye reads opacity badly
as a value: use it to show where data are, and a colour bar to show how much.

The map has larger pixels than the image and covers a part of it, so it is **registered** first: each pixel of
the image looks up its place in the map. With "over", the order of two layers matters; in a sum it does not.
Levels of a screen are not proportional to light, so a mixture of levels comes out too dark; **linear light**
mixes what the screen emits.

- [Alpha compositing](https://en.wikipedia.org/wiki/Alpha_compositing)
- T. Porter, T. Duff, [Compositing digital images](https://doi.org/10.1145/800031.808606) (1984)
"""

from dataclasses import dataclass, field

import numpy as np

from imaging import warping
from imaging.compositing import Layer, alpha_ramp, composite
from imaging.intensity import bar_heights, grey_levels
from imaging.smoothing import gaussian_blur
from imaging.wording import spoken
from livedemo import Choice, ImageInput, Kept, Picture, Range, Result, Select, Toggle

#: Okabe and Ito's colours, which people with any kind of colour vision tell apart.
COLOURS = {
    "orange": ("Orange", (230, 159, 0)),
    "sky": ("Sky blue", (86, 180, 233)),
    "green": ("Bluish green", (0, 158, 115)),
    "yellow": ("Yellow", (240, 228, 66)),
    "vermilion": ("Vermilion", (213, 94, 0)),
    "purple": ("Reddish purple", (204, 121, 167)),
}
_NAMES = {key: name for key, (name, _) in COLOURS.items()}
MAPS = ("edx-gold", "edx-silver", "edx-iron")
#: Bars of the histogram of counts, points of the curve, height of the bar of colours under the axis.
BARS, POINTS, STRIP = 48, 256, 0.07

SECTION = "Visualising images"
HINT = "Make the opacity the same everywhere: the empty part of the map veils the image"
PRESETS = {
    "A veil: the same opacity everywhere": {"opacity": "constant", "alpha": 0.5},
    "Core and shell: two maps": {"two": True, "threshold": 0.45, "softness": 0.3},
    "Single counts: no smoothing": {"blur": 0.0, "threshold": 0.1, "softness": 0.0, "interpolate": False},
    "Iron in the layer": {"map": "edx-iron", "colour": "green", "threshold": 0.5},
}
CONTROLS = (
    ImageInput(default="edx-haadf", samples=("edx-haadf", "nanoparticles")),
    ImageInput(name="map", label="Map", default="edx-gold", samples=MAPS),
    Select(name="colour", label="Colour", default="orange", options=_NAMES),
    Range(name="alpha", label="Opacity α", default=0.75, low=0.0, high=1.0, step=0.01,
          help="Largest opacity of the map: 0 shows the image alone, 1 the map alone"),
    Choice(name="opacity", label="Opacity is", default="counts",
           options={"constant": "Constant", "counts": "From the counts"}),
    Range(name="threshold", label="Half opaque at", default=0.3, low=0.0, high=1.0, step=0.01,
          when={"opacity": ("counts",)}, help="0 is the smallest value of the smoothed map, 1 the largest"),
    Range(name="softness", label="Softness", default=0.4, low=0.0, high=1.0, step=0.01,
          when={"opacity": ("counts",)}, help="Width of the ramp from transparent to opaque"),
    Range(name="blur", label="Smooth the map, σ", default=1.5, low=0.0, high=4.0, step=0.1, unit="px",
          help="In pixels of the map"),
    Choice(name="blend", label="Blend", default="over", options={"over": "Over", "add": "Add"}),
    Toggle(name="linear", label="Linear light", help="Mix the light that the screen emits, not its levels"),
    Toggle(name="interpolate", label="Interpolate", default=True,
           help="Between the pixels of the map; off: every pixel of the map is a square"),
    Toggle(name="two", label="Two maps", help="Lay another map over the first"),
    ImageInput(name="second", label="Second map", default="edx-silver", samples=MAPS,
               when={"two": (True,)}),
    Select(name="second_colour", label="Second colour", default="sky", options=_NAMES, when={"two": (True,)}),
)


@dataclass
class Prepared:
    """Image and maps, and the maps as they were last registered."""

    picture: Picture
    maps: dict[str, Picture]
    grey: np.ndarray
    kept: Kept = field(default_factory=Kept, repr=False)
    _last: dict[str, tuple] = field(default_factory=dict, repr=False)

    async def registered(self, name, sigma, interpolate):
        """Return a map smoothed, and registered onto the image, and which part of the image it covers."""
        key = (sigma, interpolate)
        if name not in self._last or self._last[name][0] != key:
            counts = self.maps[name]
            smooth = gaussian_blur(counts.array, sigma)
            matrix = to_map(self.picture, counts)
            order, shape = int(interpolate), self.picture.array.shape
            onto = await warping.affine(smooth, matrix, shape=shape, order=order, mode="nearest")
            self._last[name] = (key, smooth, onto, covered(matrix, shape, smooth.shape))
        return self._last[name][1:]


def to_map(picture, counts):
    """Return the matrix from (row, column, 1) in the image to those in the map.

    It is known for the samples that belong together; else the map is stretched over the whole image.
    """
    if picture.name == "edx-haadf" and "to_map" in counts.truth:
        return counts.truth["to_map"]
    rows, columns = (m / n for m, n in zip(counts.array.shape, picture.array.shape, strict=True))
    return np.array([[rows, 0, (rows - 1) / 2], [0, columns, (columns - 1) / 2], [0, 0, 1]])


def covered(matrix, shape, size):
    """Return which pixels of an image of that shape have their centre in a map of that size."""
    row, column = (matrix[i, i] * np.arange(n) + matrix[i, 2] for i, n in enumerate(shape))
    inside = [(place >= -0.5) & (place < n - 0.5) for place, n in zip((row, column), size, strict=True)]
    return inside[0][:, None] & inside[1]


def prepare(images):
    """Show the image in grey from its smallest to its largest value."""
    array = images["image"].array
    maps = {name: images[name] for name in ("map", "second")}
    return Prepared(images["image"], maps, grey_levels(array, float(array.min()), float(array.max())))


async def _layer(prepared, name, colour, state):
    """Return a layer, and the smoothed map, and the limits of its values."""
    smooth, onto, inside = await prepared.registered(name, state["blur"], state["interpolate"])
    low, high = float(smooth.min()), float(smooth.max())
    rgb = tuple(c / 255 for c in COLOURS[colour][1])
    if state["opacity"] == "counts":
        alpha = _alpha(onto, low, high, state) * inside
        return Layer(rgb, alpha), smooth, onto, (low, high)
    alpha = np.float32(state["alpha"]) * inside
    return Layer(rgb, alpha, grey_levels(onto, low, high)), smooth, onto, (low, high)


def _alpha(values, low, high, state):
    if state["opacity"] == "constant":
        return np.full(values.shape, state["alpha"], np.float32)
    threshold, softness = low + state["threshold"] * (high - low), state["softness"] * (high - low)
    return np.float32(state["alpha"]) * alpha_ramp(values, threshold, softness)


async def compute(prepared, state):
    """Register the map, give it its opacity and lay it over the image."""
    image, counts = prepared.picture.array, prepared.maps["map"].array
    layer, smooth, onto, (low, high) = await _layer(prepared, "map", state["colour"], state)
    layers = [layer]
    if state["two"]:
        layers.append((await _layer(prepared, "second", state["second_colour"], state))[0])
    fixed = prepared.kept("map", state["blur"], lambda: _of_map(prepared, smooth, low, high))
    curve = _alpha(fixed["values"], low, high, state)
    shade = None if state["opacity"] == "counts" else grey_levels(fixed["values"], low, high)[None]
    strip = composite(np.full((1, POINTS), 90, np.uint8), [Layer(layer.colour, curve[None], shade)],
                      state["blend"], state["linear"])
    return Result(
        _sentence(prepared, state, layer.alpha, counts),
        image=image,
        blended=composite(prepared.grey, layers, state["blend"], state["linear"]),
        counts=counts,
        registered=onto,
        opacity=layer.alpha,
        curve=curve,
        strip=strip,
        **fixed,
    )


def _of_map(prepared, smooth, low, high):
    """Return what is drawn of the map alone: its place, and the histogram that the curve is drawn over."""
    end = high if high > low else low + 1
    bars, edges = np.histogram(smooth, BARS, range=(low, end))
    outline = _outline(to_map(prepared.picture, prepared.maps["map"]), smooth.shape)
    (top, _, bottom, *_), (left, right, *_) = outline.values()
    return outline | {
        "counts_extent": np.array([left, top, right - left, bottom - top]),
        "values": np.linspace(low, end, POINTS),
        "heights": bar_heights(bars, 1.0, logarithmic=True),
        "bin_left": edges[:-1],
        "bin_right": edges[1:],
        "count_range": np.array([low, end]),
        "axis_level": np.zeros(2),
        "strip_extent": np.array([low, -STRIP, end - low, STRIP]),
    }


def _outline(matrix, size):
    """Return the edge of the map as a closed line on the image."""
    (top, bottom), (left, right) = ((np.array([-0.5, n - 0.5]) - matrix[i, 2]) / matrix[i, i]
                                    for i, n in enumerate(size))
    return {"outline_row": np.array([top, top, bottom, bottom, top]),
            "outline_column": np.array([left, right, right, left, left])}


def _sentence(prepared, state, alpha, counts):
    title = prepared.maps["map"].title
    opaque = 100 * np.count_nonzero(alpha >= 0.5) / alpha.size
    noun = "map" if not state["two"] else "first map"
    return (f"{title}: mean {spoken(counts.mean(), 3)} per pixel, at most {counts.max():g}; "
            f"the {noun} is at least half opaque on {opaque:.1f} % of the image, "
            f"its mean opacity is {alpha.mean():.2f}.")


def view(result):
    """The blended image, the map as it was recorded, and the opacity over the histogram of the map."""
    from bokeh.models import Range1d

    from livedemo import view as v
    from livedemo.display import Display

    curve = v.plot("opacity_curve", title="Opacity of each value", x_label="smoothed map",
                   y_label="opacity α",
                   caption="Bars: histogram, log. Tap to set α = ½.",
                   tap={"control": "threshold", "over": "count_range"})
    curve.figure.y_range = Range1d(-STRIP, 1.04)
    curve.figure.quad(left="left", right="right", top="top", bottom=0, fill_color=v.NEUTRAL, line_color=None,
                      source=v.columns(result, left="bin_left", right="bin_right", top="heights"))
    curve.figure.line("x", "y", line_color=v.NEUTRAL,
                      source=v.columns(result, x="count_range", y="axis_level"))
    curve.figure.line("x", "y", line_color=v.SECOND, line_width=3,
                      source=v.columns(result, x="values", y="curve"))
    v.picture_in(curve, result, Display("strip", ("#000000", "#ffffff")), "strip_extent")
    picture = v.image(result, "blended", title="Map over image",
                      read_out=(v.Value("image", "image"), v.Value("registered", "map", digits=2),
                                v.Value("opacity", "α", digits=2)))
    picture.figure.line("x", "y", line_color=v.NEUTRAL, line_width=2,
                        source=v.columns(result, x="outline_column", y="outline_row"))
    return [
        picture,
        v.image(result, "counts", title="Map as recorded", colours=v.VIRIDIS, colour_bar="counts",
                extent="counts_extent", count_axes=True),
        curve,
    ]
