"""The list of keys is that of the page, and each key does what the list says."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.opened import Embedded, Opened

RANGES = """(panel) => {
  const cell = document.querySelector(`[data-panel='${panel}']`);
  const view = [...Bokeh.index].find(({ el }) => cell.contains(el));
  const { x_range, y_range, extra_x_ranges } = view.model;
  const second = extra_x_ranges.get?.("length") ?? extra_x_ranges.length;
  const ends = ({ start, end }) => [start, end];
  return { x: ends(x_range), y: ends(y_range), second: second && ends(second) };
}"""


def listed(page: Page) -> dict[str, dict[str, str]]:
    """Open the list by its key and return it, by heading; close it by Esc."""
    page.keyboard.press("?")
    panel = page.locator("#keys-panel")
    expect(panel).to_be_visible()
    groups = {}
    for heading, rows in zip(panel.locator("h3").all(), panel.locator("dl").all(), strict=True):
        keys, does = rows.locator("dt").all_inner_texts(), rows.locator("dd").all_inner_texts()
        groups[heading.inner_text()] = dict(zip(keys, does, strict=True))
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    return groups


def figure(opened: Opened, panel: str) -> Locator:
    return opened.panel(panel).locator(".aim").first


def test_it_lists_what_the_page_has_and_nothing_else(every, probe):
    groups = listed(every.page)
    assert list(groups) == ["Everywhere", "Image", "Sliders", "Sliders with two ends", "Options", "Lists",
                            "Switches", "Buttons", "Points", "Lines on a figure", "Figures"]
    assert "Delete" in groups["Points"]
    assert "Enter, Space on ▶" in groups["Sliders"]
    groups = listed(probe.go("typed-code").page)
    assert set(groups) == {"Everywhere", "Code", "Figures"}


@pytest.mark.scikit_image
def test_points_of_a_fixed_number_and_tables(demo):
    assert "Tables" in listed(demo.go("connected-components").page)
    groups = listed(demo.go("transform-nonuniform").page)
    assert "Points" in groups
    assert all("Delete" not in rows for rows in groups.values())
    groups = listed(demo.go("thresholding").page)
    assert "The figure “Histogram”" in groups


@pytest.mark.parametrize("place", ["slider", "switch", "radio", "figure"])
def test_it_opens_from_wherever_no_text_is_typed(every, place):
    where = {"slider": every.page.get_by_role("slider", name="Amount"),
             "switch": every.page.get_by_role("switch", name="Negative"),
             "radio": every.page.get_by_role("radio", name="Plain"), "figure": figure(every, "image")}[place]
    where.focus()
    every.page.keyboard.press("?")
    expect(every.page.locator("#keys-panel")).to_be_visible()
    every.page.keyboard.press("Escape")
    expect(every.page.locator("#keys-panel")).to_be_hidden()
    expect(where).to_be_focused()


def test_a_question_mark_can_be_typed(probe):
    probe.go("typed-code")
    area = probe.page.get_by_role("textbox", name="Code")
    area.fill("# why")
    area.press("End")
    area.press("?")
    expect(area).to_have_value("# why?")
    expect(probe.page.locator("#keys-panel")).to_have_count(0)


@pytest.mark.parametrize("panel", ["image", "picture"])
def test_a_figure_is_zoomed_and_moved(every, panel):
    """With its axis of lengths, if it has one; + and - undo one another."""
    where = figure(every, panel)
    ranges = [every.page.evaluate(RANGES, panel)]
    for key in ("+", "Shift+ArrowRight", "Shift+ArrowDown", "Shift+ArrowLeft", "Shift+ArrowUp", "-"):
        where.press(key)
        ranges.append(every.page.evaluate(RANGES, panel))
    start, zoomed, right, down, left, up, end = ranges
    for axis in ("x", "y"):
        low, high = start[axis]
        size = high - low
        assert zoomed[axis] == pytest.approx([low + 0.1 * size, high - 0.1 * size])
        assert end[axis] == pytest.approx(start[axis])
        assert up[axis] == pytest.approx(zoomed[axis])
    step = 0.2 * (zoomed["x"][1] - zoomed["x"][0])
    assert right["x"] == pytest.approx([value + step for value in zoomed["x"]])
    assert right["y"] == zoomed["y"]
    assert left["x"] == pytest.approx(zoomed["x"])
    # Rows count downwards.
    assert down["y"] == pytest.approx([value + step for value in right["y"]], rel=0.1)
    if start["second"]:
        assert zoomed["second"] != start["second"]
    where.press("+")
    where.press("0")
    assert every.page.evaluate(RANGES, panel)["x"] == pytest.approx(start["x"])


def test_zooming_a_figure_leaves_the_control_that_it_sets(demo):
    demo.go("thresholding")
    where = figure(demo, "histogram")
    before = demo.summary.inner_text()
    low, high = demo.page.evaluate(RANGES, "histogram")["x"]
    where.press("+")
    where.press("Shift+ArrowRight")
    zoomed = demo.page.evaluate(RANGES, "histogram")["x"]
    assert zoomed[1] - zoomed[0] == pytest.approx(0.8 * (high - low))
    expect(demo.control("level").locator("output")).to_have_text("0.490")
    assert demo.summary.inner_text() == before
    where.press("ArrowRight")
    expect(demo.control("level").locator("output")).to_have_text("0.495")


def test_tools_say_what_they_are_and_are_switched_by_keys(every):
    tools = every.panel("image").get_by_role("button")
    names = {tool.get_attribute("aria-label") for tool in tools.all()}
    assert {"Pan", "Box Zoom", "Wheel Zoom", "Save"} <= names
    pan = every.panel("image").get_by_role("button", name="Pan", exact=True)
    expect(pan).to_have_attribute("aria-pressed", "false")
    for key, pressed in (("Enter", "true"), ("Enter", "false"), (" ", "true"), (" ", "false")):
        pan.press(key)
        expect(pan).to_have_attribute("aria-pressed", pressed)


@pytest.mark.scikit_image
def test_rows_of_a_table(demo):
    demo.go("connected-components")
    table = demo.page.locator(".table-scroll")
    table.press("ArrowDown")
    expect(table.locator("tr.chosen")).to_have_attribute("data-index", "0")
    table.press("ArrowDown")
    expect(table.locator("tr.chosen")).to_have_attribute("data-index", "1")


def test_points(every):
    """A pixel, ten with Shift, which one, and away."""
    points = every.control("path")
    first = points.get_by_role("button", name=re.compile("^1:"))
    first.press("ArrowDown")
    every.expect_state(path=[[6.0, 5.0], [100.0, 110.0]])
    first.press("Shift+ArrowRight")
    every.expect_state(path=[[6.0, 15.0], [100.0, 110.0]])
    first.press("End")
    last = points.get_by_role("button", name=re.compile("^2:"))
    expect(last).to_be_focused()
    last.press("[")
    expect(first).to_be_focused()
    first.press("PageDown")
    expect(last).to_be_focused()
    points.get_by_role("button", name="Add point").press("Enter")
    every.expect_state(path=[[6.0, 15.0], [100.0, 110.0], [110.0, 120.0]])
    points.get_by_role("button", name=re.compile("^3:")).press("Delete")
    every.expect_state(path=[[6.0, 15.0], [100.0, 110.0]])


def test_in_a_frame_keys_that_nothing_used_turn_the_slide(embedded: Embedded, address):
    embedded.go(address + "demos/gamma-log/?embed")
    plot = embedded.frame.locator(".aim").first
    for key, told in (("ArrowRight", "next"), ("PageUp", "previous")):
        start = embedded.heard()
        plot.press(key)
        assert embedded.hear("navigate", start)["direction"] == told
    start = embedded.heard()
    for key in ("+", "Shift+ArrowRight", "0"):
        plot.press(key)
    plot.press("ArrowLeft")
    assert embedded.hear("navigate", start)["direction"] == "previous", "a key that zoomed turned the slide"
    plot.press("?")
    frame = embedded.frame.locator("#keys-panel")
    expect(frame).to_contain_text("Turn the slide around this demo")


def test_the_focus_is_seen_everywhere(every):
    """On each stop of the tab key, also inside Bokeh's figures: an outline of at least 2 px."""
    seen = set()
    page = every.page
    page.locator(".home").focus()
    for _ in range(90):
        page.keyboard.press("Tab")
        name, width, outline = page.evaluate("""() => {
          let element = document.activeElement;
          while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
          // Of a radio button the text beside it is drawn.
          const drawn = element.matches(".choice input") ? element.nextElementSibling : element;
          const { outlineStyle, outlineWidth } = getComputedStyle(drawn);
          const name = element.getAttribute("aria-label") || element.title || element.textContent.trim()
            || element.labels?.[0]?.textContent;
          const told = element === document.body ? "" : `${element.tagName} ${name}`;
          return [told, parseFloat(outlineWidth), outlineStyle];
        }""")
        if not name:
            break
        seen.add(name)
        assert outline == "solid", name
        assert width >= 2, name
        assert not name.endswith(("null", "undefined", " ")), f"{name}: it has no name"
    assert len(seen) > 30
    assert {"DIV Pan", "DIV Save", "INPUT Amount"} <= seen
