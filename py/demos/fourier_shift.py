"""Fourier shift

An image is moved by any fraction of a pixel by turning the phase of each of its frequencies.

A wave that is moved by *s* pixels keeps its amplitude; its phase turns by −2π·frequency·*s*. Over the plane
of frequencies this is a ramp, which wraps round at ±π: one period of it per pixel of the shift, across the
whole plane. So: transform, multiply by exp(−2πi(*u·dy + v·dx*)), transform back. Nothing is lost, and moving
back restores the image; only waves of exactly 2 pixels have no phase that could turn.

Interpolation between pixels damps fine detail, and every further step damps it again: the curve shows what
passes of each frequency, least at half a pixel. A Fourier shift has its price, too. The image is taken as
periodic, so what leaves on one side comes in on the other, unless the image is mirrored first; and edges that
the pixels do not resolve ring.

- [scipy.ndimage.fourier_shift](https://docs.scipy.org/doc/scipy/reference/generated/scipy.ndimage.fourier_shift.html)
- P. Thévenaz, T. Blu, M. Unser, [Interpolation revisited](https://doi.org/10.1109/42.875199) (2000)
"""

from dataclasses import dataclass, field

import numpy as np

from imaging import fourier
from imaging.shifting import phase_ramp, shifted, transfer
from imaging.wording import spoken
from livedemo import Choice, ImageInput, Picture, Range, Result

SECTION = "Pattern matching and alignment"
HINT = "Drag a shift past half and whole pixels"
PRESETS = {
    "Half a pixel blurs most": {"shift_x": 0.5, "shift_y": 0.5, "image": "haadf-lattice"},
    "Twenty small steps": {"shift_x": 10.0, "shift_y": 4.0, "steps": 20, "image": "haadf-lattice"},
    "Sharp edges ring": {"shift_x": 0.5, "shift_y": 0.0, "image": "tiles", "compare": "cubic"},
}
FURTHEST = 64.0

CONTROLS = (
    ImageInput(default="soft-disc",
               samples=("soft-disc", "haadf-lattice", "tiles", "nanoparticles", "camera")),
    Range(name="shift_x", label="Shift to the right", default=4.3, low=-FURTHEST, high=FURTHEST, step=0.1,
          unit="px", play=True),
    Range(name="shift_y", label="Shift down", default=-7.4, low=-FURTHEST, high=FURTHEST, step=0.1,
          unit="px"),
    Range(name="steps", label="In equal steps", default=1, low=1, high=50, step=1,
          help="The same shift done by several smaller ones, one after the other"),
    Choice(name="compare", label="Compare with", default="linear",
           options={"linear": "Linear interpolation", "cubic": "Cubic"}),
    Choice(name="edges", label="Beyond the edges", default="wrap",
           options={"wrap": "Periodic", "mirror": "Mirrored"}),
)
#: Across the picture of the ramp, at most: it is as smooth as the shift is small.
RAMP = 256
FREQUENCY = np.arange(128) / 256


@dataclass
class Prepared:
    """The image, and the spectra of its periodic and its mirrored continuation."""

    picture: Picture
    _spectra: dict[str, np.ndarray] = field(default_factory=dict, repr=False)

    def spectrum(self, edges):
        """Return the spectrum and the shape of what was transformed."""
        image = self.picture.array
        shape = tuple(n * (2 if edges == "mirror" else 1) for n in image.shape)
        if edges not in self._spectra:
            pad = [(0, whole - n) for whole, n in zip(shape, image.shape, strict=True)]
            self._spectra[edges] = fourier.spectrum(np.pad(image, pad, "symmetric"))
        return self._spectra[edges], shape


def prepare(images):
    return Prepared(images["image"])


