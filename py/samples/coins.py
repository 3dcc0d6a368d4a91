"""Photograph of Greek coins from Pompeii, as it ships with scikit-image.

Uneven lighting and a background that shares its greys with the coins. No truth.

Source: Brooklyn Museum Collection, https://www.brooklynmuseum.org/opencollection/archives/image/51611 (no
known copyright restrictions); https://scikit-image.org/docs/0.25.x/api/skimage.data.html#skimage.data.coins
"""

from skimage import data

from samples._sample import Sample


def make() -> Sample:
    """Return the photograph."""
    return Sample(
        name="coins",
        title="Coins",
        description=(
            "Photograph of Greek coins from Pompeii. Brooklyn Museum Collection, "
            "no known copyright restrictions; shipped with scikit-image."
        ),
        image=data.coins(),
        quantity="grey value",
    )
