"""Pages carry their data safely, preload what they paint, and say everything without JavaScript."""
import dataclasses
import json
import re
from html.parser import HTMLParser

import pytest

import samples
from livedemo import Picture, Result, discovery
from livedemo.sections import OTHER
from sitebuild import ROOT, csp, first_figure, pages

WEB = ROOT / "web"
EVIL = "</script><script>alert(1)</script> & <b>\"quoted\"</b>"


class Elements(HTMLParser):
    """Keeps every element with its attributes and the text of scripts."""

    def __init__(self, text):
        super().__init__()
        self.all = []
        self.text = {}
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.all.append((tag, dict(attributes)))

    handle_startendtag = handle_starttag

    def handle_data(self, data):
        if self.all:
            tag, attributes = self.all[-1]
            key = attributes.get("id", tag)
            self.text[key] = self.text.get(key, "") + data

    def find(self, tag, **attributes):
        return [found for name, found in self.all
                if name == tag and attributes.items() <= found.items()]


def sample(name):
    made = samples.make(name)
    return Picture(made.image, name, made.title, made.pixel_size, made.unit, made.truth)


@pytest.fixture(scope="module")
def demo():
    return discovery.load("thresholding")


@pytest.fixture(scope="module")
def first(demo):
    return first_figure.build(demo, sample)


@pytest.fixture(scope="module")
def known(demo):
    return {name: samples.make(name) for name in demo.image_inputs[0].samples}


@pytest.fixture(scope="module")
def spec(demo, first, known):
    return pages.demo_spec(demo, first.panels, ["numpy"], ["numpy"], [], known)


def test_the_spec_is_in_the_page_as_it_is(demo, first, spec):
    page = Elements(pages.demo_page(WEB, demo, first, spec))
    assert json.loads(page.text["demo"]) == json.loads(json.dumps(spec))
    assert [control["name"] for control in spec["controls"]] == [control.name for control in demo.controls]
    assert spec["samples"].keys() == set(demo.image_inputs[0].samples)
    assert not spec["dedicated"]


def test_nothing_a_demo_says_can_leave_its_place(demo, first, known):
    evil = dataclasses.replace(demo, title=EVIL)
    result = Result(EVIL, **first.result.arrays)
    evil_first = dataclasses.replace(first, result=result)
    spec = pages.demo_spec(evil, first.panels, [], [], [], known)
    text = pages.demo_page(WEB, evil, evil_first, spec)
    page = Elements(text)
    honest = Elements(pages.demo_page(WEB, demo, first, spec))
    assert "alert" in text
    assert len(page.find("script")) == len(honest.find("script"))
    assert json.loads(page.text["demo"])["title"] == EVIL


def test_no_script_is_inline(demo, first, spec):
    for page in (pages.demo_page(WEB, demo, first, spec), pages.gallery_page(WEB, [demo])):
        elements = Elements(page)
        for script in elements.find("script"):
            assert "src" in script or script["type"] == "application/json"
        assert not [name for _, attributes in elements.all for name in attributes if name.startswith("on")]
        policy = elements.find("meta", **{"http-equiv": "Content-Security-Policy"})
        assert [meta["content"] for meta in policy] == [csp.META]


def test_addresses_are_relative(demo, first, spec):
    for page in (pages.demo_page(WEB, demo, first, spec), pages.gallery_page(WEB, [demo])):
        for _, attributes in Elements(page).all:
            for name in ("href", "src"):
                address = attributes.get(name, "")
                assert address.startswith("https://") or not re.match(r"/|\w+:", address), address


def test_what_is_painted_is_preloaded(demo, first, spec):
    preloads = Elements(pages.demo_page(WEB, demo, first, spec)).find("link", rel="preload")
    assert {link["href"] for link in preloads} == {"first.json", *first.files}


def test_the_worker_is_started_before_anything_else_is_waited_for(demo, first, spec):
    page = Elements(pages.demo_page(WEB, demo, first, spec))
    waited_for = [attributes for tag, attributes in page.all
                  if tag == "link" and attributes.get("rel") == "stylesheet" or tag == "script"]
    assert waited_for[0]["id"] == "demo"
    assert waited_for[1] == {"src": "../../demo/begin.js"}


def test_the_page_itself_is_preloaded_too(demo, first, spec):
    links = Elements(pages.demo_page(WEB, demo, first, spec)).find("link", rel="modulepreload")
    assert [link["href"] for link in links] == ["../../demo/main.js"]


def test_without_javascript_there_are_the_picture_the_sentence_and_the_help(demo, first, spec):
    page = Elements(pages.demo_page(WEB, demo, first, spec))
    assert page.find("img", src="poster.svg")[0]["alt"] == first.result.summary
    assert first.result.summary in page.text["summary"]
    assert {link["href"] for link in page.find("a")} >= set(re.findall(r"\((https://[^)]+)\)", demo.help))


def test_every_panel_has_its_place(demo, first, spec):
    page = Elements(pages.demo_page(WEB, demo, first, spec))
    cells = [attributes["data-panel"] for _, attributes in page.all if "data-panel" in attributes]
    assert cells == [panel.name for panel in first.panels]


def test_a_demo_with_code_has_a_worker_of_its_own(demo, first, known):
    from livedemo import Code

    typed = dataclasses.replace(demo, controls=(*demo.controls, Code(name="code", label="Code", default="")))
    assert pages.demo_spec(typed, first.panels, [], [], [], known)["dedicated"]


def test_the_gallery_shows_every_demo(demo, first):
    page = Elements(pages.gallery_page(WEB, [demo]))
    assert page.find("a", href="demos/thresholding/")
    assert page.find("img", src="demos/thresholding/poster.svg")
    assert demo.title in page.text["h3"]
    assert page.text["h2"].strip() == "Image segmentation"


def test_the_gallery_follows_the_lecture(demo, first):
    late, early, none = (dataclasses.replace(demo, name=name, section=section) for name, section in (
        ("late", "Image restoration"), ("early", "Images and photographs"), ("none", OTHER)))
    page = Elements(pages.gallery_page(WEB, [late, none, early]))
    cards = [a["href"] for a in page.find("a") if a.get("href", "").startswith("demos/")]
    assert cards == ["demos/early/", "demos/late/", "demos/none/"]


def test_a_preset_is_a_whole_state(demo, first, known):
    set_up = dataclasses.replace(demo, hint="Try <this>", presets={"Dark": {"level": 0.25}})
    spec = pages.demo_spec(set_up, first.panels, [], [], [], known)
    assert spec["presets"]["Dark"] == {**first.state, "level": 0.25}
    page = Elements(pages.demo_page(WEB, set_up, first, spec))
    assert page.text["hint"].strip() == "Try <this>"
