"""From the shell to a live demo: stages, first figure, early changes, progress, the state in the address."""

import re
import threading

import pytest
from playwright.sync_api import expect

from browser.faults import held
from browser.opened import Opened

# Notes every text of the status line.
NOTE_STATUS = """
  window.said = [];
  document.addEventListener("DOMContentLoaded", () => {
    const line = document.getElementById("status");
    new MutationObserver(() => window.said.push(line.innerText))
      .observe(line, { childList: true, characterData: true, subtree: true });
  });
"""


def test_stages_come_in_order_and_leave_marks(page, address):
    page.add_init_script(NOTE_STATUS)
    demo = Opened(page, address).go("thresholding")
    assert demo.marks() == ["shell", "painted", "live"]
    expect(demo.status).to_contain_text("CPU")
    said = page.evaluate("said")
    megabytes = [text for text in said if re.search(r"Downloading Python \d+\.\d of \d+\.\d MB", text)]
    assert megabytes
    order = [next(i for i, text in enumerate(said) if text.strip().startswith(stage))
             for stage in ("Downloading Python", "Starting Python", "Loading the demo", "CPU")]
    assert order == sorted(order)


def test_the_figure_is_there_and_controls_work_before_python(page, own_server):
    answer = threading.Event()
    own_server.faults["kernel/worker.js"] = held(answer)
    demo = Opened(page, own_server.url).go("thresholding", stage="painted")
    expect(demo.summary).to_contain_text("Threshold 0.49")
    demo.expect_drawn()
    demo.slide("level", 0.2)
    demo.control("invert").locator("input").uncheck()
    expect(demo.control("level").locator("output")).to_have_text("0.200")
    assert demo.marks() == ["shell", "painted"]
    answer.set()
    demo.wait("live")
    expect(demo.summary).to_contain_text("Threshold 0.2:")
    expect(demo.summary).to_contain_text("above")
    expect(demo.control("level").locator("output")).to_have_text("0.200")


def test_the_first_figure_is_what_python_computes(embedded, address):
    """Nothing jumps when the page becomes live: the first answer repeats the build's."""
    summary = re.search(r'id="summary"[^>]*>([^<]*)<',
                        embedded.page.request.get(address + "demos/fourier-filtering/").text())[1]
    embedded.go(address + "demos/fourier-filtering/")
    assert embedded.hear("changed")["summary"] == summary.replace("&#x27;", "'")


def test_the_state_is_in_the_address(demo):
    demo.go("thresholding", "#level=0.3&invert=0&image=coins")
    expect(demo.summary).to_contain_text("Threshold 0.3:")
    expect(demo.summary).to_contain_text("above")
    expect(demo.control("image").locator("select").first).to_have_value("coins")
    demo.slide("level", 0.6)
    expect(demo.page).to_have_url(re.compile(r"#image=coins&level=0\.6&invert=0$"))
    demo.page.get_by_role("button", name="Reset").click()
    expect(demo.page).to_have_url(re.compile(r"/demos/thresholding/$"))
    # A link that is followed while the demo is open changes it as well.
    demo.page.evaluate("location.hash = 'level=0.25'")
    expect(demo.summary).to_contain_text("Threshold 0.25:")


def test_a_state_of_every_kind_survives_its_link(probe):
    hash_ = ("#image=coins&amount=4&gain=20&window=10,45&mode=turned&wave=ramp&negative=1"
             "&steps=erode,dilate,erode&marks=1,2;3.5,4&path=0,0;10,10;20,5&rare=9")
    probe.go("every-control", hash_)
    wanted = {
        "image": "coins", "amount": 4, "gain": 20, "window": [10, 45], "mode": "turned", "wave": "ramp",
        "negative": True, "steps": ["erode", "dilate", "erode"], "auto": [], "search": [],
        "marks": [[1, 2], [3.5, 4]], "path": [[0, 0], [10, 10], [20, 5]], "rare": 9,
    }
    assert probe.state == wanted
    probe.slide("amount", 5)
    expect(probe.page).to_have_url(re.compile(re.escape(hash_.replace("amount=4", "amount=5")) + "$"))


