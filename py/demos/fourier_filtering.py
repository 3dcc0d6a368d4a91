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

- [scipy.fft.rfft2](https://docs.scipy.org/doc/scipy/reference/generated/scipy.fft.rfft2.html)
- [skimage.filters](https://scikit-image.org/docs/0.25.x/api/skimage.filters.html)
- R. C. Gonzalez, R. E. Woods, *Digital Image Processing*, chapter 4
"""

from dataclasses import dataclass

import numpy as np

from imaging import fourier
from imaging.backend import Held
from livedemo import Choice, ImageInput, Interval, Picture, Range, Result

SECTION = "Images as signals"
HINT = "Move the radius until the joints between the tiles are gone; then look at what was removed"
PRESETS = {
    "Blur: keep the slow waves": {"mode": "low", "radius": 20},
    "Edges: remove them": {"mode": "high", "radius": 40},
    "Ripples beside edges: a hard edge in Fourier space": {"mode": "low", "radius": 60, "soft": 0},
    "No ripples: a soft one": {"mode": "low", "radius": 60, "soft": 60},
}
#: Half the diagonal of the largest image, 2048 x 2048, in cycles per side.
LARGEST = 1449

CONTROLS = (
    ImageInput(default="tiles", samples=("tiles", "haadf-lattice", "cross-grating", "zone-plate", "camera")),
    Choice(name="mode", label="Filter", default="low",
           options={"low": "Low-pass", "high": "High-pass", "band": "Band-pass"}),
    Range(name="radius", label="Radius", default=40, low=1, high=LARGEST, step=1, unit="cycles",
          when={"mode": ("low", "high")}, help="Edge of the filter, in cycles per longest side of the image"),
    Interval(name="radii", label="Radii", default=(50, 256), low=1, high=LARGEST, step=1, unit="cycles",
             when={"mode": ("band",)}, help="Inner and outer edge, in cycles per longest side of the image"),
    Range(name="soft", label="Soft edge", default=0, low=0, high=200, step=2, unit="cycles",
          help="Width over which the filter goes from pass to block"),
    Choice(name="show", label="Show", default="filtered",
           options={"filtered": "Filtered", "removed": "Removed", "image": "Image"}),
)


@dataclass(frozen=True)
class Prepared:
    """What does not depend on the filter."""

    picture: Picture
    half: Held
    radius: np.ndarray
    power: np.ndarray
    spectrum: np.ndarray
    extent: np.ndarray


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
    mask = fourier.pass_mask(prepared.radius, mode, inner, outer, state["soft"])
    filtered = await fourier.filter_image(prepared.half, mask, image.shape)
    total = float(prepared.power.sum(dtype=np.float64))
    kept = float(np.vdot(np.square(mask), prepared.power)) / total if total else 0.0
    picture = {"filtered": filtered, "image": image}.get(state["show"])
    if picture is None:
        picture = image - filtered
    return Result(
        f"{_sentence(prepared.picture, mode, inner, outer)}; {100 * kept:.1f} % of the variance passes.",
        image=image,
        spectrum=prepared.spectrum,
        spectrum_extent=prepared.extent,
        mask=fourier.full_plane(mask, image.shape),
        filtered=filtered,
        picture=picture,
    )


def _sentence(picture, mode, inner, outer):
    def period(radius):
        pixels = max(picture.array.shape) / radius
        text = f"{pixels:.3g} px"
        return f"{text} ({pixels * picture.pixel_size:.3g} {picture.unit})" if picture.pixel_size else text

    if mode == "low":
        return f"Low-pass at {outer} cycles: passes waves longer than {period(outer)}"
    if mode == "high":
        return f"High-pass at {inner} cycles: passes waves shorter than {period(inner)}"
    return f"Band-pass from {inner} to {outer} cycles: passes waves from {period(outer)} to {period(inner)}"


def view(result):
    """The spectrum with the blocked part dark, and the picture."""
    from livedemo import view as v
    from livedemo.display import Display

    blocked = [f"#000000{round(170 * (1 - i / 63)):02x}" for i in range(64)]
    return [
        v.image(result, "spectrum", title="log₁₀ |FFT|, blocked part dark", colours=v.VIRIDIS,
                extent="spectrum_extent", over=(Display("mask", blocked, 0, 1),),
                read_out=(v.Value("spectrum", "log₁₀ |F|", digits=2), v.Value("mask", "passes", digits=2)),
                x_label="cycles per longest side", y_label="", colour_bar=""),
        v.image(result, "picture",
                title=("show", {"filtered": "Filtered image", "removed": "What the filter removed",
                                "image": "Image"}),
                colour_bar="",
                read_out=(v.Value("picture", "shown", digits=1), v.Value("image", "image", digits=1))),
    ]
