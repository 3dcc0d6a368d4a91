"""Image arithmetic: each example written once more, computed in numpy."""
import numpy as np
from scipy import ndimage

from claims import N
from demos.image_math import EXAMPLES

FUNCTIONS = {
    "Negative": lambda img, other, rows, columns: np.negative(img),
    "Add 5": lambda img, other, rows, columns: np.add(img, 5),
    "Square": lambda img, other, rows, columns: np.multiply(img, img),
    "Logarithm": lambda img, other, rows, columns: np.log(np.add(img, 1)),
    "Ramp": lambda img, other, rows, columns: img * (columns / (img.shape[1] - 1)),
    "Cancel": lambda img, other, rows, columns: np.zeros_like(img),
    "Two images": lambda img, other, rows, columns: np.add(img, other) / 2,
    "Noise": lambda img, other, rows, columns:
        img + 20 * np.random.default_rng(0).standard_normal(img.shape),
    "Edges": lambda img, other, rows, columns: img - img[:, np.arange(-1, img.shape[1] - 1)],
}


def of_type(image, dtype):
    """Return the image as numbers of that type, cut off and rounded where they are whole."""
    if dtype.startswith("float"):
        return image.astype(dtype)
    return np.clip(np.rint(image.astype(np.float64)), 0, np.iinfo(dtype).max).astype(dtype)


def claims(arrays, state, pictures):
    image, other = (pictures[name].array for name in ("image", "other"))
    if other.shape != image.shape:
        zoom = np.divide(image.shape, other.shape)
        other = ndimage.zoom(other.astype(float), zoom, order=1, mode="nearest", grid_mode=True)
    np.testing.assert_allclose(arrays["other"], other, rtol=1e-6, atol=1e-3)
    img, other = (of_type(a, state["dtype"]) for a in (image, other))
    (example,) = (name for name, code in EXAMPLES.items() if code == state["code"])
    with np.errstate(all="ignore"):
        result = FUNCTIONS[example](img, other, *np.indices(img.shape))
    finite = np.isfinite(result)
    assert arrays["output"].dtype.name in (result.dtype.name, "float32")
    np.testing.assert_allclose(arrays["output"][finite], result[finite], rtol=1e-3, atol=1e-3)
    values = arrays["output"][finite].astype(np.float64)
    yield (f"^{arrays['output'].dtype.name},",)
    yield (f", {N} x {N}: from {N} to {N}, mean {N}", *image.shape, values.min(), values.max(), values.mean())
    if not finite.all():
        yield f"; {N} pixels? (?:is|are) not finite", np.sum(~finite)
    yield (rf"\(the image: {N} to {N}\)\.$", img.min(), img.max())
