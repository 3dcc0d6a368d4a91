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

from imaging.intensity import bar_heights, grey_levels, narrowed, tail_limits, under_curve, window
from imaging.thresholding import Histogram, coarsened, histogram
from imaging.wording import spoken
from livedemo import Choice, ImageInput, Interval, Range, Result, Toggle

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
    """What does not depend on the limits.

    ``fixed`` are arrays that no control changes, ``heights`` the bars of the histogram by their scale.
    """

    image: np.ndarray
    narrow: np.ndarray
    ends: tuple[float, float]
    fine: Histogram
    values: np.ndarray
    unmarked: np.ndarray
    fixed: dict[str, np.ndarray]
    heights: dict[bool, np.ndarray]


def prepare(images):
    """Count the values."""
    image = images["image"].array
    fine = histogram(image, FINE)
    low, high = float(image.min()), float(image.max())
    end = high if high > low else low + 1
    values = np.linspace(low, end, POINTS)
    shown = coarsened(fine, BARS)
    fixed = {
        "image": image,
        "values": values,
        **under_curve(shown, low, end, GREYS),
    }
    heights = {log: bar_heights(shown.counts, 255.0, log) for log in (False, True)}
    unmarked = np.zeros(image.shape, np.uint8)
    return Prepared(image, narrowed(image), (low, high), fine, values, unmarked, fixed, heights)


async def compute(prepared, state):
    """Map the values to grey levels; count what is clipped."""
    low, high = prepared.ends
    if state["by"] == "pair":
        black, white = window(low, high, state["brightness"], state["contrast"])
    elif state["by"] == "limits":
        black, white = (low + part * (high - low) for part in state["limits"])
    else:
        black, white = tail_limits(prepared.fine, state["clip"])
    # What rounding leaves of zero is zero.
    black, white = (0.0 if abs(v) < 1e-12 * (high - low) else v for v in (black, white))
    below, above = prepared.image < black, prepared.image > white
    displayed = grey_levels(prepared.narrow, black, white)
    transfer = grey_levels(prepared.values, black, white)
    marked = above.view(np.uint8) * np.uint8(2) + below if state["tint"] else prepared.unmarked
    return Result(
        _sentence(black, white, below, above, displayed),
        backend="CPU: numpy",
        displayed=displayed,
        clipped=marked,
        transfer=transfer,
        limits=np.array([black, white]),
        bar_ends=np.array([black, white if white > black else black + 1]),
        grey_bar=transfer[None, ::2],
        heights=prepared.heights[state["log_counts"]],
        **prepared.fixed,
    )


def _sentence(black, white, below, above, displayed):
    pixels = displayed.size
    slope = f"{255 / (white - black):.3g} grey levels per unit" if white > black else "a threshold"
    used = np.count_nonzero(np.bincount(displayed.ravel()))
    return (f"Black at {spoken(black)}, white at {spoken(white)}: {slope}; "
            f"{100 * np.count_nonzero(below) / pixels:.1f} % of the pixels are below, "
            f"{100 * np.count_nonzero(above) / pixels:.1f} % above; {used} of 256 grey levels used.")


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
        v.image(result, "displayed", title="The image as it is shown", low=0, high=256, colour_bar="",
                bar=("", "bar_ends"),
                over=(Display("clipped", ("#00000000", "#0072b2c8", "#d55e00c8"), 0, 3),),
                read_out=(v.Value("image", "value", digits=1), v.Value("displayed", "grey level"))),
        line,
    ]
