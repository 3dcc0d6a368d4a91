"""Non-local means: the average of pixels that are surrounded alike."""

from __future__ import annotations

from typing import Any

import numpy as np

from imaging import backend


async def denoise(image: np.ndarray, h: float, sigma: float = 0.0, *, patch_size: int = 7,
                  patch_distance: int = 11) -> np.ndarray:
    """Denoise an image, as ``skimage.restoration.denoise_nl_means(..., fast_mode=True)``.

    Parameters
    ----------
    image : numpy.ndarray
        Shape (rows, columns), real.
    h : float
        Root mean square difference at which two patches count for about 1 / e, in units of the image;
        more than 0.
    sigma : float
        Standard deviation of the noise in units of the image, 0 or more: the difference that it makes between
        two patches, 2 sigma^2, is taken out.
    patch_size : int
        Side of a patch in pixels, 1 or more; even ones become one larger.
    patch_distance : int
        The search window reaches that far from a pixel, to each side, 0 or more.

    Returns
    -------
    numpy.ndarray of float32
        Same shape. CPU and GPU differ by less than 1e-5 of the largest value, except where the distance of
        two patches is within rounding of that from which they do not count; see `gpu.nonlocal_means`.

    Raises
    ------
    ValueError
        For a number that is not allowed.

    References
    ----------
    A. Buades, B. Coll, J.-M. Morel, A non-local algorithm for image denoising, CVPR 2005,
    doi:10.1109/CVPR.2005.38.
    """
    if not h > 0 or not sigma >= 0:
        raise ValueError(f"h is {h} and sigma {sigma}; allowed are more than 0 and 0 or more")
    if patch_size < 1 or patch_distance < 0:
        raise ValueError(f"patch_size is {patch_size} and patch_distance {patch_distance}; "
                         "allowed are 1 or more and 0 or more")
    values = np.asarray(image, np.float32)
    sizes = {"patch_size": int(patch_size), "patch_distance": int(patch_distance)}

    async def on_gpu(device: Any) -> np.ndarray:
        from gpu import nonlocal_means

        return await device.run(nonlocal_means.denoise, values, np.array([h, sigma]), **sizes)

    def on_cpu() -> np.ndarray:
        from skimage.restoration import denoise_nl_means

        denoised = denoise_nl_means(values.astype(np.float64), h=h, sigma=sigma, preserve_range=True, **sizes)
        # scikit-image takes a single column for a single channel and drops it
        return denoised.reshape(values.shape).astype(np.float32)

    return await backend.choose("Non-local means", (values,), on_cpu, on_gpu, library="scikit-image")