def limits(prepared):
    """Beyond half the image, a periodic one comes back from the other side."""
    reach = [min(FURTHEST, float(max(n // 2, 1))) for n in prepared.picture.array.shape]
    return {"shift_y": (-reach[0], reach[0]), "shift_x": (-reach[1], reach[1])}


async def compute(prepared, state):
    """Shift both ways; say how much of the variance is left."""
    picture = prepared.picture
    image, kernel, steps = picture.array, state["compare"], state["steps"]
    shift = (state["shift_y"], state["shift_x"])
    half, whole = prepared.spectrum(state["edges"])
    window = tuple(slice(n) for n in image.shape)
    moved, interpolated = (shifted(half, whole, shift, by, steps)[window] for by in ("fourier", kernel))
    ramp = tuple(min(n, RAMP) for n in image.shape)
    left, top = (-(n // 2 + 0.5) / n for n in reversed(ramp))
    return Result(
        _sentence(picture, shift, moved, interpolated, kernel, steps),
        backend="CPU: numpy",
        image=image,
        shifted=np.ascontiguousarray(moved),
        interpolated=np.ascontiguousarray(interpolated),
        difference=moved - interpolated,
        phase=phase_ramp(ramp, shift),
        phase_extent=np.array([left, top, 1.0, 1.0]),
        frequency=FREQUENCY,
        passes_fourier=np.abs(transfer(FREQUENCY, shift[1], "fourier", steps)),
        passes_x=np.abs(transfer(FREQUENCY, shift[1], kernel, steps)),
        passes_y=np.abs(transfer(FREQUENCY, shift[0], kernel, steps)),
    )


def _sentence(picture, shift, moved, interpolated, kernel, steps):
    low, high = float(picture.array.min()), float(picture.array.max())
    variance = np.var(picture.array, dtype=np.float64)
    if high == low:
        kept = [100.0, 100.0]
    else:
        kept = [100 * np.var(result, dtype=np.float64) / variance for result in (moved, interpolated)]
    down, right = shift
    way = spoken(np.hypot(*shift) * (picture.pixel_size or 1), 3)
    size = f" ({way} {picture.unit})" if picture.pixel_size else ""
    beyond = max(float(moved.max()) - high, low - float(moved.min()), 0) / (high - low or 1)
    rings = f"; it overshoots by {100 * beyond:.0f} % of the range" if beyond > 0.005 else ""
    often = f" in {steps} steps" if steps > 1 else ""
    return (f"{abs(right):.1f} px {'left' if right < 0 else 'right'} and {abs(down):.1f} px "
            f"{'up' if down < 0 else 'down'}{size}{often}: the Fourier shift keeps {kept[0]:.1f} % of the "
            f"variance{rings}, {kernel} interpolation keeps {kept[1]:.1f} %.")


def view(result):
    """The shifted image, what interpolation does differently, the ramp, and what passes."""
    from bokeh.models import FixedTicker, Range1d

    from livedemo import view as v

    passes = v.plot("passes", title="Amplitude that passes", x_label="cycles / px", y_label="",
                    caption="Grey: Fourier. Blue: along x. Orange: along y.")
    passes.figure.y_range = Range1d(0, 1.08)
    passes.figure.x_range = Range1d(0, 0.5)
    for array, colour in (("passes_fourier", v.NEUTRAL), ("passes_x", v.ACCENT), ("passes_y", v.SECOND)):
        passes.figure.line("x", "y", line_color=colour, line_width=3,
                           source=v.columns(result, x="frequency", y=array))
    ramp = v.image(result, "phase", title="Phase ramp", colours=v.CYCLIC, low=-np.pi, high=np.pi,
                   extent="phase_extent", read_out=(v.Value("phase", "phase", "rad", 2),), colour_bar="rad",
                   x_label="cycles / px", y_label="cycles / px")
    for axis in ramp.figure.axis:
        axis.ticker = FixedTicker(ticks=[-0.5, 0, 0.5])
    return [
        v.image(result, "shifted", title="Fourier shift", colour_bar="",
                read_out=(v.Value("shifted", "shifted", digits=1), v.Value("image", "image", digits=1),
                          v.Value("interpolated", "interpolated", digits=1))),
        v.image(result, "difference", title="Fourier − interpolation", colour_bar="", colours=v.VIRIDIS,
                read_out=(v.Value("difference", "difference", digits=1),)),
        ramp,
        passes,
    ]
