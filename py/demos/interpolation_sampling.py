"""Interpolated line profile

A line drawn over an image meets hardly any centre of a pixel, so its values are interpolated.

**Nearest** takes the pixel that is closest and makes steps, **linear** weighs the four pixels around,
**cubic** fits a spline through all of them. None adds information. Averaging across the line takes out noise
and keeps what runs straight across it. The strip is the neighbourhood of the line bent straight: what lies
between its two bars is averaged.

The number of samples per pixel is free. Too many cost time only. Too few lose the fine detail, and what
varies faster than half the sampling frequency comes back as a slow wave that is not there: an alias. The grey
curve is the same line sampled finely, for comparison. Beyond its edges the image is reflected.

- [scipy.ndimage.map_coordinates](https://docs.scipy.org/doc/scipy/reference/generated/scipy.ndimage.map_coordinates.html)
- [skimage.measure.profile_line](https://scikit-image.org/docs/stable/api/skimage.measure.html#skimage.measure.profile_line)
"""

from dataclasses import dataclass, field

import numpy as np

from imaging import profiles
from imaging.wording import spoken
from livedemo import Choice, ImageInput, Line, Picture, Range, Result

SECTION = "Images as signals"
HINT = "Raise the sampling to follow the grey curve"
PRESETS = {
    "Too few: a wave that is not there": {
        "image": "zone-plate", "line": ((191.5, 191.5), (191.5, 383.0)), "sampling": 0.36, "width": 0},
    "Averaging across: less noise": {
        "line": ((149.5, 8.5), (100.0, 245.0)), "sampling": 2.0, "width": 16},
    "Nearest pixel: steps": {
        "line": ((148.0, 16.0), (136.0, 73.0)), "sampling": 8.0, "width": 0, "order": "0"},
}

CONTROLS = (
    ImageInput(default="haadf-lattice",
               samples=("haadf-lattice", "diffraction", "cross-grating", "nanoparticles", "zone-plate")),
    Line(name="line", label="Line", panel="image", default=((131.5, 47.0), (105.0, 172.5)), most=8,
         help="Drag its points; a tap adds one, Backspace removes one"),
    Range(name="sampling", label="Sampling", default=0.3, low=0.05, high=10.0, step=0.05, scale="log",
          unit="samples/px"),
    Range(name="width", label="Width", default=8, low=0, high=200, step=1, unit="px",
          help="Of the band that is averaged; 0 and 1 take the line alone"),
    Choice(name="order", label="Interpolation", default="3",
           options={"0": "Nearest", "1": "Linear", "3": "Cubic"}),
    Choice(name="average", label="Across", default="mean",
           options={"mean": "Mean", "median": "Median", "max": "Maximum"}),
)
#: A narrow band is shown with what is around it: rows of the strip as a share of the length, and limits.
CONTEXT, FEWEST_ROWS, MOST_ROWS = 0.5, 24, 120
#: Samples per pixel of the fine curve, and what it may cost.
FINE, COARSEST_FINE, MOST = 4.0, 1.5, 250_000
#: More marks than these hide the line.
MARKS = 250
#: From this share of the variance on, a profile is called undersampled.
TOO_MUCH = 0.05


@dataclass
class Prepared:
    """The image, and what is interpolated for each order."""

    picture: Picture
    _splines: dict[int, np.ndarray] = field(default_factory=dict, repr=False)

    def coefficients(self, order):
        if order not in self._splines:
            self._splines[order] = profiles.spline_coefficients(self.picture.array, order)
        return self._splines[order]


def prepare(images):
    return Prepared(images["image"])


