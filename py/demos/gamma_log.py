"""Gamma and logarithm

A diffraction pattern spans five decades; a screen has 256 grey levels. A straight line from value to grey
shows either the strong beams or the weak ones; a bent one shows both.

With t the value between the limits, from 0 to 1, a **power law** shows t^γ: an exponent γ below 1 gives the
low values more of the grey levels, one above 1 the high values. A **logarithm** gives equal steps of grey to
equal factors: ln(1 + x/c) with x the value above the lower limit. It is linear far below the offset c and
logarithmic far above, so that it takes zeros too. Either way contrast is gained where the curve is steep and
given up where it is flat. A grey level can no longer be read as a proportion: twice the level is not twice
the value.

- [skimage.exposure](https://scikit-image.org/docs/stable/api/skimage.exposure.html): adjust_gamma, adjust_log
- [numpy.log1p](https://numpy.org/doc/stable/reference/generated/numpy.log1p.html)
- R. C. Gonzalez, R. E. Woods, *Digital Image Processing*, chapter 3
"""

from dataclasses import dataclass

import numpy as np

from imaging.intensity import LEVELS, bar_heights, grey_levels, narrowed, under_curve
from imaging.thresholding import coarsened, histogram
from imaging.wording import spoken
from livedemo import Choice, ImageInput, Interval, Range, Result, Toggle

SECTION = "Visualising images"
HINT = "Change from linear to gamma to log; then find the exponent that shows the weakest spots"
PRESETS = {
    "Linear: only the strongest beam": {"mapping": "linear"},
    "Linear, limits close: the strong beams are clipped": {"mapping": "linear", "limits": (1e-6, 1e-3)},
    "Gamma above 1: contrast among the bright": {"image": "camera", "mapping": "gamma", "gamma": 2.5},
    "Logarithm: all five decades": {"mapping": "log", "offset": 1.0},
}
#: Bins of the histogram, and of that of the grey levels; points of the curve.
BARS, GREY_BARS, POINTS = 256, 64, 512
#: Height of the bar of greys under the axis, in grey levels.
GREYS = 18.0

CONTROLS = (
    ImageInput(default="diffraction",
               samples=("diffraction", "haadf-lattice", "cross-grating", "uneven-light", "camera")),
    Choice(name="mapping", label="Mapping", default="gamma",
           options={"linear": "Linear", "gamma": "Gamma", "log": "Log"}),
    Range(name="gamma", label="Exponent γ", default=0.2, low=0.1, high=3.0, step=0.05,
          when={"mapping": ("gamma",)}, help="Below 1 the dark parts get more of the grey levels"),
    Range(name="offset", label="Offset c", default=1.0, low=1e-3, high=1e3, step=0.001, scale="log",
          when={"mapping": ("log",)}, help="Value above the lower limit where the logarithm begins to bend"),
    Interval(name="limits", label="Black and white at", default=(1e-6, 1.0), low=1e-6, high=1.0, step=1e-6,
             scale="log", help="Parts of the range: 1 is the largest value, 0.000001 all but the smallest"),
    Toggle(name="log_counts", label="Log counts", default=True, help="Bars of the histograms as logarithms"),
)


@dataclass(frozen=True)
class Prepared:
    """What does not depend on the mapping.

    ``fixed`` are arrays that no control changes, ``heights`` the bars of the histogram by their scale.
    """

    image: np.ndarray
    narrow: np.ndarray
    ends: tuple[float, float]
    values: np.ndarray
    evenly: np.ndarray
    fixed: dict[str, np.ndarray]
    heights: dict[bool, np.ndarray]


def prepare(images):
    """Count the values; the points of the curve lie closer where it is steepest."""
    image = images["image"].array
    low, high = float(image.min()), float(image.max())
    end = low + (high - low or 1.0)
    shown = coarsened(histogram(image, BARS), BARS)
    grey_edges = np.linspace(0, LEVELS, GREY_BARS + 1)
    values = low + (end - low) * np.linspace(0, 1, POINTS) ** 3
    fixed = {
        "image": image,
        "values": values,
        **under_curve(shown, low, end, GREYS),
        "grey_left": grey_edges[:-1],
        "grey_right": grey_edges[1:],
        "scale": np.arange(LEVELS, dtype=np.uint8)[None],
        "scale_extent": np.array([0.0, -8.0, LEVELS, 8.0]),
        "scale_axis": np.array([0.0, LEVELS]),
    }
    heights = {log: bar_heights(shown.counts, 255.0, log) for log in (False, True)}
    return Prepared(image, narrowed(image), (low, high), values, np.linspace(low, end, BARS), fixed, heights)


