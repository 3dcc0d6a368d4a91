"""Fourier filtering

A filter in frequency space multiplies each frequency of the image by a factor and transforms back.

The left figure is the amplitude of the Fourier transform, on a logarithmic scale, with frequency zero in
the middle: the distance from the middle is the spatial frequency, the direction is that of the wave. What
the filter blocks is dark. A **low-pass** keeps the slow changes and blurs; a **high-pass** keeps edges and
fine detail and removes the mean; a **band-pass** keeps a ring. Low-pass and high-pass at the same radius
add up to the image. A hard edge in frequency space makes ripples beside the edges in the image; a soft one
does not.

Radii are in cycles per longest side of the image, so that a filter treats all directions alike on an image
that is not square: at radius *r*, a wave has *r* periods along the longest side.

A **wedge** takes or leaves waves by their direction. **Discs** are painted on the spectrum by dragging, and
“Erase” takes them away again: blocked, they are a notch filter, which removes a periodic disturbance; if they
alone pass, they are a Bragg mask, which keeps the periods of a crystal and averages its noise away. Beware:
through a small hole, noise looks like a crystal, too.

The spectrum of a real image is the same at **k** and at −**k**, but for the sign of the phase (conjugate
symmetry). A mask must treat both alike, or the result is complex. With the symmetry on, each wedge and disc
has its mirror image; without, the real part of the result is shown.

- [numpy.fft.rfft2](https://numpy.org/doc/stable/reference/generated/numpy.fft.rfft2.html)
- [skimage.filters](https://scikit-image.org/docs/0.25.x/api/skimage.filters.html)
- R. C. Gonzalez, R. E. Woods, *Digital Image Processing*, chapter 4
"""

from dataclasses import dataclass, field

import numpy as np

from imaging import fourier, fourier_masks
from imaging.backend import Held
from imaging.wording import spoken
from livedemo import Choice, ImageInput, Interval, Picture, Points, Range, Result, Select, Toggle

SECTION = "Images as signals"
HINT = "Lower the radius until the joints are gone"
#: Reflections of the sample of a crystal, one of each pair.
BRAGG = ((11.0, 12.0), (14.0, -6.0), (25.0, 5.5), (18.0, -24.0), (7.0, 29.0), (4.0, -18.0), (7.0, -35.0),
         (40.0, -1.0), (36.0, 17.0), (22.0, 23.0), (29.0, -12.0), (18.0, 40.5), (32.5, -30.0), (22.0, -41.5),
         (3.5, 47.0), (51.0, 11.0), (32.5, 34.5), (43.5, -18.5))
PRESETS = {
    "Edges: keep the fast waves": {"mode": "high", "radius": 40},
    "Ripples beside edges: a hard edge in Fourier space": {"mode": "low", "radius": 60, "soft": 0},
    "No ripples: a band with soft edges": {"mode": "band", "radii": (20, 100), "soft": 40},
    "One direction of the joints: a wedge": {
        "mode": "all", "shapes": "wedge", "wedge_angle": 90, "wedge_opening": 40},
    "Bragg mask: what has the period of the crystal": {
        "image": "haadf-lattice", "mode": "all", "shapes": "discs", "discs": "pass", "disc_radius": 3.0,
        "dabs": ((0.0, 0.0), *BRAGG)},
}
#: Half the diagonal of the largest image, 2048 x 2048, in cycles per side.
LARGEST = 1449

#: Less than this share of the variance would be told as 0.0 %.
IMAGINARY = 0.0005
#: What the last wedge and discs were made for.
SHAPING = ("shapes", "wedge", "wedge_angle", "wedge_opening", "discs", "disc_radius", "dabs", "soft",
           "symmetric")
