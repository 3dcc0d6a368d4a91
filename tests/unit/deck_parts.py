"""A built deck's page, taken apart: its elements, the text of each slide, what it loads."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

#: What a deck takes from the site it is in.
_OF_THE_SITE = re.compile(r"\.\./(demos/[\w-]+/poster\.svg|icon\.svg|site\.webmanifest)")
LOADING = {"img": "src", "iframe": "src", "script": "src", "link": "href", "video": "src", "source": "src"}


class Elements(HTMLParser):
    """Elements of a page as (tag, attributes), and each slide's text without code, tables and formulas."""

    SKIPPED = frozenset({"pre", "table", "header", "footer", "aside", "math"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.slides: list[str] = []
        self._skipping: list[str] = []
        self._in_slide = False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attributes = {key: value or "" for key, value in attrs}
        self.found.append((tag, attributes))
        if tag == "section":
            self.slides.append("")
            self._in_slide = True
        formula, link = "katex" in attributes.get("class", ""), attributes.get("class") == "demo-link"
        if tag in self.SKIPPED or self._skipping[-1:] == [tag] or formula or link:
            self._skipping.append(tag)

    def handle_endtag(self, tag):
        if self._skipping[-1:] == [tag]:
            self._skipping.pop()
        self._in_slide &= tag != "section"

    def handle_data(self, data):
        if self._in_slide and not self._skipping:
            self.slides[-1] += data

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.found if name == tag]


def addresses_loaded(out: Path, page: Elements) -> list[str]:
    """Every address that a browser fetches for the page or its style sheets."""
    found = [attributes.get(LOADING[tag], "") for tag, attributes in page.found if tag in LOADING]
    styles = [attributes.get("style", "") for _, attributes in page.found]
    for css in [*styles, *(sheet.read_text(encoding="utf-8") for sheet in out.glob("*.css"))]:
        found += re.findall(r"url\(['\"]?([^'\")]*)", css) + re.findall(r"@import\s*['\"]([^'\"]*)", css)
    return [address for address in found if address]


def assert_nothing_is_loaded_from_elsewhere(out: Path, page: Elements) -> None:
    """All that a page loads is beside it, but for the site's posters and its icon."""
    loaded = addresses_loaded(out, page)
    assert loaded
    for address in loaded:
        parts = urlsplit(address)
        assert parts.scheme in {"", "data"}, address
        assert not parts.netloc, address
        if parts.scheme != "data" and not _OF_THE_SITE.fullmatch(parts.path):
            assert (out / parts.path).is_file(), address
