"""What others show of a link: nothing that would lead nowhere, nothing that breaks out of its attribute."""
import json
from html.parser import HTMLParser

import pytest

from livedemo import discovery
from sitebuild import cli, previews
from sitebuild.options import Options, normalise_address

ADDRESS = "https://example.org/lesson/"


class Head(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.meta, self.links, self.frames = {}, [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if tag == "meta":
            self.meta[found.get("property") or found["name"]] = found["content"]
        else:
            {"link": self.links, "iframe": self.frames}[tag].append(found)


def test_with_an_address_everything_is_absolute():
    head = Head(previews.meta("thresholding", "Binary threshold", "Cut.", ADDRESS))
    assert head.meta["og:title"] == "Binary threshold"
    assert head.meta["og:url"] == "https://example.org/lesson/demos/thresholding/"
    assert head.meta["og:image"] == "https://example.org/lesson/demos/thresholding/poster.png"
    assert (head.meta["og:image:width"], head.meta["og:image:height"]) == ("1200", "630")
    assert head.meta["twitter:card"] == "summary_large_image"
    assert [(link["rel"], link["type"], link["href"]) for link in head.links] == [
        ("alternate", "application/json+oembed", "https://example.org/lesson/demos/thresholding/oembed.json")]


def test_without_one_nothing_is_claimed():
    head = Head(previews.meta("thresholding", "Binary threshold", "Cut."))
    assert head.meta["og:title"] == "Binary threshold"
    assert not {"og:url", "og:image"} & set(head.meta)
    assert head.links == []


def test_oembed_has_what_its_type_requires():
    answer = json.loads(previews.oembed("a-b", 'Title "&" <b>', ADDRESS))
    assert (answer["version"], answer["type"]) == ("1.0", "rich")
    (frame,) = Head(answer["html"]).frames
    assert frame["src"] == "https://example.org/lesson/demos/a-b/?embed"
    assert frame["title"] == answer["title"] == 'Title "&" <b>'
    assert (frame["width"], frame["height"]) == (str(answer["width"]), str(answer["height"]))
    assert answer["thumbnail_url"].startswith(ADDRESS)
    assert {"thumbnail_width", "thumbnail_height"} <= set(answer)


@pytest.mark.parametrize("name", ["transparency", "somebody-elses"])
def test_oembeds_frame_has_the_size_of_its_demo(name):
    answer = json.loads(previews.oembed(name, "T", ADDRESS))
    assert (answer["width"], answer["height"]) == previews.frame_size(name)


def test_frames_are_those_of_demos():
    assert set(json.loads(previews.FRAMES.read_text("utf-8"))) <= set(discovery.names())


def test_text_stays_in_its_attribute():
    evil = '"><script>alert(1)</script>'
    head = Head(previews.meta("a", evil, evil, ADDRESS))
    assert head.meta["og:title"] == head.meta["og:description"] == evil


@pytest.mark.parametrize("given", ["https://example.org/lesson", ADDRESS, "https://example.org/lesson//"])
def test_an_address_gets_its_slash(given):
    assert Options(address=given).address == normalise_address(given) == ADDRESS


@pytest.mark.parametrize("given", ["example.org", "/lesson/", "https://example.org/?a", "https://a/#b", "ftp://a/"])
def test_what_is_no_address_is_refused_by_name(given, capsys):
    with pytest.raises(SystemExit):
        cli.parse(["build", "--address", given])
    assert repr(given) in capsys.readouterr().err
