"""STEM moiré

A scan that is coarser than the lattice shows a lattice all the same: too large, and turned.

A scanning microscope (STEM) measures at points, here drawn over a detail of the crystal. With less than two
points per fringe the scan cannot carry it, and the fringe appears at its **alias**, the difference between
its frequency and the nearest one of the grid of points. In the spectrum everything is folded into the square
of frequencies that the scan does carry: orange rings are fringes, blue ones what they look like.

Near one point per fringe this moiré is a magnified copy of the lattice: a scan along the lattice with *m*
points per fringe shows it 1/|*m* − 1| times as large. Small turns and strains are magnified as much, so a
coarse scan of a wide field maps the strain of a crystal whose columns it does not resolve. In the sample the
lowest quarter is a film whose columns are 3 % further apart down the image.

- D. Su, Y. Zhu, [Scanning moiré fringe imaging](https://doi.org/10.1016/j.ultramic.2009.11.015) (2010)
"""

from dataclasses import dataclass

import numpy as np

from imaging import fourier, moire
from imaging.profiles import spline_coefficients
from imaging.wording import spoken
from livedemo import ImageInput, Picture, Range, Result, Toggle

SECTION = "Images as signals"
HINT = "Turn the scan until the moiré is upright"
PRESETS = {
    "Parallel to the lattice": {"sampling": 1.1, "angle": -2.0},
    "One point per column: the strain alone": {"sampling": 1.0, "angle": -2.0},
    "Fine enough: the lattice itself": {"sampling": 5.0, "angle": 0.0},
}

CONTROLS = (
    ImageInput(default="strained-gold",
               samples=("strained-gold", "haadf-lattice", "graphene", "cross-grating", "tiles")),
    Range(name="sampling", label="Points per fringe", default=1.1, low=0.5, high=6.0, step=0.01,
          help="Of the strongest fringe; in the square lattice, per column"),
    Range(name="angle", label="Turn of the scan", default=0.0, low=-45.0, high=45.0, step=0.1, unit="°",
          help="Clockwise"),
    Toggle(name="grid", label="Scan points", default=True, help="Draw them over the detail"),
)
#: Fringes across the detail, and from the middle to the edge of the spectrum.
DETAIL, REACH = 11, 2.3
#: Where there is no fringe, the image is taken to have so many.
ASSUMED = 16


@dataclass(frozen=True)
class Prepared:
    """What does not depend on the scan; `spacing` is that of the strongest fringe in pixels.

    Of `spectrum_extent` and whatever is drawn there the unit is cycles per `size`, the size of a pixel.
    """

    picture: Picture
    size: float
    coefficients: np.ndarray
    fringes: np.ndarray
    spacing: float
    detail: np.ndarray
    detail_extent: np.ndarray
    spectrum: np.ndarray
    spectrum_extent: np.ndarray


