"""Files that a deck shows: copied beside the page, so that it never loads anything from elsewhere."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path
from urllib.parse import unquote, urlsplit

_PICTURES = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"})
_SOUND_AND_FILM = frozenset({".m4a", ".mp3", ".mp4", ".oga", ".ogg", ".ogv", ".wav", ".webm"})
_CSS_URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"']*?))\s*\)""")
_CSS_IMPORT = re.compile(r"""@import\s+(?:url\([^)]*\)|"[^"]*"|'[^']*')[^;]*;""")


class NotCopied(ValueError):
    """An address that the deck may not load; the message says why."""


class MediaFolder:
    """Copies what a deck refers to into its output folder.

    Parameters
    ----------
    source : Path
        Folder of the Markdown file: relative addresses start here.
    out : Path
        Folder of the built page; copies go to `out`/media.
    """

    def __init__(self, source: Path, out: Path) -> None:
        self._source = source
        self._out = out

    def adopt(self, address: str) -> str:
        """Copy the file at a relative address and return the address of the copy.

        Parameters
        ----------
        address : str
            As written in the deck. ``data:`` addresses are returned as they are.

        Returns
        -------
        str
            Address relative to the built page. The name carries the content's hash, so files of the same name
            from two folders do not collide.

        Raises
        ------
        NotCopied
            If the address is another site's, is no picture, sound or film, or no such file exists.
        """
        parts = urlsplit(address)
        if parts.scheme == "data":
            return address
        if parts.scheme or parts.netloc:
            raise NotCopied("it is on another site")
        file = self._source / unquote(parts.path)
        if file.suffix.lower() not in _PICTURES | _SOUND_AND_FILM:
            raise NotCopied(f"{file.suffix or 'a name without ending'} is no picture, sound or film")
        if not file.is_file():
            raise NotCopied("there is no such file beside the deck")
        digest = hashlib.sha256(file.read_bytes()).hexdigest()[:10]
        copy = self._out / "media" / f"{digest}-{re.sub(r'[^A-Za-z0-9.-]+', '-', file.name)}"
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)
        return f"media/{copy.name}" + (f"#{parts.fragment}" if parts.fragment else "")


def local_css(css: str, media: MediaFolder, keep: str, warnings: list[str]) -> str:
    """Point every address in a style sheet or style attribute at a local copy.

    Parameters
    ----------
    css : str
        CSS text.
    media : MediaFolder
        Where copies go.
    keep : str
        Addresses with this prefix are the builder's own and stay.
    warnings : list of str
        What could not be kept is appended here: imports are dropped (Marp resolves those of its own themes,
        what remains are web fonts), other addresses become an empty image.

    Returns
    -------
    str
        CSS that loads nothing from another site.
    """

    def point(match: re.Match[str]) -> str:
        address = next(group for group in match.groups() if group is not None)
        if address.startswith((keep, "#")):
            return match[0]
        try:
            return f"url('{media.adopt(address)}')"
        except NotCopied as error:
            warnings.append(f"style: {address} left out: {error}")
            return "url('data:,')"

    for imported in _CSS_IMPORT.findall(css):
        warnings.append(f"style: {imported} left out: style sheets and fonts are not loaded from elsewhere")
    return _CSS_URL.sub(point, _CSS_IMPORT.sub("", css))
