"""Image arithmetic

An image is an array of numbers: what can be computed with numbers can be computed with images.

Type a function that takes an image and returns another. Operations work **pixel by pixel**: `img + 5` adds 5
to each, `img * ramp` multiplies each by the number at the same place, which needs the same shape. The
picture alone does not show everything: `-img` and `255 - img` look the same, and only the colour bar tells
them apart.

The type of the numbers matters as well. float64 computes like the real numbers, to about 16 digits. uint8
has 256 numbers, and after 255 comes 0 again: 200 + 100 is 44.

The code may use `np` (NumPy), `ndimage` (from SciPy), `h` and `w` (rows and columns), `ramp` (0 on the left
to 1 on the right), `noise` (mean 0, standard deviation 1, the same every time) and `other` (the second image,
resampled to the shape of the first).

- [NumPy: array programming](https://doi.org/10.1038/s41586-020-2649-2)
- [NumPy for absolute beginners](https://numpy.org/doc/stable/user/absolute_beginners.html)
- [Overflow of integers](https://numpy.org/doc/stable/user/basics.types.html#overflow-errors)
"""

from dataclasses import dataclass

import numpy as np

from imaging.resizing import stretched
from imaging.typed import as_image, call
from imaging.wording import spoken
from livedemo import Code, ImageInput, Result, Select

SAMPLES = ("camera", "coins", "tiles", "nanoparticles", "haadf-lattice")
EXAMPLES = {
    "Negative": "def image_function(img):\n    return -img\n",
    "Add 5": "def image_function(img):\n    return img + 5\n",
    "Square": "def image_function(img):\n    return img**2\n",
    "Logarithm": "def image_function(img):\n    return np.log(1 + img)\n",
    "Ramp": "def image_function(img):\n    return img * ramp\n",
    "Cancel": "def image_function(img):\n    return img + -img\n",
    "Two images": "def image_function(img):\n    return (img + other) / 2\n",
    "Noise": "def image_function(img):\n    return img + 20 * noise\n",
    "Edges": "def image_function(img):\n    left = np.roll(img, 1, axis=1)\n    return img - left\n",
}

SECTION = "Images and computers"
HINT = "Change the code and press Run (Ctrl+Enter); watch the colour bars"
PRESETS = {
    "Cancels to zero everywhere": {"code": EXAMPLES["Cancel"]},
    "Two images at once": {"code": EXAMPLES["Two images"]},
    "Overflow: 8 bits, and 100 more": {
        "dtype": "uint8", "code": "def image_function(img):\n    return img + 100\n"},
}
CONTROLS = (
    ImageInput(default="camera", samples=SAMPLES),
    ImageInput(name="other", label="Second image", default="coins", samples=SAMPLES),
    Select(name="dtype", label="Numbers", default="float64",
           options={"float64": "float64", "float32": "float32", "uint16": "uint16", "uint8": "uint8"},
           help="The type that the code gets the image in"),
    Code(name="code", label="Python", default=EXAMPLES["Negative"], examples=EXAMPLES),
)


@dataclass(frozen=True)
class Prepared:
    """The two images, the second in the shape of the first, and how that is shown."""

    image: np.ndarray
    other: np.ndarray
    shown: np.ndarray


def prepare(images):
    image = images["image"].array
    other = images["other"].array.astype(np.float64)
    if other.shape != image.shape:
        other = stretched(other, image.shape)
    return Prepared(image, other, other.astype(np.float32))


async def compute(prepared, state):
    """Run the code on a copy of the image."""
    dtype = np.dtype(state["dtype"])
    img = _as(prepared.image, dtype)
    rows, columns = img.shape
    names = {
        "np": np, "h": rows, "w": columns, "other": _as(prepared.other, dtype),
        "ramp": np.broadcast_to(np.linspace(0, 1, columns), img.shape).copy(),
    }
    # What takes long to import, in a browser, only code that names it gets.
    if "noise" in state["code"]:
        names["noise"] = np.random.default_rng(0).standard_normal(img.shape)
    if "ndimage" in state["code"]:
        from scipy import ndimage
        names["ndimage"] = ndimage
    with np.errstate(all="ignore"):
        result = as_image(call(state["code"], "image_function", img, names))
    finite = np.isfinite(result)
    output = result if finite.all() else _replaced(result, finite)
    return Result(_sentence(result, finite, img), backend="CPU: your code", image=prepared.image,
                  other=prepared.shown, output=output)


def _as(image, dtype):
    """Return a copy with numbers of a type; what does not fit is cut off."""
    if dtype.kind == "u":
        limits = np.iinfo(dtype)
        return np.clip(np.rint(image.astype(np.float64)), limits.min, limits.max).astype(dtype)
    return image.astype(dtype)


def _replaced(result, finite):
    """Show what is not finite as the smallest value that is."""
    return np.where(finite, result, result[finite].min() if finite.any() else 0).astype(result.dtype)


def _sentence(result, finite, img):
    text = f"{result.dtype.name}, {result.shape[0]} x {result.shape[1]}"
    if finite.any():
        values = result[finite].astype(np.float64)
        text += f": from {spoken(values.min())} to {spoken(values.max())}, mean {spoken(values.mean())}"
    if not finite.all():
        count = int(finite.size - finite.sum())
        noun = "pixel is" if count == 1 else "pixels are"
        text += f"; {count} {noun} not finite and shown as the smallest value"
    return f"{text} (the image: {spoken(img.min())} to {spoken(img.max())})."


def view(result):
    """Both images and the output, each with its numbers."""
    from livedemo import view as v

    return [
        v.image(result, "output", title="image_function(img)", colour_bar="",
                read_out=(v.Value("output", "output", digits=3), v.Value("image", "img", digits=1),
                          v.Value("other", "other", digits=1))),
        v.image(result, "image", title="img", colour_bar="", read_out=(v.Value("image", "img", digits=1),)),
        v.image(result, "other", title="other", colour_bar="",
                read_out=(v.Value("other", "other", digits=1),)),
    ]