def prepare(images):
    """Find the fringes and cut out what is drawn."""
    picture = images["image"]
    image = picture.array
    found = moire.fringes(image)
    spacing = 1 / float(np.hypot(*found[0])) if len(found) else max(min(image.shape) / ASSUMED, 1.0)
    first, last = zip(*(_around(n, DETAIL * spacing / 2) for n in image.shape), strict=True)
    detail = np.ascontiguousarray(image[first[0] : last[0], first[1] : last[1]])
    extent = np.array([first[1] - 0.5, first[0] - 0.5, detail.shape[1], detail.shape[0]])
    plane = fourier.full_plane(fourier.log_amplitude(fourier.spectrum(image), decades=4), image.shape)
    low, high = zip(*(_around(n, REACH / spacing * n, n // 2) for n in image.shape), strict=True)
    spectrum = np.ascontiguousarray(plane[low[0] : high[0], low[1] : high[1]])
    top, left = ((start - n // 2 - 0.5) / n for start, n in zip(low, image.shape, strict=True))
    height, width = (length / n for length, n in zip(spectrum.shape, image.shape, strict=True))
    size = picture.pixel_size or 1.0
    return Prepared(picture, size, spline_coefficients(image, 3), found, spacing, detail, extent, spectrum,
                    np.array([left, top, width, height]) / size)


def _around(n, reach, middle=None):
    """Return the first and the last index, exclusive, up to `reach` from the middle of n."""
    middle = (n - 1) / 2 if middle is None else middle
    return max(int(np.ceil(middle - reach)), 0), min(int(np.floor(middle + reach)) + 1, n)


async def compute(prepared, state):
    """Scan the image, and predict what is seen."""
    picture, spacing, angle, size = prepared.picture, prepared.spacing, state["angle"], prepared.size
    step = spacing / state["sampling"]
    places = moire.scan_points(picture.array.shape, step, angle)
    sampled = moire.sampled(prepared.coefficients, places)
    seen = moire.folded(prepared.fringes, step, angle)
    in_image = seen @ moire.turned(angle).T
    left, top, width, height = prepared.detail_extent
    row, column = places.reshape(2, -1)
    drawn = (column > left) & (column < left + width) & (row > top) & (row < top + height) & state["grid"]
    corners = np.array([(-1, -1), (-1, 1), (1, 1), (1, -1), (-1, -1)]) / (2 * step) @ moire.turned(angle).T
    both = np.concatenate([prepared.fringes, -prepared.fringes]) / size
    alias = np.concatenate([in_image, -in_image]) / size
    corners /= size
    side = sampled.shape[0] * step * size
    return Result(
        _sentence(picture, prepared.fringes, seen, step, sampled.shape[0], state),
        units={"length": picture.unit},
        backend="CPU: scipy",
        image=picture.array,
        detail=prepared.detail,
        detail_extent=prepared.detail_extent,
        point_rows=row[drawn],
        point_columns=column[drawn],
        point_sizes=np.full(int(drawn.sum()), min(7.0, 8 / state["sampling"])),
        sampled=sampled,
        sampled_extent=np.array([0.0, 0.0, side, side]),
        spectrum=prepared.spectrum,
        spectrum_extent=prepared.spectrum_extent,
        fringe_rows=both[:, 0],
        fringe_columns=both[:, 1],
        moire_rows=alias[:, 0],
        moire_columns=alias[:, 1],
        square_rows=corners[:, 0],
        square_columns=corners[:, 1],
    )


def _sentence(picture, fringes, seen, step, points, state):
    size, unit = picture.pixel_size or 1.0, picture.unit
    text = f"{points} × {points} points, {spoken(step * size, 3)} {unit} apart"
    if not len(fringes):
        return f"{text}: the image has no fringes, so its side is taken as {ASSUMED} of them."
    parts = []
    for fringe, alias in zip(fringes, seen, strict=True):
        real, seems = float(np.hypot(*fringe)), float(np.hypot(*alias))
        what = f"fringes of {spoken(size / real, 3)} {unit} look "
        if seems * points * step < 1:
            parts.append(f"{what}wider than the scan")
        elif abs(seems - real) < 1e-9:
            parts.append(f"{what}as they are")
        else:
            parts.append(f"{what}{spoken(size / seems, 3)} {unit} wide, {real / seems:.3g} times")
    return f"{text}, {state['sampling']:.2f} per fringe: {'; '.join(parts)}."


def view(result):
    """A detail with the points, the scan, and the spectrum with its folding."""
    from livedemo import view as v

    detail = v.image(result, "detail", title="Detail and scan points", extent="detail_extent",
                     count_axes=True)
    detail.figure.scatter("x", "y", size="size", line_color="#10141c", fill_color="#ffd400",
                          source=v.columns(result, x="point_columns", y="point_rows", size="point_sizes"))
    spectrum = v.image(result, "spectrum", title="Spectrum", colours=v.GREYS,
                       extent="spectrum_extent", x_label="cycles per {length}", y_label="cycles per {length}",
                       read_out=(v.Value("spectrum", "log₁₀ |F|", digits=2),))
    for axis in spectrum.figure.axis:
        axis.ticker.desired_num_ticks = 3
    spectrum.figure.line("x", "y", line_color="#ffd400", line_width=2,
                         source=v.columns(result, x="square_columns", y="square_rows"))
    for kind, colour, width in (("fringe", v.SECOND, 14), ("moire", "#56b4e9", 14)):
        spectrum.figure.scatter("x", "y", size=width, line_color=colour, line_width=3, fill_color=None,
                                source=v.columns(result, x=f"{kind}_columns", y=f"{kind}_rows"))
    return [
        v.image(result, "sampled", title="The scan", extent="sampled_extent",
                x_label="along the scan / {length}", y_label="across / {length}"),
        detail,
        spectrum,
    ]
