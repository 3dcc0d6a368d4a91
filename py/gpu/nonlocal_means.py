"""Non-local means, as an operation on a `Plan` (see `gpu.plan`) with the numbers of scikit-image.

References
----------
A. Buades, B. Coll, J.-M. Morel, A non-local algorithm for image denoising, CVPR 2005,
doi:10.1109/CVPR.2005.38.
J. Darbon et al., Fast nonlocal filtering applied to electron cryomicroscopy, ISBI 2008,
doi:10.1109/ISBI.2008.4541250.
"""

from __future__ import annotations

import numpy as np

from gpu.errors import TooLarge
from gpu.plan import Array, Plan
from gpu.spectra import window

#: Side of the workgroups of nonlocal_means_row.wgsl, and the largest patch that fits into their memory.
TILE = 16
MOST_SIDE = 49


def denoise(plan: Plan, image: Array, strength: Array, *, patch_size: int = 7,
            patch_distance: int = 11) -> Array:
    """Average pixels that are surrounded alike, as `skimage.restoration.denoise_nl_means`.

    The conventions are those of ``denoise_nl_means(image, patch_size, patch_distance, h, fast_mode=True,
    sigma=sigma)`` of version 0.25, down to two that its documentation does not mention: a patch has
    (patch_size - 1)^2 places, and weights are those of an approximate exponential function;
    nonlocal_means_row.wgsl has the formulas. The image goes on by reflection about the centres of the
    outermost pixels. A pair of patches whose distance is within rounding of the cutoff, 5, may count here and
    not there, with a weight of 0.007.

    Rows of shifts are dispatches of their own, or one could take so long that an operating system ends it.

    Parameters
    ----------
    plan : Plan
        What the dispatches are added to.
    image : Array of float32
        Shape (rows, columns).
    strength : Array of float32
        Shape (2,): h, the difference at which patches stop to be alike, more than 0, and sigma, the standard
        deviation of the noise, 0 or more, both in units of the image.
    patch_size : int
        Side of a patch; even ones become one larger.
    patch_distance : int
        The search window reaches that far from a pixel, to each side.

    Returns
    -------
    Array of float32
        Shape of `image`.

    Raises
    ------
    ValueError
        If a size is negative or an array has another shape.
    TooLarge
        If the patch is larger than `MOST_SIDE`.
    """
    if len(image.shape) != 2 or strength.shape != (2,):
        raise ValueError(f"image and strength have the shapes {image.shape} and {strength.shape}; "
                         "(rows, columns) and (2,) are expected")
    if patch_size < 1 or patch_distance < 0:
        raise ValueError(f"patch_size is {patch_size} and patch_distance {patch_distance}; "
                         "allowed are 1 or more and 0 or more")
    side = patch_size | 1
    if side > MOST_SIDE:
        raise TooLarge(f"patches of {side} pixels are too large for the GPU; allowed are {MOST_SIDE}")
    rows, columns = image.shape
    tiles = -(-rows // TILE), -(-columns // TILE)
    pad = side // 2 + patch_distance
    height, width = (TILE * n + 2 * pad for n in tiles)
    padded = window(plan, image, (-pad, -pad), (height, width), mode="mirror")
    sums = plan.dispatch("zeros", [], image.shape, np.complex64, COUNT=image.size)
    for shift in range(-patch_distance, patch_distance + 1):
        row = plan.table(np.array([shift], np.int32))
        sums = plan.dispatch("nonlocal_means_row", [padded, sums, row, strength], image.shape, np.complex64,
                             groups=(tiles[1], tiles[0], 1), ROWS=rows, COLUMNS=columns, SIDE=side,
                             DISTANCE=patch_distance, WIDTH=width, PAD=pad)
    return plan.dispatch("nonlocal_means", [sums], image.shape, COUNT=image.size)
