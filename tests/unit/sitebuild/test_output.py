"""Addresses in a site change with what they lead to, and with nothing else."""

import hashlib

import pytest

from sitebuild.output import Output
from sitebuild.server import cache_control

STYLE, SCRIPT = "body { margin: 0 }", "let a = 1;"


@pytest.fixture
def out(tmp_path):
    out = Output(tmp_path)
    out.write("styles/base.css", STYLE)
    out.write("demos/one/first.json", "{}")
    out.write("demo/main.js", SCRIPT)
    return out


def digest(content):
    return hashlib.sha256(content.encode()).hexdigest()[:8]


def test_links_to_files_of_the_site_carry_a_digest(out):
    page = ('<link href="../../styles/base.css"><script src="../../demo/main.js"></script>'
            '<link rel="preload" href="first.json">')
    assert out.linked(page, "demos/one") == (
        f'<link href="../../styles/base.css?v={digest(STYLE)}">'
        f'<script src="../../demo/main.js?v={digest(SCRIPT)}"></script>'
        f'<link rel="preload" href="first.json?v={digest("{}")}">')


@pytest.mark.parametrize("link", ['href="../"', 'href="gone.css"', 'href="https://example.org/a.css"',
                                  'href="styles/base.css#part"', 'href="styles/base.css?a=1"',
                                  'data-href="styles/base.css"'])
def test_other_links_stay_as_they_are(out, link):
    page = f"<a {link}>"
    assert out.linked(page) == page


def test_an_address_changes_with_the_content(out):
    before = out.address("demo/main.js")
    out.write("demo/main.js", SCRIPT + " ")
    assert out.address("demo/main.js") != before
    assert cache_control(out.root / "demo/main.js", before.partition("?")[2]).endswith("immutable")
    assert cache_control(out.root / "demo/main.js") == "no-cache"
