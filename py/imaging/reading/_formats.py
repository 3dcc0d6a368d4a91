"""Recognise a file by its first bytes."""

from __future__ import annotations

from imaging.reading._errors import ImageError

ALLOWED = "PNG, JPEG, GIF, BMP, WebP, TIFF and NPY"

_TIFF = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")

#: Files that microscopists have and that are told apart, so that the message can say what to do.
_KNOWN_UNREADABLE = {
    b"\0\0\0\x03": "a Gatan DM3 file; save it as TIFF",
    b"\0\0\0\x04": "a Gatan DM4 file; save it as TIFF",
    b"\x89HDF": "an HDF5 file; save the image in it as TIFF or NPY",
    b"II\x97\x01": "an FEI/TIA SER file; save it as TIFF",
    b"PK\x03\x04": "a ZIP archive (NPZ files are, too); take the image out of it",
    b"%PDF": "a PDF document; save the picture in it as PNG",
    b"\x1f\x8b": "a gzip archive; unpack it",
}


def recognise(data: bytes) -> str | None:
    """Return ``"PNG"``, ``"JPEG"``, ``"GIF"``, ``"BMP"``, ``"WEBP"``, ``"TIFF"``, ``"NPY"``, or None."""
    if data[:8] == b"\x89PNG\r\n\x1a\n":
        return "PNG"
    if data[:3] == b"\xff\xd8\xff":
        return "JPEG"
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return "GIF"
    if data[:2] == b"BM" and data[6:10] == bytes(4):  # reserved, so a text that begins with BM is none
        return "BMP"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data[:4] in _TIFF:
        return "TIFF"
    if data[:6] == b"\x93NUMPY":
        return "NPY"
    return None


def required_packages(data: bytes) -> list[str]:
    """Return the packages, beside numpy, that reading a file needs.

    Parameters
    ----------
    data : bytes
        The file, or at least its first 16 bytes.

    Returns
    -------
    list of str
        Distribution names; empty for NPY and for what is no image, which `read_image` refuses without any.
        TIFF takes two: tifffile for all depths and layouts, Pillow's libtiff for LZW and JPEG compression.
    """
    packages = {None: [], "NPY": [], "TIFF": ["pillow", "tifffile"]}
    return list(packages.get(recognise(bytes(data[:16])), ["pillow"]))


def refuse(data: bytes) -> ImageError:
    """Return the error for bytes that `recognise` does not know."""
    if not data:
        return ImageError("the file is empty (0 bytes)")
    found = next((text for magic, text in _KNOWN_UNREADABLE.items() if data.startswith(magic)), None)
    if found is None:
        head = data[:40]
        # A multi-byte character may be cut at the end of the head.
        text = head.decode("utf-8", errors="ignore")
        printable = len(text.encode()) > len(head) - 4 and all(c.isprintable() or c.isspace() for c in text)
        found = f"text: {' '.join(text.split())!r}" if printable else f"unknown bytes: {head[:8].hex(' ')}"
    return ImageError(f"it is not an image that can be read here but {found}. Allowed are {ALLOWED}.")
