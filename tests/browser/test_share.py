"""What the Share panel gives away leads back to the demo as it was, and fits where it is put."""

import base64
import csv
import re
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import expect

from browser.opened import BOOT, Opened
from browser.shared import MEASURE, PAGE, Share, size_of
from livedemo import discovery
from sitebuild import ROOT, previews

QR_READER = ROOT / "web/node_modules/jsqr/dist/jsQR.js"
SELECTED = "(field => field.value.slice(field.selectionStart, field.selectionEnd))(document.activeElement)"
#: A demo that needs a line more the higher it is, and is slow to say so.
SLOW_DEMO = PAGE + """<script>
  const tell = (type, fields) => parent.postMessage({ livedemo: 1, type, ...fields }, "*");
  const ask = () => tell("resize", { height: innerHeight < 785 ? 785 : 811, within: innerHeight });
  addEventListener("resize", () => setTimeout(ask, 700));
  ask();
  tell("painted");
  tell("live");
</script>"""
READ_QR = """async (png) => {
  const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext("2d");
  context.drawImage(bitmap, 0, 0);
  const { data, width, height } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  return jsQR(data, width, height)?.data;
}"""


def read_qr(share: Share, context) -> str:
    """Return what a decoder reads from the code on the screen."""
    picture = share.panel.locator(".qr").screenshot()
    reader = context.new_page()
    reader.add_script_tag(path=QR_READER)
    read = reader.evaluate(READ_QR, base64.b64encode(picture).decode())
    reader.close()
    return read


def test_the_link_leads_to_the_state(share, address):
    assert share.link == f"{address}demos/thresholding/#level=0.3&invert=0"
    share.panel.get_by_text("Only figures and controls").click()
    share.panel.get_by_label("Colours", exact=True).last.select_option("dark")
    assert share.link == f"{address}demos/thresholding/?embed&theme=dark#level=0.3&invert=0"
    share.page.goto(share.link)
    share.demo.wait("live")
    expect(share.demo.summary).to_contain_text("Threshold 0.3:")
    expect(share.page.locator("html")).to_have_class(re.compile("embed"))
    expect(share.page.locator("html")).to_have_attribute("data-theme", "dark")


def test_the_link_follows_the_state_whenever_the_panel_is_opened(share):
    share.page.keyboard.press("Escape")
    expect(share.panel).to_be_hidden()
    share.demo.slide("level", 0.6)
    share.open()
    assert "level=0.6" in share.link


def test_it_says_that_an_own_image_stays(demo, tmp_path):
    demo.go("thresholding")
    np.save(tmp_path / "mine.npy", np.eye(40))
    demo.page.locator("input[type=file]").set_input_files(tmp_path / "mine.npy")
    expect(demo.page.locator("[data-control=image]")).to_contain_text("mine.npy")
    share = Share(demo).open()
    expect(share.panel).to_contain_text("Your own image stays in this browser")
    assert share.link.partition("#")[2] == "image=own"  # that there was one, not its name
    np.testing.assert_array_equal(np.load(share_array(share, "image")), np.eye(40))


def share_array(share: Share, name: str) -> Path:
    share.panel.get_by_label("Array of the result").select_option(name)
    return share.save("NPY of the array")


@pytest.mark.parametrize("allowed", [True, False], ids=["allowed", "refused"])
def test_copying(context, address, allowed):
    """Where the clipboard is kept from the page, its older way is taken."""
    page = context.new_page()
    if allowed:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
    else:
        page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));")
    share = Share(Opened(page, address).go("thresholding", "#level=0.3")).open()
    share.panel.get_by_role("button", name="Copy: Link to this demo as it is now").click()
    expect(share.panel.locator(".told").first).to_have_text("Copied")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    assert page.evaluate("navigator.clipboard.readText()") == share.link


def test_where_nothing_can_be_copied_the_text_is_selected(context, address):
    page = context.new_page()
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));"
                         "document.execCommand = () => false;")
    share = Share(Opened(page, address).go("thresholding", "#level=0.3")).open()
    share.panel.get_by_role("button", name="Copy: Link to this demo as it is now").click()
    expect(share.panel.locator(".told").first).to_contain_text("The text is selected")
    assert page.evaluate(SELECTED) == share.link


