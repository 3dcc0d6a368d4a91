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
from imaging.thresholding import coarsened, histogram, otsu_threshold, threshold_mask
from imaging.wording import spoken
from livedemo import Actions, Choice, ImageInput, Picture, Range, Result, Toggle

#: Bars that can be told apart on a screen.
BARS = 256

SECTION = "Image segmentation"
HINT = "Drag the threshold through the histogram, or let Otsu find it"
PRESETS = {
    "No threshold fits: uneven light": {"image": "uneven-light"},
    "Noise: blur first": {"image": "nanoparticles", "blur": 2.0},
    "A band takes one of four layers": {
        "image": "layers", "blur": 2.0, "band": True, "invert": False, "level": 0.2, "upper": 0.365},
}
CONTROLS = (
    ImageInput(default="nanoparticles",
               samples=("nanoparticles", "cross-grating", "uneven-light", "layers", "coins", "camera")),
    Range(name="level", label="Threshold", default=0.49, low=0.0, high=1.0, step=0.005,
          help="0 is the smallest value of the image, 1 the largest; its line can be dragged, too"),
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
    """The image, the ends of its scale, an empty mask, and what belongs to the last sigma."""

    picture: Picture
    ends: np.ndarray
    empty: np.ndarray
    _last: tuple | None = field(default=None, repr=False)

    def blurred(self, sigma):
        """Return the blurred image, Otsu's threshold and the bars of the histogram by name.

        Sigma 0 leaves the image as it was recorded.
        """
        if self._last is None or self._last[0] != sigma:
            image = gaussian_blur(self.picture.array, sigma) if sigma else self.picture.array
            counts = histogram(image, BARS)
            shown = coarsened(counts, BARS)
            bars = {"histogram": shown.counts, "histogram_edges": shown.edges,
                    "bar_left": shown.edges[:-1], "bar_right": shown.edges[1:]}
            self._last = (sigma, image, otsu_threshold(counts.counts, counts.centres), bars)
        return self._last[1:]


def prepare(images):
    image = images["image"].array
    low, high = float(image.min()), float(image.max())
    ends = np.array([low, high if high > low else low + max(1.0, abs(low))])
    return Prepared(images["image"], ends, np.zeros(image.shape, bool))


async def compute(prepared, state):
    """Cut the image at the threshold; count what is left."""
    image = prepared.picture.array
    low, span = float(prepared.ends[0]), float(np.ptp(prepared.ends))
    values = [low + span * state[name] for name in (("level", "upper") if state["band"] else ("level",))]
    cut, threshold, bars = prepared.blurred(state["blur"])
    mask = threshold_mask(cut, min(values), max(values) if state["band"] else None, state["invert"])
    pixels, objects = int(np.count_nonzero(mask)), ndimage.label(mask)[1]
    otsu = (threshold - low) / span
    limits = " and ".join(spoken(value) for value in sorted(values))
    kind = "outside" if state["band"] and state["invert"] else "between" if state["band"] else \
        "at most" if state["invert"] else "above"
    return Result(
        f"Threshold {state['level']:.3g}: {_count(pixels, 'pixel')} {kind} {limits}, "
        f"{100 * pixels / mask.size:.1f} % of the area, in {_count(objects, 'connected region')}; "
        f"Otsu's threshold is {otsu:.3f}.",
        suggested={"level": round(otsu, 4)},
        backend="CPU: numpy",
        image=image,
        mask=mask,
        picture=mask if state["show"] == "mask" else image,
        tint=mask if state["show"] == "overlay" else prepared.empty,
        **bars,
        data_range=prepared.ends,
        lines=np.array(values),
    )


def _count(number, noun):
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def view(result):
    """The mask or the image, and the histogram with the threshold."""
    from livedemo import view as v
    from livedemo.display import Display

    bars = v.plot("histogram", title="Histogram", x_label="pixel value", y_label="pixels",
                  caption="Tap, drag or arrow keys set a threshold.",
                  tap=[{"control": name, "over": "data_range"} for name in ("level", "upper")])
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