CONTROLS = (
    ImageInput(default="tiles", samples=("tiles", "haadf-lattice", "cross-grating", "zone-plate", "camera")),
    Choice(name="mode", label="Filter", default="low",
           options={"low": "Low-pass", "high": "High-pass", "band": "Band-pass", "all": "All"}),
    Range(name="radius", label="Radius", default=40, low=1, high=LARGEST, step=1, unit="cycles",
          when={"mode": ("low", "high")}, help="Edge of the filter, in cycles per longest side of the image"),
    Interval(name="radii", label="Radii", default=(50, 256), low=1, high=LARGEST, step=1, unit="cycles",
             when={"mode": ("band",)}, help="Inner and outer edge, in cycles per longest side of the image"),
    Range(name="soft", label="Soft edge", default=0, low=0, high=200, step=2, unit="cycles",
          help="Width over which the filter goes from pass to block"),
    Choice(name="show", label="Show", default="filtered",
           options={"filtered": "Filtered", "removed": "Removed", "image": "Image"}),
    Select(name="shapes", label="Also", default="none",
           options={"none": "Nothing else", "wedge": "A wedge", "discs": "Painted discs", "both": "Both"},
           help="A wedge takes waves by their direction, discs take what is painted on the spectrum"),
    Choice(name="wedge", label="Wedge", default="block",
           options={"block": "Wedge blocked", "pass": "Wedge alone"}, when={"shapes": ("wedge", "both")}),
    Range(name="wedge_angle", label="Direction", default=90, low=-180, high=180, step=1, unit="°",
          when={"shapes": ("wedge", "both")}, help="Of the waves, counter-clockwise from those along rows"),
    Range(name="wedge_opening", label="Opening", default=30, low=1, high=180, step=1, unit="°",
          when={"shapes": ("wedge", "both")}),
    Choice(name="discs", label="Discs", default="block",
           options={"block": "Discs blocked", "pass": "Discs alone"}, when={"shapes": ("discs", "both")}),
    Range(name="disc_radius", label="Radius of discs", default=6.0, low=1.0, high=64.0, step=0.5,
          unit="cycles", when={"shapes": ("discs", "both")}),
    Points(name="dabs", label="Paint on the spectrum", panel="spectrum", default=(), most=150, unit="",
           brush="disc_radius", when={"shapes": ("discs", "both")},
           help="Row and column are frequencies along them"),
    Toggle(name="symmetric", label="Conjugate-symmetric", default=True,
           when={"shapes": ("wedge", "discs", "both")},
           help="Wedge and discs have a mirror image, and the result stays real"),
)


