"""A tiled wall: straight edges that give a strong cross of streaks in the Fourier transform.

Bricks of 60 x 26 pixels in running bond, turned by 8 degrees, each with its own tone, dark joints, and
shading from edge to edge.

Truth: ``brick`` (2,), height and width; ``angle`` (), degrees.
"""

import numpy as np
from scipy import ndimage

from samples._geometry import coordinates, rotation
from samples._sample import Sample

BRICK_PX = (26, 60)
JOINT_PX = 3


def make(shape: tuple[int, int] = (600, 800), degrees: float = 8.0, seed: int = 9) -> Sample:
    """Return the wall, by default in the proportions of a camera."""
    generator = np.random.default_rng(seed)
    height, width = BRICK_PX
    down, along = np.tensordot(rotation(degrees), np.stack(coordinates(*shape)), axes=1)
    course = np.floor(down / height).astype(int)
    along = along + (course % 2) * (width // 2)
    brick = np.floor(along / width).astype(int)
    tone = generator.uniform(0.35, 0.85, (256, 256))[course % 256, brick % 256]
    joint = (down % height < JOINT_PX) | (along % width < JOINT_PX)
    wall = np.where(joint, 0.08, tone + 0.12 * (down % height) / height) + 0.02 * generator.normal(size=shape)
    return Sample(
        name="tiles",
        title="Tiled wall",
        description="Synthetic picture of a wall of tiles: a regular pattern with straight, sharp edges.",
        image=(255 * np.clip(ndimage.gaussian_filter(wall, 0.6), 0, 1)).astype(np.uint8),
        quantity="grey value",
        truth={"brick": np.array(BRICK_PX), "angle": np.array(degrees)},
    )