async def compute(prepared, state):
    """Sample along the line as asked, and finely."""
    picture = prepared.picture
    line, sampling, order = state["line"], state["sampling"], int(state["order"])
    width = max(state["width"], 1)
    coefficients = prepared.coefficients(order)
    average = getattr(np, state["average"])

    positions, places, normals = profiles.along(line, sampling)
    length = float(np.hypot(*np.diff(np.array(line), axis=0).T).sum())
    context = int(min(max(CONTEXT * length, FEWEST_ROWS), MOST_ROWS))
    rows = max(width, context + (width - context) % 2)
    strip = profiles.straightened(coefficients, places, normals, rows, order)
    outside = (rows - width) // 2
    profile = average(strip[outside : outside + width], axis=0)

    rate = min(FINE, max(COARSEST_FINE, MOST / (width * max(length, 1))))
    fine_positions, fine = positions, profile
    if sampling < rate:
        fine_positions, *course = profiles.along(line, rate)
        fine = average(profiles.straightened(coefficients, *course, width, order), axis=0)
    beyond = profiles.share_beyond(fine, rate, sampling) if sampling < rate else 0.0

    scale, step, end = picture.pixel_size or 1.0, 1 / sampling, float(positions[-1])
    band, low, high = profiles.outline(line, width), -width / 2, width / 2
    marked = slice(None if positions.size <= MARKS else 0)
    return Result(
        _sentence(picture, length, profile, sampling, width, state["average"], beyond),
        units={"length": picture.unit},
        backend="CPU: scipy",
        image=picture.array,
        positions=positions * scale,
        profile=profile,
        mark_positions=positions[marked] * scale,
        mark_values=profile[marked],
        fine_positions=fine_positions * scale,
        fine=fine,
        mark_rows=places[0, marked],
        mark_columns=places[1, marked],
        band_rows=band[:, 0],
        band_columns=band[:, 1],
        strip=strip,
        strip_extent=np.array([-step / 2, -rows / 2, end + step, rows]) * scale,
        bar_distances=np.array([-step / 2, end + step / 2]) * scale,
        bar_above=np.array([low, low]) * scale,
        bar_below=np.array([high, high]) * scale,
    )


def _sentence(picture, length, profile, sampling, width, average, beyond):
    real = f" ({spoken(length * picture.pixel_size, 3)} {picture.unit})" if picture.pixel_size else ""
    samples = "1 sample" if profile.size == 1 else f"{profile.size} samples"
    across = f", {'maximum' if average == 'max' else average} of {width} px across" if width > 1 else ""
    text = (f"{length:.1f} px{real} in {samples}, {sampling:.3g} per px{across}: "
            f"{spoken(profile.min())} to {spoken(profile.max())}; ")
    flag = "Too coarse: " if beyond >= TOO_MUCH else ""
    return f"{flag}{text}{100 * beyond:.1f} % of the variance has fewer than 2 samples per period."


def view(result):
    """The image with its line, the profile, and the strip."""
    from livedemo import view as v

    picture = v.image(result, "image", title="Image, line and samples")
    picture.figure.line("x", "y", line_color="#ffd400", line_width=1.5, line_dash="dashed",
                        source=v.columns(result, x="band_columns", y="band_rows"))
    picture.figure.scatter("x", "y", size=5, line_color=v.SECOND, fill_color=v.SECOND,
                           source=v.columns(result, x="mark_columns", y="mark_rows"))
    curve = v.plot("profile", title="Profile", x_label="distance / {length}", y_label="value",
                   caption="Grey: the same line, sampled finely.", from_zero=False)
    curve.figure.line("x", "y", line_color=v.NEUTRAL, line_width=1.5,
                      source=v.columns(result, x="fine_positions", y="fine"))
    curve.figure.line("x", "y", line_color=v.ACCENT, line_width=2.5,
                      source=v.columns(result, x="positions", y="profile"))
    curve.figure.scatter("x", "y", size=6, line_color=v.SECOND, fill_color=v.SECOND,
                         source=v.columns(result, x="mark_positions", y="mark_values"))
    strip = v.image(result, "strip", title="Strip along the line", extent="strip_extent",
                    x_label="distance / {length}", y_label="across / {length}")
    strip.figure.yaxis.ticker.desired_num_ticks = 2
    for side in ("bar_above", "bar_below"):
        strip.figure.line("x", "y", line_color="#ffd400", line_width=2, line_dash="dashed",
                          source=v.columns(result, x="bar_distances", y=side))
    return [picture, curve, strip]
