"""TIFF by tifffile, and by Pillow's libtiff for compressions that tifffile alone cannot undo.

Reference: TIFF 6.0, https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np

from imaging.reading import _pillow
from imaging.reading._decoded import Alpha, Decoded
from imaging.reading._errors import ImageError, check_frame, check_size

if TYPE_CHECKING:
    from tifffile import TiffPage

_COMPRESSION = {"NONE", "ADOBE_DEFLATE", "DEFLATE", "PACKBITS"}
_PREDICTOR = {"NONE", "HORIZONTAL"}
_LIBTIFF_DEPTHS = {"bool", "uint8", "int8", "uint16", "int16", "uint32", "int32", "float32"}
_INVERTED = "Its values were inverted, as 0 means white in it."
_PHOTOMETRIC = {"MINISWHITE", "MINISBLACK", "RGB", "PALETTE"}


def decode(data: bytes, frame: int) -> Decoded:
    """Return one page of a TIFF file; the other pages are not decoded.

    Raises
    ------
    ImageError
        If the file is damaged, cut off, too large or of an unknown kind, or there is no such page.
    """
    import tifffile

    try:
        with tifffile.TiffFile(io.BytesIO(data)) as file:
            pages = len(file.pages)
            if pages == 0:
                raise ImageError("this TIFF is cut off or damaged: it has no page")
            check_frame(frame, pages)
            page = file.pages[frame]
            _check(page, len(data))
            decoder = _by_tifffile if _tifffile_can(page) else _by_libtiff
            decoded = decoder(page, data, frame)
    except ImageError:
        raise
    except MemoryError as error:
        raise ImageError("this TIFF does not fit into memory") from error
    except Exception as error:  # a damaged tag can break tifffile anywhere
        raise ImageError(f"this TIFF is damaged or cut off: {error}") from error
    decoded.frames = pages
    return decoded


def _check(page: TiffPage, size: int) -> None:
    """Refuse, before anything is decoded, a page that is too large, has depth, or ends beyond the file."""
    check_size((page.imagelength, page.imagewidth))
    if page.imagedepth > 1:
        raise ImageError(f"this TIFF page is {page.imagedepth} slices deep; allowed is one")
    if page.tags.get("StripOffsets") is None and page.tags.get("TileOffsets") is None:
        raise ImageError("this TIFF is damaged: it does not say where its pixels are")
    end = max((a + n for a, n in zip(page.dataoffsets, page.databytecounts, strict=False)), default=0)
    if end > size:
        raise ImageError(f"this TIFF is cut off: {end - size} bytes are missing")


def _tifffile_can(page: TiffPage) -> bool:
    """Whether tifffile decodes the page without the package imagecodecs."""
    whole_bytes = page.dtype is not None and page.bitspersample in (1, 8, 16, 32, 64)
    return (
        whole_bytes
        and page.compression.name in _COMPRESSION
        and getattr(page.predictor, "name", "NONE") in _PREDICTOR
        and getattr(page.photometric, "name", "") in _PHOTOMETRIC
    )


def _by_tifffile(page: TiffPage, data: bytes, frame: int) -> Decoded:
    """Decode any number type, tiled or in strips, colour interleaved or in planes."""
    array = page.asarray(maxworkers=1)  # threads do not exist in the browser
    array = array.reshape(page.shape)
    notes: list[str] = []
    if "S" in page.axes:
        array = np.moveaxis(array, page.axes.index("S"), -1)
    array = array.reshape(page.imagelength, page.imagewidth, -1)
    kind = page.photometric.name
    dtype = array.dtype.name
    alpha: Alpha = "none"
    if kind == "PALETTE":
        array = np.moveaxis(page.colormap, 0, -1)[array[..., 0]]
        notes.append("Its palette was applied.")
    else:
        array, alpha = _channels(array, 3 if kind == "RGB" else 1, page.extrasamples, notes)
        if kind == "MINISWHITE" and array.dtype.kind in "bu":
            array = ~array
            notes.append(_INVERTED)
    if array.dtype == bool:
        array = array.astype(np.uint8)
    return Decoded(array[..., 0] if array.shape[-1] == 1 else array, alpha, dtype, 1, notes)


def _channels(
    array: np.ndarray, colours: int, extra: tuple[int, ...], notes: list[str]
) -> tuple[np.ndarray, Alpha]:
    """Keep the colours and an alpha channel that follows them; drop and note any other."""
    found = array.shape[-1]
    kinds: dict[str, Alpha] = {"ASSOCALPHA": "premultiplied", "UNASSALPHA": "straight"}
    alpha = kinds.get(extra[0].name, "none") if extra and found > colours else "none"
    kept = colours + (alpha != "none")
    if found < kept:
        raise ImageError(f"this TIFF has {found} channels of colour; 3 are needed")
    if found > kept:
        notes.append(f"{found - kept} of its {found} channels, with no colour or opacity, were dropped.")
    return array[..., :kept], alpha


def _by_libtiff(page: TiffPage, data: bytes, frame: int) -> Decoded:
    """Decode LZW, JPEG and others; refuse the depths of which Pillow would keep only the high bits."""
    recorded = np.dtype(page.dtype or np.uint8)
    refusal = ImageError(
        f"this TIFF holds {recorded.name} samples compressed by {page.compression.name}, "
        "which cannot be read at full depth here; save it uncompressed or with Deflate"
    )
    if recorded.name not in _LIBTIFF_DEPTHS:
        raise refusal
    try:
        with _pillow.opened(data, "TIFF") as picture:
            picture.seek(frame)
            deep = _pillow.deep_colour(data, "TIFF", frame, _pillow.raw_mode(picture))
            array, alpha = deep or _pillow.as_array(picture)
            mode = picture.mode
    except ImageError as error:
        # The browser's libtiff has fewer codecs than most, and does not tell a missing one from damage.
        raise ImageError(
            f"{error}. Or {page.compression.name} cannot be undone here: save it uncompressed"
        ) from error
    if mode == "1":
        return Decoded(array, alpha, "bool", 1)
    if recorded.itemsize > array.itemsize:
        raise refusal
    if recorded.kind in "iu" and array.ndim == 2:
        # Pillow keeps 32 bits as signed and widens signed 16 bits; both hold the same bits.
        array = array.view(recorded) if array.itemsize == recorded.itemsize else array.astype(recorded)
    notes: list[str] = []
    if page.photometric.name == "MINISWHITE":
        array = ~array if array.dtype == np.uint16 else array  # Pillow inverts 8-bit samples by itself
        notes.append(_INVERTED)
    return Decoded(array, alpha, recorded.name, 1, notes)
