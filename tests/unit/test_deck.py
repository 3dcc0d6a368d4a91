"""The deck builder on a deck made for the test, and the rules that our own deck keeps."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from livedemo import discovery
from sitebuild import own_deck
from sitebuild.csp import META
from sitebuild.deck import DeckError, build_deck
from sitebuild.deck_frames import demo_address

pytestmark = pytest.mark.unit

DEMOS = {"gamma-log": "Gamma and logarithm", "thresholding": "Thresholding"}
OWN_DEMOS = {name: name for name in discovery.names()}
LOADING = {"img": "src", "iframe": "src", "script": "src", "link": "href", "video": "src", "source": "src"}
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)

FOREIGN = """---
marp: true
theme: gaia
---

# Their <em>title</em> $x^2$

Text with a smile 😀

<!-- Say hello.

- first
- second -->

---

<iframe src="http://localhost:9091/gamma-log/?theme=dark#mapping=log&gamma=0.5" width="1150" height="550">
</iframe>

<iframe src="http://127.0.0.1:9091/thresholding" width="90%" height="450px" style="border: none" onload="x()">
no frames</iframe>

---

<iframe src="http://localhost:9091/ball-lightning" width="600" height="400"></iframe>

<iframe src="https://example.org/page?a=1&b=2" width="600" height="400"></iframe>

<iframe src="local.html"></iframe>

---

