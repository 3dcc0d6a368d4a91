"""Addresses of documentation, compared with those of pages that are known."""
import pytest

from sitebuild.references import address

KNOWN = {
    "numpy.clip": "https://numpy.org/doc/stable/reference/generated/numpy.clip.html",
    "numpy.fft.rfft2": "https://numpy.org/doc/stable/reference/generated/numpy.fft.rfft2.html",
    "numpy.linalg.lstsq": "https://numpy.org/doc/stable/reference/generated/numpy.linalg.lstsq.html",
    "numpy.hypot": "https://numpy.org/doc/stable/reference/generated/numpy.hypot.html",
    "numpy.abs": "https://numpy.org/doc/stable/reference/generated/numpy.absolute.html",
    "numpy.ogrid": "https://numpy.org/doc/stable/reference/generated/numpy.ogrid.html",
    "numpy.ndarray": "https://numpy.org/doc/stable/reference/generated/numpy.ndarray.html",
    "numpy.float32": "https://numpy.org/doc/stable/reference/arrays.scalars.html#numpy.float32",
    "numpy.intp": "https://numpy.org/doc/stable/reference/arrays.scalars.html#numpy.intp",
    "numpy.pi": "https://numpy.org/doc/stable/reference/constants.html#numpy.pi",
    "numpy.newaxis": "https://numpy.org/doc/stable/reference/constants.html#numpy.newaxis",
    "numpy.random.default_rng":
        "https://numpy.org/doc/stable/reference/random/generator.html#numpy.random.default_rng",
    "scipy.ndimage.gaussian_filter":
        "https://docs.scipy.org/doc/scipy/reference/generated/scipy.ndimage.gaussian_filter.html",
    "scipy.fft.rfft2": "https://docs.scipy.org/doc/scipy/reference/generated/scipy.fft.rfft2.html",
    "skimage.measure.regionprops":
        "https://scikit-image.org/docs/stable/api/skimage.measure.html#skimage.measure.regionprops",
    "skimage.restoration.unwrap_phase":
        "https://scikit-image.org/docs/stable/api/skimage.restoration.html#skimage.restoration.unwrap_phase",
}


@pytest.mark.parametrize("path", KNOWN)
def test_a_known_page(path):
    assert address(path) == KNOWN[path]


@pytest.mark.parametrize("path", [
    "numpy", "numpy.fft", "numpy.nothing", "numpy._core.numeric", "numpy.random.rand", "scipy.ndimage",
    "scipy.nowhere.label", "skimage.measure", "math.pi", "imaging.smoothing.gaussian_blur", ""])
def test_what_has_no_page_of_its_own(path):
    assert address(path) is None
