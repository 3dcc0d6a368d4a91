"""Binary threshold

The simplest segmentation: every pixel above a threshold is true, every other is false.

It is enough where objects and background differ clearly in intensity. The histogram shows whether they do:
two separate heaps leave a valley for the threshold. **Otsu's method** picks the threshold that maximises
the variance between the two classes; it assumes two classes of similar spread and an even background. Noise
makes single wrong pixels, and a little blur before the cut removes them. Try the sample with uneven
illumination: no single threshold fits.

- [Thresholding in scikit-image](https://scikit-image.org/docs/stable/auto_examples/segmentation/plot_thresholding_guide.html)
- N. Otsu, [A threshold selection method](https://doi.org/10.1109/TSMC.1979.4310076) (1979)
"""

from dataclasses import dataclass, field

import numpy as np
from scipy import ndimage

from imaging.smoothing import gaussian_blur
from imaging.thresholding import Histogram, coarsened, histogram, otsu_threshold, threshold_mask
from livedemo import Actions, Choice, ImageInput, Picture, Range, Result, Toggle

#: Bars that can be told apart on a screen.
BARS = 256

SECTION = "Image segmentation"
HINT = "Drag the threshold through the histogram, or let Otsu find it"
PRESETS = {
    "No threshold fits: uneven light": {"image": "uneven-light"},
    "Noise: blur first": {"image": "nanoparticles", "blur": 2.0},
}
CONTROLS = (
    ImageInput(default="nanoparticles",
               samples=("nanoparticles", "cross-grating", "uneven-light", "layers", "coins", "camera")),
    Range(name="level", label="Threshold", default=0.49, low=0.0, high=1.0, step=0.005,
          help="0 is the smallest value of the image, 1 the largest; a tap on the histogram sets it too"),
    Range(name="upper", label="Upper threshold", default=0.9, low=0.0, high=1.0, step=0.005,
          when={"band": (True,)}, help="Pixels above this one are left out as well"),
    Range(name="blur", label="Blur before the cut, σ", default=0.0, low=0.0, high=5.0, step=0.1, unit="px"),
    Actions(name="auto", label="Automatic threshold", options={"otsu": "Otsu"}, sets=("level",),
            help="The threshold that maximises the variance between the classes"),
    Toggle(name="invert", label="Dark", default=True, help="Take the pixels below the threshold"),
    Toggle(name="band", label="Band", help="Take only values between two thresholds"),
    Choice(name="show", label="Show", default="mask",
           options={"mask": "Mask", "overlay": "Overlay", "image": "Image"}),
)


@dataclass
class Prepared:
    """The image, and its blurred version for the last sigma asked for."""

    picture: Picture
    _last: tuple[float, np.ndarray, Histogram] | None = field(default=None, repr=False)

    def blurred(self, sigma):
        """Return the blurred image and its histogram; sigma 0 leaves the image as it was recorded."""
        if self._last is None or self._last[0] != sigma:
            image = gaussian_blur(self.picture.array, sigma) if sigma else self.picture.array
            self._last = (sigma, image, histogram(image, BARS))
        return self._last[1:]


def prepare(images):
    return Prepared(images["image"])


async def compute(prepared, state):
    """Cut the image at the threshold; count what is left."""
    image = prepared.picture.array
    low, high = float(image.min()), float(image.max())
    span = high - low or 1.0
    values = [low + span * state[name] for name in (("level", "upper") if state["band"] else ("level",))]
    cut, counts = prepared.blurred(state["blur"])
    mask = threshold_mask(cut, min(values), max(values) if state["band"] else None, state["invert"])
    shown = coarsened(counts, BARS)
    objects = ndimage.label(mask)[1]
    otsu = (otsu_threshold(counts.counts, counts.centres) - low) / span
    limits = " and ".join(f"{value:.4g}" for value in sorted(values))
    kind = "outside" if state["band"] and state["invert"] else "between" if state["band"] else \
        "at most" if state["invert"] else "above"
    return Result(
        f"Threshold {state['level']:.3g}: {_count(int(mask.sum()), 'pixel')} {kind} {limits}, "
        f"{100 * mask.mean():.1f} % of the area, in {_count(objects, 'connected region')}; "
        f"Otsu's threshold is {otsu:.3f}.",
        suggested={"level": round(otsu, 4)},
        backend="CPU: numpy",
        image=image,
        mask=mask,
        picture=mask if state["show"] == "mask" else image,
        tint=mask & (state["show"] == "overlay"),
        histogram=shown.counts,
        histogram_edges=shown.edges,
        bar_left=shown.edges[:-1],
        bar_right=shown.edges[1:],
        data_range=np.array([low, low + span]),
        lines=np.array(values),
    )


def _count(number, noun):
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def view(result):
    """The mask or the image, and the histogram with the threshold."""
    from livedemo import view as v
    from livedemo.display import Display

    bars = v.plot("histogram", title="Histogram", x_label="pixel value", y_label="pixels",
                  caption="Tap, drag or use the arrow keys to set the threshold.",
                  tap={"control": "level", "over": "data_range"})
    bars.figure.quad(left="left", right="right", top="top", bottom=0, line_color=None, fill_color=v.ACCENT,
                     source=v.columns(result, left="bar_left", right="bar_right", top="histogram"))
    bars.figure.vspan(x="x", line_color=v.SECOND, line_width=3, source=v.columns(result, x="lines"))
    return [
        v.image(result, "picture",
                title=("show", {"mask": "Mask", "overlay": "Image, chosen pixels tinted", "image": "Image"}),
                over=(Display("tint", ("#00000000", "#d55e00a0")),),
                read_out=(v.Value("image", "image", digits=1), v.Value("mask", "mask"))),
        bars,
    ]
