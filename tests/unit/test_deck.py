"""The deck builder on a deck made for the test, and the rules that our own deck keeps."""

import re
from pathlib import Path

import pytest

from sitebuild.csp import META
from sitebuild.deck import DeckError, build_deck
from sitebuild.deck_frames import demo_address
from unit.deck_parts import Elements, assert_nothing_is_loaded_from_elsewhere

pytestmark = pytest.mark.unit

DEMOS = {"gamma-log": "Gamma and logarithm", "thresholding": "Thresholding"}
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
    (picture,) = [img for img in page.all("img") if img.get("class") != "demo-poster"]
    assert (out / picture["src"]).read_bytes() == PIXEL
    assert [copy.read_bytes() for copy in (out / "media").iterdir()] == [PIXEL]
    outside, gone, secret = notices(out)[3:]
    assert "(outside)" in outside
    assert "another site" in outside
    assert "no such file" in gone
    assert "no picture" in secret


def test_nothing_is_loaded_from_another_site(foreign):
    _, out, page = foreign
    assert_nothing_is_loaded_from_elsewhere(out, page)


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
