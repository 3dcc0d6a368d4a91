"""Brightness and contrast

A screen shows 256 grey levels; a straight line decides which pixel value gets which.

The line is set by two limits: what is below the lower one is black, what is above the upper one is white, and
between them equal steps of value are equal steps of grey. **Contrast** is the slope of the line,
**brightness** its position. Close limits spread the values between them over all grey levels and make small
differences visible; whatever lies beyond is clipped and looks all the same. The data do not change: only the
way they are shown does.

Many programs choose the limits so that about 1 % of the pixels is clipped at either end: otherwise a single
hot pixel would decide how dark everything else is.

- [rescale_intensity](https://scikit-image.org/docs/stable/api/skimage.exposure.html) in skimage.exposure
- [Brightness/Contrast](https://imagej.net/ij/docs/menus/image.html#adjust) in ImageJ, whose sliders these are
"""

from dataclasses import dataclass

import numpy as np

from imaging.intensity import bar_heights, grey_levels, tail_limits, window
from imaging.thresholding import Histogram, coarsened, histogram
from livedemo import Choice, ImageInput, Interval, Picture, Range, Result, Toggle

SECTION = "Visualising images"
HINT = "Raise the contrast and watch what is clipped turn blue or orange; then move the brightness"
PRESETS = {
    "All values fit, little contrast": {"brightness": 0.5, "contrast": 0.5},
    "Weak columns: clip the strong ones": {"brightness": 0.82, "contrast": 0.81},
    "Steepest slope: a threshold": {"brightness": 0.7, "contrast": 0.99, "tint": False},
    "Automatic: 1 % clipped at either end": {"by": "auto", "clip": 1.0},
}
#: Bins of the histogram, and points of the line.
BARS, POINTS = 256, 512
#: Bins from which the automatic limits are read where not every value has its own.
FINE = 2**14
#: Height of the bar of greys under the axis, in grey levels.
GREYS = 18.0

CONTROLS = (
    ImageInput(default="haadf-lattice",
               samples=("haadf-lattice", "nanoparticles", "layers", "diffraction", "graphene", "camera")),
    Choice(name="by", label="Limits from", default="pair",
           options={"pair": "Sliders", "limits": "Two values", "auto": "Automatic"}),
    Range(name="brightness", label="Brightness", default=0.66, low=0.01, high=0.99, step=0.01,
          when={"by": ("pair",)}, help="Position of the line: at 0.5 the middle grey is in mid-range"),
    Range(name="contrast", label="Contrast", default=0.7, low=0.01, high=0.99, step=0.01,
          when={"by": ("pair",)}, help="Slope of the line: at 0.5 it spans the range of the values"),
    Interval(name="limits", label="Black and white at", default=(0.05, 0.6), low=0.0, high=1.0, step=0.005,
             when={"by": ("limits",)}, help="0 is the smallest value of the image, 1 the largest"),
    Range(name="clip", label="Clipped at either end", default=1.0, low=0.0, high=5.0, step=0.1, unit="%",
          when={"by": ("auto",)}, help="Limits that leave at most this share of the pixels beyond each"),
    Toggle(name="tint", label="Mark clipped", default=True,
           help="Blue: clipped to black; orange: clipped to white"),
    Toggle(name="log_counts", label="Log counts", help="Bars of the histogram as logarithms"),
)


@dataclass(frozen=True)
class Prepared:
    """What does not depend on the limits."""

    picture: Picture
    fine: Histogram
    shown: Histogram
    values: np.ndarray


def prepare(images):
    """Count the values."""
    picture = images["image"]
    fine = histogram(picture.array, FINE)
    low, high = float(picture.array.min()), float(picture.array.max())
    values = np.linspace(low, high if high > low else low + 1, POINTS)
    return Prepared(picture, fine, coarsened(fine, BARS), values)


async def compute(prepared, state):
    """Map the values to grey levels; count what is clipped."""
    image = prepared.picture.array
    low, high = float(image.min()), float(image.max())
    if state["by"] == "pair":
        black, white = window(low, high, state["brightness"], state["contrast"])
    elif state["by"] == "limits":
        black, white = (low + part * (high - low) for part in state["limits"])
    else:
        black, white = tail_limits(prepared.fine, state["clip"])
    below, above = image < black, image > white
    displayed = grey_levels(image, black, white)
    transfer = grey_levels(prepared.values, black, white)
    shown = prepared.shown
    start, end = float(prepared.values[0]), float(prepared.values[-1])
    return Result(
        _sentence(black, white, below, above, displayed),
        backend="CPU: numpy",
        image=image,
        displayed=displayed,
        clipped=(below + 2 * above.view(np.uint8)) if state["tint"] else np.zeros(image.shape, np.uint8),
        values=prepared.values,
        transfer=transfer,
        limits=np.array([black, white]),
        grey_bar=transfer[None, ::2],
        bar_extent=np.array([start, -GREYS, end - start, GREYS]),
        axis=np.array([start, end]),
        axis_level=np.zeros(2),
        histogram=shown.counts,
        heights=bar_heights(shown.counts, 255.0, state["log_counts"]),
        bin_left=shown.edges[:-1],
        bin_right=shown.edges[1:],
    )


def _sentence(black, white, below, above, displayed):
    slope = f"{255 / (white - black):.3g} grey levels per unit" if white > black else "a threshold"
    used = np.count_nonzero(np.bincount(displayed.ravel()))
    return (f"Black at {black:.4g}, white at {white:.4g}: {slope}; "
            f"{100 * below.mean():.1f} % of the pixels are below, {100 * above.mean():.1f} % above; "
            f"{used} of 256 grey levels used.")


def view(result):
    """The image as it is shown, and the line over the histogram with the greys under it."""
    from bokeh.models import FixedTicker, Range1d

    from livedemo import view as v
    from livedemo.display import Display

    line = v.plot("line", title="From value to grey level", x_label="pixel value", y_label="grey level",
                  caption="Bars: histogram. Below: the grey of each value.")
    line.figure.y_range = Range1d(-GREYS, 262)
    line.figure.xaxis.formatter.power_limit_high = 6
    line.figure.yaxis.ticker = FixedTicker(ticks=[0, 64, 128, 192, 255])
    line.figure.quad(left="left", right="right", top="top", bottom=0, fill_color=v.NEUTRAL, line_color=None,
                     source=v.columns(result, left="bin_left", right="bin_right", top="heights"))
    line.figure.line("x", "y", line_color=v.NEUTRAL, source=v.columns(result, x="axis", y="axis_level"))
    line.figure.line("x", "y", line_color=v.SECOND, line_width=3,
                     source=v.columns(result, x="values", y="transfer"))
    v.picture_in(line, result, Display("grey_bar", v.GREYS, 0, 256), "bar_extent")
    return [
        v.image(result, "displayed", title="The image as it is shown", low=0, high=256,
                over=(Display("clipped", ("#00000000", "#0072b2c8", "#d55e00c8"), 0, 3),),
                read_out=(v.Value("image", "value", digits=1), v.Value("displayed", "grey level"))),
        line,
    ]
