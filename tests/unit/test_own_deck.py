"""The rules that our own deck keeps, and the example of the README."""

import re
from urllib.parse import urlsplit

import pytest

from livedemo import discovery
from sitebuild import own_deck
from sitebuild.deck import WEB, build_deck
from unit.deck_parts import Elements, assert_nothing_is_loaded_from_elsewhere

pytestmark = pytest.mark.unit

OWN_DEMOS = {name: name for name in discovery.names()}


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    out = tmp_path_factory.mktemp("own") / "deck"
    info = build_deck(own_deck.assemble(out.parent / "source"), out, OWN_DEMOS)
    return info, out, Elements((out / "index.html").read_text(encoding="utf-8"))


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


#: How many entries each section of the curriculum has: N.1 to N.count.
ENTRIES = {0: 2, 1: 10, 2: 21, 3: 11, 4: 14, 5: 8, 6: 10, 7: 10, 8: 10, 9: 13, 10: 3}


def test_every_entry_of_the_curriculum_has_a_slide():
    taught = set(re.findall(r"^<!-- entry: (\S+) -->$", own_deck.text(), re.MULTILINE))
    wanted = {f"{section}.{number}" for section, count in ENTRIES.items() for number in range(1, count + 1)}
    assert wanted - taught == set()


def test_own_slides_are_short(own):
    _, _, page = own
    assert len(page.slides) == len(own_sources())
    for text in page.slides:
        assert 3 <= len(text.split()) <= 60, text


def test_own_deck_loads_nothing_from_elsewhere(own):
    info, out, page = own
    assert_nothing_is_loaded_from_elsewhere(out, page)
    assert {frame["data-src"].partition("?")[0] for frame in page.all("iframe")} == {
        f"../demos/{name}/" for name in info.demos}


def test_the_deck_of_the_readme_builds(tmp_path):
    text = (WEB.parent / "README.md").read_text("utf-8")
    example = re.search(r"^```markdown\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)[1]
    (tmp_path / "talk.md").write_text(example)
    info = build_deck(tmp_path / "talk.md", tmp_path / "out", OWN_DEMOS)
    assert (info.slides, info.warnings) == (3, ())
    assert_states_are_known(Elements((tmp_path / "out/index.html").read_text("utf-8")))


def test_states_in_own_links_are_known_to_the_demos(own):
    assert_states_are_known(own[2])


def assert_states_are_known(page: Elements) -> None:
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
    pictures = [picture for picture in page.all("img") if picture.get("class") != "demo-poster"]
    assert pictures
    for picture in pictures:
        assert len(picture["alt"]) > 30, picture["src"]
