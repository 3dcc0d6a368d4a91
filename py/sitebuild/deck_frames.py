"""Slides as they may stand in the page: frames become demos, media become copies, the rest a notice."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

from sitebuild.deck_media import MediaFolder, NotCopied, local_css

DEMO_SERVER_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
DEMO_SERVER_PORT = 9091
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_MEDIA_TAGS = frozenset({"img", "video", "audio", "source"})
# HTML's own size of a frame that gives none.
_FRAME_WIDTH, _FRAME_HEIGHT = "300px", "150px"
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(px|%)?\s*")


def demo_address(src: str) -> tuple[str, str, str] | None:
    """Take the address of a demo on the local server apart.

    Parameters
    ----------
    src : str
        For example ``http://localhost:9091/thresholding#level=0.4``; 127.0.0.1, a trailing slash and a query
        are accepted too.

    Returns
    -------
    tuple of str or None
        Name, theme (``"light"``, ``"dark"`` or ``""``) and state; None for any other address. Other keys of
        the query mean nothing to our demos.
    """
    try:
        parts = urlsplit(src.strip())
        here = parts.hostname in DEMO_SERVER_HOSTS and parts.port == DEMO_SERVER_PORT
    except ValueError:  # a port that is no number, an unclosed bracket
        return None
    if parts.scheme not in {"http", "https"} or not here:
        return None
    theme = parse_qs(parts.query).get("theme", [""])[-1]
    return parts.path.strip("/"), theme if theme in {"light", "dark"} else "", parts.fragment


class SlideRewriter(HTMLParser):
    """Rewrites one rendered slide; text and harmless elements pass through as they were written.

    Parameters
    ----------
    demos : Mapping of str to str
        Titles of the demos that exist, by name.
    site_root : str
        Relative address of the site's root, without a slash at the end.
    media : MediaFolder
        Receives copies of local pictures.
    """

    def __init__(self, demos: Mapping[str, str], site_root: str, media: MediaFolder) -> None:
        super().__init__(convert_charrefs=False)
        self._demos = demos
        self._root = site_root
        self._media = media
        self._out: list[str] = []
        self._in_frame = False
        self._heading_depth = 0
        self.heading = ""
        self.has_content = False
        self.demo_names: list[str] = []
        self.warnings: list[str] = []

    def rewrite(self, html: str) -> str:
        """Return the slide with its frames and addresses replaced; fills the public attributes."""
        self.feed(html)
        self.close()
        return "".join(self._out)

    # HTMLParser's callbacks

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_frame = tag == "iframe"
        self._element(tag, attrs)
        self._heading_depth += tag in _HEADINGS and not self.heading

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._element(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in _HEADINGS:
            self._heading_depth = 0
            self.heading = self.heading.strip()
        if tag != "iframe":
            self._out.append(f"</{tag}>")
        self._in_frame = False

    def handle_data(self, data: str) -> None:
        if self._in_frame:  # what a browser without frames would show
            return
        self._out.append(data)
        self.has_content |= bool(data.strip())
        if self._heading_depth:
            self.heading += data

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")

    # What elements become

    def _element(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.has_content |= tag in {"iframe", "img"} or "background-image" in values.get("style", "")
        if tag == "iframe":
            self._out.append(self._frame(values))
        elif tag in _MEDIA_TAGS:
            self._out.append(self._medium(tag, values))
        elif tag == "a" and (address := demo_address(values.get("href", ""))) and address[0] in self._demos:
            name, _, state = address
            self._out.append(_tag("a", values | {"href": self._page(name, state)}))
        elif "url(" in values.get("style", ""):
            style = local_css(values["style"], self._media, "#", self.warnings)
            self._out.append(_tag(tag, values | {"style": style}))
        else:
            self._out.append(self.get_starttag_text() or "")

    def _frame(self, values: dict[str, str]) -> str:
        src = values.get("src", "")
        box = _box_style(values)
        address = demo_address(src)
        if address is None:
            self.warnings.append(f"frame {src or 'without src'}: no demo of this site, replaced by a notice")
            return _notice(f"This frame is no demo of this site and is not loaded here: {_link(src)}", box)
        name, theme, state = address
        if name not in self._demos:
            known = ", ".join(self._demos) or "none"
            self.warnings.append(f"frame {src}: there is no demo {name!r}; there are: {known}")
            text = f"There is no demo named “{escape(name)}” here. There are: {escape(known)}."
            return _notice(text, box)
        self.demo_names.append(name)
        title = self._demos[name]
        query = f"?embed&theme={theme}" if theme else "?embed"
        frame = {
            "data-src": f"{self._root}/demos/{name}/{query}" + (f"#{state}" if state else ""),
            "title": values.get("title") or title,
            "allow": "fullscreen",
        } | {key: values[key] for key in ("width", "height") if key in values}
        link = _tag("a", {"class": "demo-link", "href": self._page(name, state)})
        # What is printed in place of the demo.
        poster = _tag("img", {
            "class": "demo-poster", "src": f"{self._root}/demos/{name}/poster.svg", "alt": "",
            "width": "960", "height": "540", "loading": "lazy"})
        return (
            f"{_tag('span', {'class': 'demo-frame', 'style': box})}{_tag('iframe', frame)}</iframe>{poster}"
            f"{link}Open the demo: {escape(title)}</a></span>"
        )

    def _page(self, name: str, state: str) -> str:
        return f"{self._root}/demos/{name}/" + (f"#{state}" if state else "")

    def _medium(self, tag: str, values: dict[str, str]) -> str:
        kept = {key: value for key, value in values.items() if key not in {"src", "srcset", "poster"}}
        for key in ("src", "poster"):
            if key not in values:
                continue
            try:
                kept[key] = self._media.adopt(values[key])
            except NotCopied as error:
                self.warnings.append(f"{tag} {values[key]}: left out: {error}")
                if tag == "img":
                    alt = f" ({escape(values['alt'])})" if values.get("alt") else ""
                    return _notice(f"Picture{alt} not shown, {escape(str(error))}: {_link(values[key])}", "")
        if tag == "img":
            kept |= {"alt": values.get("alt", ""), "loading": "lazy"}
        return _tag(tag, kept)


def _tag(name: str, attributes: Mapping[str, str]) -> str:
    return f"<{name}" + "".join(f' {key}="{escape(value)}"' for key, value in attributes.items()) + ">"


def _link(address: str) -> str:
    if address.startswith(("http://", "https://")):
        return f"{_tag('a', {'href': address, 'rel': 'noreferrer'})}{escape(address)}</a>"
    return f"<code>{escape(address)}</code>" if address else "no address given"


def _notice(html: str, style: str) -> str:
    box = _tag("span", {"class": "deck-notice", "role": "note", "style": style})
    return f"{box}<span>{html}</span></span>"


def _box_style(values: Mapping[str, str]) -> str:
    """Size and style of a frame as CSS, for the box that takes its place in the slide."""
    width = _css_length(values.get("width", ""), _FRAME_WIDTH)
    height = _css_length(values.get("height", ""), _FRAME_HEIGHT)
    return f"width:{width};height:{height};{values.get('style', '')}"


def _css_length(value: str, default: str) -> str:
    match = _LENGTH.fullmatch(value)
    return f"{match[1]}{match[2] or 'px'}" if match else default