![bg](figures/pixel.png)
![inside](figures/pixel.png) ![outside](https://example.org/x.png)
![gone](figures/gone.png) ![secret](notes.txt)

<style scoped>p { background: url(https://example.org/y.png) }</style>
<script>alert(1)</script>
<a href="http://localhost:9091/gamma-log#gamma=2">see the demo</a>
"""


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


@pytest.fixture(scope="module")
def foreign(tmp_path_factory):
    """A deck as somebody else may have it: known and unknown demos, pictures here, elsewhere and nowhere."""
    folder = tmp_path_factory.mktemp("theirs")
    (folder / "figures").mkdir()
    (folder / "figures" / "pixel.png").write_bytes(PIXEL)
    (folder / "notes.txt").write_text("private")
    (folder / "talk.md").write_text(FOREIGN, encoding="utf-8")
    info = build_deck(folder / "talk.md", folder / "out", DEMOS)
    return info, folder / "out", Elements((folder / "out" / "index.html").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    out = tmp_path_factory.mktemp("own") / "deck"
    info = build_deck(own_deck.assemble(out.parent / "source"), out, OWN_DEMOS)
    return info, out, Elements((out / "index.html").read_text(encoding="utf-8"))


def addresses_loaded(out: Path, page: Elements) -> list[str]:
    """Every address that a browser fetches for the page or its style sheets."""
    found = [attributes.get(LOADING[tag], "") for tag, attributes in page.found if tag in LOADING]
    styles = [attributes.get("style", "") for _, attributes in page.found]
    for css in [*styles, *(sheet.read_text(encoding="utf-8") for sheet in out.glob("*.css"))]:
        found += re.findall(r"url\(['\"]?([^'\")]*)", css) + re.findall(r"@import\s*['\"]([^'\"]*)", css)
    return [address for address in found if address]


def notices(out: Path) -> list[str]:
    html = (out / "index.html").read_text(encoding="utf-8")
    return re.findall(r'<span class="deck-notice"[^>]*><span>(.*?)</span></span>', html)


@pytest.mark.parametrize(
    ("src", "expected"),
    [
        ("http://localhost:9091/thresholding", ("thresholding", "", "")),
        ("http://localhost:9091/thresholding/", ("thresholding", "", "")),
        ("http://127.0.0.1:9091/a?theme=light&x=1#q=1&r=2", ("a", "light", "q=1&r=2")),
        ("https://localhost:9091/a/b", ("a/b", "", "")),
        ("http://localhost:9091", ("", "", "")),
        ("http://localhost:8080/thresholding", None),
        ("http://localhost:port/thresholding", None),
        ("http://[::1", None),
        ("http://example.org:9091/thresholding", None),
        ("ftp://localhost:9091/thresholding", None),
        ("thresholding", None),
        ("", None),
    ],
)
def test_demo_address(src, expected):
    assert demo_address(src) == expected


def test_frames_of_known_demos_point_at_ours(foreign):
    info, _, page = foreign
    gamma, thresholding = page.all("iframe")
    assert gamma == {
        "data-src": "../demos/gamma-log/?embed&theme=dark#mapping=log&gamma=0.5",
        "title": "Gamma and logarithm",
        "allow": "fullscreen",
        "width": "1150",
        "height": "550",
    }
    assert thresholding["data-src"] == "../demos/thresholding/?embed"
    boxes = [span["style"] for span in page.all("span") if span.get("class") == "demo-frame"]
    assert boxes == ["width:1150px;height:550px;", "width:90%;height:450px;border: none"]
    links = [attributes["href"] for attributes in page.all("a") if attributes.get("class") == "demo-link"]
    assert links == ["../demos/gamma-log/#mapping=log&gamma=0.5", "../demos/thresholding/"]
    assert {"href": "../demos/gamma-log/#gamma=2"} in page.all("a")
    assert info.demos == ("gamma-log", "thresholding")


def test_other_frames_become_notices(foreign):
    info, out, _ = foreign
    unknown, elsewhere, local = notices(out)[:3]
    assert "“ball-lightning”" in unknown
    assert "gamma-log, thresholding" in unknown
    assert 'href="https://example.org/page?a=1&amp;b=2"' in elsewhere
    assert "local.html" in local
    assert "slide 3" in info.warnings[0]
    assert "ball-lightning" in info.warnings[0]


def test_local_pictures_are_copied_and_others_become_notices(foreign):
    _, out, page = foreign
    (picture,) = page.all("img")
    assert (out / picture["src"]).read_bytes() == PIXEL
    assert [copy.read_bytes() for copy in (out / "media").iterdir()] == [PIXEL]
    outside, gone, secret = notices(out)[3:]
    assert "(outside)" in outside
    assert "another site" in outside
    assert "no such file" in gone
    assert "no picture" in secret


def test_nothing_is_loaded_from_another_site(foreign):
    _, out, page = foreign
    loaded = addresses_loaded(out, page)
    assert loaded
    for address in loaded:
        parts = urlsplit(address)
        assert parts.scheme in {"", "data"}, address
        assert not parts.netloc, address
        assert parts.scheme == "data" or (out / parts.path).is_file(), address


def test_page_keeps_its_own_policy(foreign):
    _, _, page = foreign
    (policy,) = [m["content"] for m in page.all("meta") if m.get("http-equiv") == "Content-Security-Policy"]
    assert policy == META
    assert all(script.get("src") for script in page.all("script"))
    assert not any(key.startswith("on") for _, attributes in page.found for key in attributes)


def test_notes_and_title(foreign):
    info, out, _ = foreign
    html = (out / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'<aside class="notes" hidden>(.*?)</aside>', html, re.DOTALL) == [
        "<p>Say hello.</p><p>- first\n- second</p>"
    ]
    assert info.title.startswith("Their title")
    assert info.slides == 4


def test_bad_decks_are_refused(tmp_path):
    with pytest.raises(DeckError, match="missing.md: cannot be read: No such file"):
        build_deck(tmp_path / "missing.md", tmp_path / "out", DEMOS)
    (tmp_path / "latin.md").write_bytes("# Größe".encode("latin-1"))
    with pytest.raises(DeckError, match=r"latin\.md: not UTF-8 text \(byte 4 is 0xf6\)"):
        build_deck(tmp_path / "latin.md", tmp_path / "out", DEMOS)
    (tmp_path / "empty.md").write_text("---\nmarp: true\n---\n\n<!-- only a note -->\n\n---\n")
    with pytest.raises(DeckError, match="empty.md: no slides"):
        build_deck(tmp_path / "empty.md", tmp_path / "out", DEMOS)


# Our own deck


def own_sources() -> list[str]:
    return re.split(r"^---$", own_deck.text(), flags=re.MULTILINE)[2:]


def test_own_deck_builds_without_warnings(own):
    info, _, _ = own
    assert info.warnings == ()
    assert info.slides == len(own_sources())
    assert set(info.demos) <= OWN_DEMOS.keys()


def test_own_slides_name_their_entry_and_have_notes(own):
    _, out, _ = own
    for source in own_sources():
        assert re.search(r"^<!-- entry: (\d+\.\d+|[A-E]\.\d+) -->$", source, re.MULTILINE), source[:80]
    html = (out / "index.html").read_text(encoding="utf-8")
    assert html.count('<aside class="notes" hidden>') == len(own_sources())
    assert "entry:" not in html


def test_own_slides_are_short(own):
    _, _, page = own
    assert len(page.slides) == len(own_sources())
    for text in page.slides:
        assert 3 <= len(text.split()) <= 60, text


def test_own_deck_loads_nothing_from_elsewhere(own):
    _, out, page = own
    for address in addresses_loaded(out, page):
        parts = urlsplit(address)
        assert parts.scheme in {"", "data"}, address
        assert parts.scheme == "data" or (out / parts.path).is_file(), address
    assert {frame["data-src"].partition("?")[0] for frame in page.all("iframe")} == {
        f"../demos/{name}/" for name in own[0].demos
    }


def test_states_in_own_links_are_known_to_the_demos(own):
    _, _, page = own
    addresses = [frame["data-src"] for frame in page.all("iframe")]
    addresses += [link["href"] for link in page.all("a") if link["href"].startswith("../demos/")]
    for address in addresses:
        parts = urlsplit(address)
        demo = discovery.load(parts.path.strip("/").rpartition("/")[2])
        state = dict(pair.split("=") for pair in parts.fragment.split("&") if pair)
        assert state.keys() <= {control.name for control in demo.controls}, address
        assert all(state.get(c.name, c.default) in c.samples for c in demo.image_inputs), address


def test_own_slides_lead_back_to_the_contents_and_every_anchor_exists(own):
    _, _, page = own
    ids = {attributes["id"] for _, attributes in page.found if "id" in attributes}
    anchors = [link["href"][1:] for link in page.all("a") if link["href"].startswith("#")]
    assert set(anchors) <= ids
    assert anchors.count("contents") == len(own_sources()) - 1, "every slide but the title"


def test_pictures_are_described(own):
    _, _, page = own
    assert page.all("img")
    for picture in page.all("img"):
        assert len(picture["alt"]) > 30, picture["src"]