@pytest.mark.parametrize("name", discovery.names())
def test_the_frame_has_a_size_at_which_nothing_scrolls(demo, plain_server, tmp_path, name):
    share = Share(demo.go(name)).open()
    expect_known(name, *size_of(share.frame))
    (tmp_path / "index.html").write_text(PAGE + share.frame)
    page = demo.page
    page.goto(plain_server(tmp_path))
    frame = page.locator("iframe")
    expect(frame).to_have_attribute("title", discovery.load(name).title)
    expect(frame).to_have_attribute("loading", "lazy")
    expect(frame.content_frame.locator("html")).to_have_attribute("data-stage", "live", timeout=BOOT)
    assert frame.element_handle().content_frame().evaluate(MEASURE, "all") == []


def expect_known(name: str, width: int, height: int) -> None:
    """The size that links tell of a frame (oEmbed) has room for the demo, and no more than it needs."""
    known = previews.frame_size(name)
    wrong = f"py/sitebuild/frames.json: {name} needs {width} x {height}, and has {known}"
    assert height <= known[1], wrong
    if known != previews.UNMEASURED:
        assert known[0] == width, wrong
        assert known[1] < height + 30, wrong


def test_a_slow_frame_has_time_to_say_what_it_needs(demo):
    demo.go("thresholding")
    demo.page.route(re.compile(r"\?embed"),
                    lambda route: route.fulfill(body=SLOW_DEMO, content_type="text/html"))
    assert size_of(Share(demo).open().frame) == (960, 811)


def test_in_a_narrow_column_the_frame_is_as_wide_as_that(share, plain_server, tmp_path):
    (tmp_path / "index.html").write_text(f'{PAGE}<div style="width: 500px">{share.frame}</div>')
    share.page.goto(plain_server(tmp_path))
    assert share.page.locator("iframe").bounding_box()["width"] == 500


def test_the_size_follows_the_width(share):
    width = share.panel.get_by_label("Width")
    width.fill("700")
    width.press("Tab")
    expect(share.panel).to_contain_text("700 × ")
    share.measured()
    assert 'width="700"' in share.frame
    before = share.frame
    for wrong, named in (("20", "20"), ("", "not a number")):
        width.fill(wrong)
        width.press("Tab")
        expect(share.panel).to_contain_text(f"The width is {named}, but has to be from 300 to 2000 px")
    assert share.frame == before


def test_nothing_that_measured_is_left(share):
    expect(share.page.locator("iframe")).to_have_count(0)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_decoder_reads_the_qr_code(demo, warm_context, theme):
    share = Share(demo.go("thresholding", f"?theme={theme}#level=0.3")).open()
    assert read_qr(share, warm_context) == share.link


@pytest.mark.parametrize("size", [2953, 2954])
def test_a_long_link_has_a_code_as_long_as_one_holds_it(demo, warm_context, address, size):
    start = f"{address}demos/image-math/#code="
    code = "x" * (size - len(start))
    # Code of a link is a part of the state once its reader has run it.
    demo.page.add_init_script(f"sessionStorage.setItem('livedemo.ran', '[\"{code}\"]')")
    share = Share(demo.go("image-math", f"#code={code}", stage="painted")).open()
    assert len(share.link) == size
    if size == 2953:
        assert read_qr(share, warm_context) == share.link
    else:
        expect(share.panel.locator(".qr")).to_have_count(0)
        expect(share.panel).to_contain_text("too long for a QR code, which holds 2953 bytes: it has 2954")


def test_arrays_and_tables_are_saved_as_they_are(embedded, address, demo):
    state = "#level=0.3"
    embedded.go(f"{address}demos/thresholding/?embed{state}")
    arrays = embedded.arrays()
    share = Share(demo.go("thresholding", state)).open()
    for name in ("mask", "image", "histogram"):
        loaded = np.load(share_array(share, name))
        assert loaded.dtype == arrays[name].dtype
        np.testing.assert_array_equal(loaded, arrays[name])
    rows = list(csv.reader(share.save("CSV of “Histogram”").read_text().splitlines()))
    columns = dict(zip(rows[0], np.array(rows[1:]).T, strict=True))
    np.testing.assert_array_equal(columns["histogram"].astype(int), arrays["histogram"])
    np.testing.assert_allclose(columns["bar_left"].astype(float), arrays["bar_left"], rtol=1e-12)
    assert share.save("PNG of the figures").read_bytes().startswith(b"\x89PNG")
