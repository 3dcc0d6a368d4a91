"""Where an image looks like a template."""

from __future__ import annotations

import numpy as np

from gpu import matching
from imaging import backend
from imaging.registration import standardised


async def match(image: np.ndarray, template: np.ndarray, pad_input: bool = False) -> np.ndarray:
    """Return the normalised cross-correlation of an image with a template.

    As `skimage.feature.match_template`.

    Parameters
    ----------
    image : numpy.ndarray
        Shape (rows, columns), real.
    template : numpy.ndarray
        Shape (m, n), no larger than the image, real.
    pad_input : bool
        Place the middle of the template, (m // 2, n // 2), on every pixel of the image, with zeros around it;
        otherwise, the first pixel of the template, so far as it lies wholly inside.

    Returns
    -------
    numpy.ndarray of float32
        Shape of the image if `pad_input`, else (rows - m + 1, columns - n + 1): the correlation coefficient,
        from -1 to 1; 0 where template or image are constant. The GPU gives it to some 3e-7 times the standard
        deviation of the image over that of the part under the template.

    Raises
    ------
    ValueError
        If the arrays are not 2-D, or the template is larger than the image.

    References
    ----------
    J. P. Lewis, Fast Template Matching, Vision Interface 1995, pages 120-123.
    """
    if image.ndim != 2 or template.ndim != 2:
        raise ValueError(f"image and template have the shapes {image.shape} and {template.shape}; "
                         "both must be 2-D")
    if template.shape[0] > image.shape[0] or template.shape[1] > image.shape[1]:
        raise ValueError(f"a template of the shape {template.shape} does not fit into an image of the shape "
                         f"{image.shape}")
    # The coefficient is blind to offsets and factors: without them, it loses the fewest digits.
    values, mean = standardised(image)
    pattern, _ = standardised(template)
    pattern /= np.linalg.norm(pattern) or 1.0
    integral = np.pad(pattern, ((1, 0), (1, 0))).cumsum(0).cumsum(1)

    def on_cpu() -> np.ndarray:
        from skimage.feature import match_template

        return match_template(values, pattern, pad_input, constant_values=-mean).astype(np.float32)

    return await backend.choose(
        "Template matching", (values, pattern), library="scikit-image", cpu=on_cpu,
        gpu=lambda device: device.run(matching.normalised_cross_correlation, values, pattern, integral,
                                      np.array([-mean]), pad_input=pad_input))