async def compute(prepared, state):
    """Map the values to grey levels."""
    low, high = prepared.ends
    black, white = (low + part * (high - low) for part in state["limits"])
    mapping = state["mapping"]
    bend = {"linear": {}, "gamma": {"gamma": state["gamma"]}, "log": {"offset": state["offset"]}}[mapping]
    displayed = grey_levels(prepared.narrow, black, white, **bend)
    levels = np.bincount(displayed.ravel(), minlength=LEVELS)
    grey_counts = levels.reshape(GREY_BARS, -1).sum(axis=1)
    return Result(
        _sentence(mapping, state, black, white, levels),
        backend="CPU: numpy",
        displayed=displayed,
        transfer=grey_levels(prepared.values, black, white, **bend),
        limits=np.array([black, white]),
        grey_bar=grey_levels(prepared.evenly, black, white, **bend)[None],
        heights=prepared.heights[state["log_counts"]],
        grey_counts=grey_counts,
        grey_heights=bar_heights(grey_counts, 100.0, state["log_counts"]),
        **prepared.fixed,
    )


def _sentence(mapping, state, black, white, levels):
    law = {"linear": "Linear", "gamma": f"γ = {state['gamma']:.2f}",
           "log": f"Logarithm with offset {state['offset']:.3g}"}[mapping]
    pixels = levels.sum()
    dark = levels[: LEVELS // 16].sum() / pixels
    return (f"{law} from {spoken(black)} to {spoken(white)}: "
            f"{np.count_nonzero(levels)} of {LEVELS} grey levels used; "
            f"{100 * dark:.1f} % of the pixels are nearly black (levels 0 to {LEVELS // 16 - 1}), "
            f"{100 * levels[-1] / pixels:.1f} % white.")


def view(result):
    """The image as it is shown, the curve over the histogram, and the histogram of the grey levels."""
    from bokeh.models import FixedTicker, Range1d

    from livedemo import view as v
    from livedemo.display import Display

    curve = v.plot("curve", title="From value to grey", x_label="pixel value", y_label="grey level",
                   caption="Bars: histogram. Below: its greys.")
    curve.figure.y_range = Range1d(-GREYS, 262)
    curve.figure.yaxis.ticker = FixedTicker(ticks=[0, 64, 128, 192, 255])
    curve.figure.xaxis.ticker.desired_num_ticks = 3
    curve.figure.xaxis.formatter.power_limit_high = 6
    greys = v.plot("greys", title="Grey levels on screen", x_label="grey level", y_label="pixels / a.u.")
    greys.figure.y_range = Range1d(-8, 104)
    greys.figure.xaxis.ticker = FixedTicker(ticks=[0, 64, 128, 192, 255])
    greys.figure.yaxis.ticker = FixedTicker(ticks=[])
    for panel, left, right, top, ends, bar, extent in [
        (curve, "bin_left", "bin_right", "heights", "axis", "grey_bar", "bar_extent"),
        (greys, "grey_left", "grey_right", "grey_heights", "scale_axis", "scale", "scale_extent"),
    ]:
        panel.figure.quad(left="left", right="right", top="top", bottom=0, line_color=None,
                          fill_color=v.NEUTRAL, source=v.columns(result, left=left, right=right, top=top))
        panel.figure.line("x", "y", line_color=v.NEUTRAL, source=v.columns(result, x=ends, y="axis_level"))
        v.picture_in(panel, result, Display(bar, v.GREYS, 0, 256), extent)
    curve.figure.line("x", "y", line_color=v.SECOND, line_width=3,
                      source=v.columns(result, x="values", y="transfer"))
    return [
        v.image(result, "displayed",
                title=("mapping", {"gamma": "Shown by a power law", "linear": "Shown by a straight line",
                                   "log": "Shown by a logarithm"}),
                low=0, high=256,
                read_out=(v.Value("image", "value", digits=1), v.Value("displayed", "grey level"))),
        curve, greys,
    ]