@pytest.mark.parametrize(
    ("hash_", "complaint"),
    [
        ("level=high", "level: “high” is not a number"),
        ("invert=maybe", "“maybe” is not one of 0, 1, true, false"),
        ("image=elephant", "“elephant” is not one of nanoparticles"),
        ("image=own", "somebody's own"),
        ("colour=red", "colour: there is no such control here; there are image, level"),
    ],
)
def test_bad_values_in_a_link_are_named_and_left_out(demo, hash_, complaint):
    demo.go("thresholding", f"#blur=1&{hash_}")
    expect(demo.status).to_contain_text(complaint)
    expect(demo.status).to_have_attribute("data-kind", "error")
    expect(demo.control("blur").locator("output")).to_have_text("1.0 px")
    expect(demo.control("level").locator("output")).to_have_text("0.490")


def test_numbers_beyond_the_limits_are_clamped(demo):
    demo.go("fourier-filtering", "#mode=band&radii=900000,-7")
    expect(demo.summary).to_contain_text("Band-pass from 1 to ")
    # The corner of a 600x800 spectrum: what the image at hand has, not only what the control allows.
    low, high = demo.control("radii").locator("input").all()
    assert low.input_value() == "1"
    assert high.input_value() == high.get_attribute("max")


def test_undo_and_reset(demo):
    demo.go("thresholding")
    undo = demo.page.get_by_role("button", name="Undo")
    expect(undo).to_be_disabled()
    demo.slide("level", 0.2)
    demo.control("invert").locator("input").uncheck()
    demo.slide("blur", 2)
    expect(demo.summary).to_contain_text("Threshold 0.2:")
    undo.click()
    expect(demo.control("blur").locator("output")).to_have_text("0.0 px")
    demo.page.keyboard.press("Control+z")
    expect(demo.control("invert").locator("input")).to_be_checked()
    demo.page.keyboard.press("Control+z")
    expect(demo.summary).to_contain_text("Threshold 0.49:")
    expect(undo).to_be_disabled()
    demo.slide("level", 0.7)
    demo.page.get_by_role("button", name="Reset").click()
    expect(demo.summary).to_contain_text("Threshold 0.49:")
    undo.click()  # a reset can be taken back
    expect(demo.summary).to_contain_text("Threshold 0.7:")


def test_a_drag_is_one_step_of_undo(demo):
    demo.go("thresholding")
    for step in range(1, 11):
        demo.slide("level", 0.49 + step / 100)
    expect(demo.summary).to_contain_text("Threshold 0.59:")
    demo.page.get_by_role("button", name="Undo").click()
    expect(demo.summary).to_contain_text("Threshold 0.49:")


def test_works_on_a_plain_static_host(chromium, plain_server, built, faults):
    """Python's own http.server: no compression, no ranges, no policy header."""
    context = chromium.new_context()
    faults.watch(context)
    Opened(context.new_page(), plain_server(built)).go("thresholding")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_theme(demo, scheme):
    """The address chooses, the button switches, the next page remembers, and the figures follow."""
    other = {"light": "dark", "dark": "light"}[scheme]
    background = "getComputedStyle(document.body).backgroundColor"
    figure = "Bokeh.documents[0].roots()[0].border_fill_color"
    demo.go("thresholding", f"?theme={scheme}", stage="live")
    html = demo.page.locator("html")
    expect(html).to_have_css("color-scheme", scheme)
    before = demo.page.evaluate(f"[{background}, {figure}]")
    demo.page.get_by_role("button", name="Theme").click()
    expect(html).to_have_css("color-scheme", other)
    after = demo.page.evaluate(f"[{background}, {figure}]")
    assert all(a != b for a, b in zip(before, after, strict=True))
    demo.page.goto(demo.address)
    expect(html).to_have_css("color-scheme", other)
