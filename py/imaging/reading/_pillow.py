"""PNG, JPEG, GIF, BMP and WebP by Pillow."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np

from imaging.reading._decoded import Alpha, Decoded
from imaging.reading._errors import ImageError, check_frame, check_size

if TYPE_CHECKING:
    from PIL import Image, ImageFile

_EXIF_ORIENTATION = 0x0112


@contextmanager
def opened(data: bytes, kind: str) -> Iterator[ImageFile.ImageFile]:
    """Open a file of one kind, with our limit of pixels in place of Pillow's."""
    from PIL import Image, UnidentifiedImageError

    before, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
    try:
        with Image.open(io.BytesIO(data), formats=(kind,)) as picture:
            check_size(picture.size[::-1])
            yield picture
    except ImageError:
        raise
    except UnidentifiedImageError as error:
        raise ImageError(f"this {kind} is damaged or cut off: its header cannot be read") from error
    except MemoryError as error:
        raise ImageError(f"this {kind} does not fit into memory") from error
    except Exception as error:  # Pillow's plugins raise OSError, SyntaxError, ValueError, struct.error...
        raise ImageError(f"this {kind} is damaged or cut off: {error}") from error
    finally:
        Image.MAX_IMAGE_PIXELS = before


def decode(data: bytes, kind: str, frame: int) -> Decoded:
    """Return one frame of a file that Pillow reads.

    Raises
    ------
    ImageError
        If the file is damaged, cut off or too large, or there is no such frame.
    """
    from PIL import ImageOps

    with opened(data, kind) as picture:
        # An animated PNG is first of all the still that every viewer shows.
        frames = 1 if kind == "PNG" else getattr(picture, "n_frames", 1)
        check_frame(frame, frames)
        picture.seek(frame)
        raw = raw_mode(picture)
        deep = deep_colour(data, kind, frame, raw) if kind == "PNG" else None
        if deep is not None:
            return Decoded(*deep, "uint16", frames)
        notes = []
        if raw in ("L;2", "L;4"):
            notes.append(f"Its {raw[-1]}-bit values were scaled to 0 to 255.")
        if kind == "JPEG" and picture.getexif().get(_EXIF_ORIENTATION, 1) != 1:
            notes.append("It was turned upright, as its EXIF orientation says.")
            array, alpha = as_array(ImageOps.exif_transpose(picture))
        else:
            array, alpha = as_array(picture)
        return Decoded(array, alpha, "bool" if picture.mode == "1" else array.dtype.name, frames, notes)


def as_array(picture: Image.Image) -> tuple[np.ndarray, Alpha]:
    """Return the pixels in the depth that Pillow holds, and what the last channel is."""
    if picture.mode == "1":
        return np.asarray(picture).astype(np.uint8), "none"
    if picture.mode in ("L", "I", "F") or picture.mode.startswith("I;16"):
        return np.asarray(picture), "none"
    if picture.mode not in ("LA", "RGB", "RGBA"):
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    return np.asarray(picture), "none" if picture.mode == "RGB" else "straight"


def raw_mode(picture: ImageFile.ImageFile) -> str:
    """Return Pillow's name for how the samples of an open file are packed, "" for codecs without one."""
    arguments = picture.tile[0].args if picture.tile else None
    raw = arguments if isinstance(arguments, str) else arguments[0] if arguments else ""
    return raw if isinstance(raw, str) else ""


def deep_colour(data: bytes, kind: str, frame: int, raw: str) -> tuple[np.ndarray, Alpha] | None:
    """Return all 16 bits of colour samples of which Pillow keeps 8; None if `raw` is another packing.

    Pillow has no mode for 16-bit colour: it decodes big-endian samples as ``RGB;16B`` and little-endian ones
    as ``RGB;16L``, and takes their high bytes. Decoding a second time as if they were in the other order
    gives the low bytes. 16-bit grey with alpha has four bytes per pixel and can pass for 8-bit RGBA.
    """
    if raw == "LA;16B":
        samples = _decoded_as(data, kind, frame, "RGBA").astype(np.uint16)
        return samples[..., ::2] << 8 | samples[..., 1::2], "straight"
    channels, _, order = raw.partition(";16")
    if channels not in ("RGB", "RGBX", "RGBA", "RGBa") or order not in ("B", "L", "N"):
        return None
    # RGBa would divide by alpha; the samples are wanted as they are.
    straight = channels.replace("a", "A")
    # PNG is big-endian; from TIFF, libtiff hands out samples in the order of this machine, little-endian
    # everywhere.
    high, low = "BL" if kind == "PNG" else "LB"
    array = _decoded_as(data, kind, frame, f"{straight};16{high}").astype(np.uint16) << 8
    array |= _decoded_as(data, kind, frame, f"{straight};16{low}")
    return array, {"RGBA": "straight", "RGBa": "premultiplied"}.get(channels, "none")


def _decoded_as(data: bytes, kind: str, frame: int, raw: str) -> np.ndarray:
    """Return the pixels of a frame, its samples unpacked as `raw`."""
    with opened(data, kind) as picture:
        picture.seek(frame)
        picture.tile = [
            tile._replace(args=raw if isinstance(tile.args, str) else (raw, *tile.args[1:]))
            for tile in picture.tile
        ]
        return np.asarray(picture)
