"""Photograph of a man with a camera, as it ships with scikit-image.

Smooth sky, sharp edges and fine grass: something at every spatial frequency. No truth.

Source: Lav Varshney, CC0, https://github.com/scikit-image/scikit-image/issues/3927;
https://scikit-image.org/docs/0.25.x/api/skimage.data.html#skimage.data.camera
"""

from skimage import data

from samples._sample import Sample


def make() -> Sample:
    """Return the photograph."""
    return Sample(
        name="camera",
        title="Photographer",
        description=(
            "Photograph of a man with a camera, by Lav Varshney (CC0, no rights reserved); "
            "shipped with scikit-image."
        ),
        image=data.camera(),
        quantity="grey value",
    )
