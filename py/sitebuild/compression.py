"""What takes long to compress, remembered between builds."""

import gzip
import hashlib
import io
import os
from collections.abc import Callable
from pathlib import Path
from threading import get_ident

import brotli
import numpy as np
from PIL import Image

from sitebuild import ROOT

CACHE = ROOT / ".cache"
#: Quality of pictures that may lose a little until Python is there; masks and labels never do.
WEBP_QUALITY = 82


#: How each sibling is made, by its suffix.
SIBLINGS: dict[str, Callable[[bytes], bytes]] = {
    ".br": lambda content: brotli.compress(content, quality=11),
    ".gz": lambda content: gzip.compress(content, 9, mtime=0),
}


#: Compressed by themselves: a second time makes them no smaller.
_COMPRESSED = (".png", ".jpg", ".webp", ".woff2", ".whl", ".pdf", *SIBLINGS)
#: Smaller files gain nothing that a reader notices.
_LEAST = 1000


def has_siblings(path: Path) -> bool:
    """Whether a file of the site gets compressed siblings."""
    return path.suffix not in _COMPRESSED and path.stat().st_size >= _LEAST


def compressed(path: Path, suffix: str) -> bytes:
    """Return the content of a file, compressed as well as can be; `suffix` is a key of `SIBLINGS`."""
    content = path.read_bytes()
    return _remembered(CACHE / "siblings", content, suffix, lambda: SIBLINGS[suffix](content))


def webp(rgba: np.ndarray, lossless: bool) -> bytes:
    """Compress packed RGBA, shape (rows, columns), uint32."""
    pixels = np.ascontiguousarray(rgba).view(np.uint8).reshape(*rgba.shape, 4)

    def compress() -> bytes:
        picture = Image.fromarray(pixels, "RGBA")
        if (pixels[..., 3] == 255).all():
            picture = picture.convert("RGB")
        buffer = io.BytesIO()
        quality = 100 if lossless else WEBP_QUALITY
        picture.save(buffer, "WEBP", lossless=lossless, quality=quality, exact=True, method=6)
        return buffer.getvalue()

    about = f"{rgba.shape} {lossless} {WEBP_QUALITY} ".encode()
    return _remembered(CACHE / "webp", about + pixels.tobytes(), ".webp", compress)


def _remembered(folder: Path, content: bytes, suffix: str, compress: Callable[[], bytes]) -> bytes:
    """Return what `compress` makes of `content`, from the cache where it was made before."""
    cached = folder / f"{hashlib.sha256(content).hexdigest()[:32]}{suffix}"
    if not cached.exists():
        folder.mkdir(parents=True, exist_ok=True)
        partial = cached.with_suffix(f".{os.getpid()}-{get_ident()}")
        partial.write_bytes(compress())
        partial.replace(cached)
    return cached.read_bytes()
