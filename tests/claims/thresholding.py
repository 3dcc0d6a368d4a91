"""Binary threshold: pixels and regions are counted in the mask, Otsu's threshold is scikit-image's."""
import pytest
from scipy import ndimage
from skimage import filters, measure

from claims import N


def claims(arrays, state, pictures):
    mask, (low, high) = arrays["mask"], arrays["data_range"]
    yield f"Threshold {N}:", state["level"]
    yield f"{N} pixels? ", mask.sum()
    values = sorted(low + (high - low) * state[name] for name in ("level", "upper")[: 1 + state["band"]])
    yield (f"(?:above|at most|between|outside) {' and '.join([N] * len(values))}, ", *values)
    yield f"{N} % of the area", 100 * mask.mean()
    yield f"in {N} connected region", measure.label(mask, connectivity=1).max()
    image = ndimage.gaussian_filter(pictures["image"].array.astype(float), state["blur"])
    otsu = (filters.threshold_otsu(image, nbins=1024) - low) / (high - low)
    yield rf"Otsu's threshold is {N}\.", pytest.approx(otsu, abs=0.01)
