"""What the Share panel gives for each tool works there: all of a demo is on the slide, keys turn slides."""

import ast
import json
import shutil
import subprocess

import pytest
from playwright.sync_api import Locator, expect

from browser.opened import BOOT, Opened
from browser.shared import MEASURE, PAGE, Share, size_of
from sitebuild import ROOT

MARP = """import { Marp } from "@marp-team/marp-core";
import { readFileSync, writeFileSync } from "node:fs";
const marp = new Marp({ html: true, script: false });
const { html, css } = marp.render(readFileSync(0, "utf8"), { htmlAsArray: true });
writeFileSync(1, JSON.stringify({ html, css }));"""
#: One slide of a deck, at its own size. It hears keys as decks of Marp CLI do, which turn slides by them.
MARP_PAGE = PAGE + """<style>body {{ margin: 0; }} svg[data-marpit-svg] {{ width: 1280px; }} {css}</style>
<div class="marpit">{slide}</div>
<script>
  var pressed = [];
  document.addEventListener("keydown", ({{ key }}) => pressed.push(key));
</script>{script}"""
REVEAL = ROOT / "web/node_modules/reveal.js/dist"
#: reveal.js as its readers use it: with one of its themes, at its own size.
REVEAL_PAGE = PAGE + """<link rel="stylesheet" href="dist/reveal.css">
<link rel="stylesheet" href="dist/theme/black.css">
<div class="reveal"><div class="slides">{slide}</div></div>
<script src="dist/reveal.js"></script><script>Reveal.initialize({{ transition: "none" }});</script>"""
#: Demos with one column of figures, with a table, and with more controls than a slide is high.
ON_SLIDES = ("thresholding", "connected-components", "transparency")


def test_every_tool_has_steps_code_and_documentation(share):
    tools = share.panel.locator("[data-tool]")
    names = [tool.get_attribute("data-tool") for tool in tools.all()]
    assert names == ["Marp", "reveal.js", "Slidev", "Quarto", "PowerPoint", "Google Slides", "Notion",
                     "Moodle, Canvas and LTI", "Jupyter"]
    for tool in tools.all():
        assert tool.locator("li").count() >= 1
        assert all(link.get_attribute("href").startswith("https://") for link in tool.locator("a").all())
        assert tool.locator("a").count() >= 1


def marp(deck: str) -> dict:
    """Return Marp's HTML of each slide, and its CSS."""
    done = subprocess.run(["node", "--input-type=module", "-e", MARP], cwd=ROOT / "web", check=True,
                          input=deck, text=True, capture_output=True)
    return json.loads(done.stdout)


def expect_all_of_it_on(slide: Locator, demo: Opened) -> None:
    """All of the demo is on the slide and fills it, across or down; nothing in it scrolls."""
    shown = demo.page.locator("iframe")
    expect(shown.content_frame.locator("html")).to_have_attribute("data-stage", "live", timeout=BOOT)
    assert shown.element_handle().content_frame().evaluate(MEASURE, "all") == []
    room, box = slide.bounding_box(), shown.bounding_box()
    assert room["x"] <= box["x"]
    assert room["y"] <= box["y"]
    assert box["x"] + box["width"] <= room["x"] + room["width"] + 0.5
    assert box["y"] + box["height"] <= room["y"] + room["height"] + 0.5
    assert box["width"] > 0.98 * room["width"]


@pytest.mark.parametrize("name", ON_SLIDES)
def test_marp(demo, plain_server, tmp_path, name):
    tool = Share(demo.go(name)).open().tool("Marp")
    made = marp(f"# First\n\n{tool['Marp slide']}")
    first, second = made["html"]
    assert "iframe" not in first
    (tmp_path / "index.html").write_text(
        MARP_PAGE.format(css=made["css"], slide=second, script=tool["Marp script"]))
    demo.page.goto(plain_server(tmp_path))
    expect_all_of_it_on(demo.page.locator("section"), demo)
    demo.page.frame_locator("iframe").locator("#summary").click()
    demo.page.keyboard.press("PageDown")
    demo.page.wait_for_function("pressed.length")
    assert demo.page.evaluate("pressed") == ["ArrowRight"]
    demo.page.keyboard.press("ArrowLeft")  # the focus has left the frame
    demo.page.wait_for_function("pressed.length === 2")
    assert demo.page.evaluate("pressed") == ["ArrowRight", "ArrowLeft"]


@pytest.mark.parametrize("name", ON_SLIDES)
def test_a_slide_of_reveal_js(demo, plain_server, tmp_path, name):
    tool = Share(demo.go(name)).open().tool("reveal.js")
    shutil.copytree(REVEAL, tmp_path / "dist")
    (tmp_path / "index.html").write_text(REVEAL_PAGE.format(slide=tool["reveal.js slide"]))
    demo.page.goto(plain_server(tmp_path))
    expect_all_of_it_on(demo.page.locator(".slides"), demo)


def test_jupyter_runs_its_cell(share):
    call = ast.parse(share.tool("Jupyter")["Python"]).body[-1].value
    assert ast.literal_eval(call.args[0]) == share.link.replace("#", "?embed#")
    sizes = {keyword.arg: ast.literal_eval(keyword.value) for keyword in call.keywords}
    assert sizes == {"width": "100%", "height": size_of(share.frame)[1]}