@dataclass(frozen=True)
class Prepared:
    """What does not depend on the filter, and the last wedge and discs, which do not depend on its radius."""

    picture: Picture
    half: Held
    radius: np.ndarray
    power: np.ndarray
    spectrum: np.ndarray
    extent: np.ndarray
    _kept: dict = field(default_factory=dict, repr=False)

    def share(self, mask):
        """Return how much of the variance of the image a mask passes, 0 to 1."""
        total = float(self.power.sum(dtype=np.float64))
        return float(np.vdot(np.square(mask), self.power)) / total if total else 0.0

    def shaped(self, state):
        """Return what wedge and discs pass: the whole plane, and its symmetric and antisymmetric halves."""
        key = tuple(state[name] for name in SHAPING)
        if key not in self._kept:
            plane = np.float32(1)
            for name, make in (("wedge", self._wedge), ("discs", self._discs)):
                if state["shapes"] in (name, "both"):
                    plane = plane * make(state)
            self._kept.clear()
            self._kept[key] = (plane, *fourier_masks.parts(plane))
        return self._kept[key]

    def _wedge(self, state):
        wedge = fourier_masks.wedge(self.picture.array.shape, state["wedge_angle"], state["wedge_opening"])
        wedge = _taken(wedge, state["wedge"], state["symmetric"])
        wedge[tuple(n // 2 for n in wedge.shape)] = 1  # the mean has no direction
        return wedge

    def _discs(self, state):
        shape, radius = self.picture.array.shape, state["disc_radius"]
        discs = fourier_masks.discs(shape, state["dabs"], radius, state["soft"])
        return _taken(discs, state["discs"], state["symmetric"])


def _taken(plane, what, symmetric):
    """Return the mask that blocks or alone passes what is marked on a plane."""
    if symmetric:
        plane = np.maximum(plane, fourier_masks.mirrored(plane))
    return 1 - plane if what == "block" else plane


def prepare(images):
    """Transform the image; `power` counts every frequency of the whole plane, the mean left out."""
    picture = images["image"]
    rows, columns = picture.array.shape
    half = fourier.spectrum(picture.array)
    power = np.square(np.abs(half))
    power[:, 1 : (columns + 1) // 2] *= 2
    power[0, 0] = 0
    longest = max(rows, columns)
    left, top = (-(n // 2 + 0.5) * longest / n for n in (columns, rows))
    extent = np.array([left, top, longest, longest])
    spectrum = fourier.full_plane(fourier.log_amplitude(half, decades=5), (rows, columns))
    return Prepared(picture, Held(half), fourier.radial_frequency((rows, columns)), power, spectrum, extent)


def limits(prepared):
    """No radius beyond the corner of this image's spectrum does anything."""
    corner = max(2, int(np.ceil(prepared.radius.max())))
    return {"radius": (1, corner), "radii": (1, corner)}


async def compute(prepared, state):
    """Filter the image and measure how much of its variance passes."""
    image = prepared.picture.array
    mode = state["mode"]
    inner, outer = state["radii"] if mode == "band" else (state["radius"], state["radius"])
    if mode == "all":
        ring = np.ones_like(prepared.radius)
    else:
        ring = fourier.pass_mask(prepared.radius, mode, inner, outer, state["soft"])
    mask, plane, imaginary = ring, None, 0.0
    if state["shapes"] != "none":
        plane, even, odd = prepared.shaped(state)
        mask = ring * even
        imaginary = prepared.share(ring * odd)
    filtered = await fourier.filter_image(prepared.half, mask, image.shape)
    picture = {"filtered": filtered, "image": image}.get(state["show"])
    if picture is None:
        picture = image - filtered
    drawn = fourier.full_plane(ring, image.shape)
    if plane is not None:
        drawn *= plane
    return Result(
        _sentence(prepared, state, inner, outer, prepared.share(mask), imaginary),
        image=image,
        spectrum=prepared.spectrum,
        spectrum_extent=prepared.extent,
        mask=drawn,
        filtered=filtered,
        picture=picture,
    )


def _sentence(prepared, state, inner, outer, kept, imaginary):
    picture = prepared.picture

    def period(radius):
        pixels = max(picture.array.shape) / radius
        real = f" ({spoken(pixels * picture.pixel_size, 3)} {picture.unit})" if picture.pixel_size else ""
        return f"{spoken(pixels, 3)} px{real}"

    text = {
        "low": f"Low-pass at {outer} cycles: passes waves longer than {period(outer)}",
        "high": f"High-pass at {inner} cycles: passes waves shorter than {period(inner)}",
        "band": (f"Band-pass from {inner} to {outer} cycles: passes waves from {period(outer)} to "
                 f"{period(inner)}"),
        "all": "No filter by radius",
    }[state["mode"]]
    does = {"block": "blocked", "pass": "all that passes"}
    if state["shapes"] in ("wedge", "both"):
        text += (f"; a wedge of {state['wedge_opening']}° about {state['wedge_angle']}° is "
                 f"{does[state['wedge']]}")
    if state["shapes"] in ("discs", "both"):
        count = len(state["dabs"])
        discs = {0: "no disc is", 1: "1 disc is"}.get(count, f"{count} discs are")
        text += f"; {discs} {does[state['discs']]}"
    text += f"; {100 * kept:.1f} % of the variance passes"
    if imaginary > IMAGINARY:
        text += f", and {100 * imaginary:.1f} % are in the imaginary part of the result, which is not shown"
    return f"{text}."


def view(result):
    """The spectrum with the blocked part dark, and the picture."""
    from livedemo import view as v
    from livedemo.display import Display

    blocked = [f"#000000{round(170 * (1 - i / 63)):02x}" for i in range(64)]
    return [
        v.image(result, "spectrum", title="log₁₀ |FFT|, blocked part dark", colours=v.VIRIDIS,
                extent="spectrum_extent", over=(Display("mask", blocked, 0, 1),),
                read_out=(v.Value("spectrum", "log₁₀ |F|", digits=2), v.Value("mask", "passes", digits=2)),
                x_label="cycles per longest side", y_label="", frequencies=True, colour_bar=""),
        v.image(result, "picture",
                title=("show", {"filtered": "Filtered image", "removed": "What the filter removed",
                                "image": "Image"}),
                colour_bar="",
                read_out=(v.Value("picture", "shown", digits=1), v.Value("image", "image", digits=1))),
    ]
