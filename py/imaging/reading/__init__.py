"""Turn the bytes of a user's image file into one two-dimensional array of numbers.

What a file is, its content says, never its name. Values arrive as they were recorded: 16-bit
and float images are not quantised. Everything that is done to them is written in `ReadImage.notes`.
"""

from imaging.reading._errors import MAX_PIXELS, ImageError
from imaging.reading._formats import required_packages
from imaging.reading._read import ReadImage, read_image

__all__ = ["MAX_PIXELS", "ImageError", "ReadImage", "read_image", "required_packages"]
