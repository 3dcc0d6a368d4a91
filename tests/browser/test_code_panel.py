"""The code of a page: read, edited, run in a worker of its own, stopped, restored, and taken away."""

import base64
import re
import time
import zlib
from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser.code_panel import BOOT, EDITED, OWN, PACKAGE_SAYS, RAN, WITH_PACKAGE, Panel
from browser.opened import Opened
from sitebuild import ROOT

AXE = ROOT / "web/node_modules/axe-core/axe.min.js"


def packed(text: str) -> str:
    """The text as a link has it, made by Python."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    return base64.urlsafe_b64encode(deflate.compress(text.encode()) + deflate.flush()).decode().rstrip("=")


@pytest.fixture
def panel(demo: Opened) -> Panel:
    return Panel(demo.go("thresholding")).open()


def test_the_code_is_shown_with_links_to_documentation(panel):
    code = panel.dialog.locator(".listing").first
    assert code.inner_text().strip() == OWN.strip()
    expect(code.get_by_role("link", name="np.count_nonzero")).to_have_attribute(
        "href", "https://numpy.org/doc/stable/reference/generated/numpy.count_nonzero.html")
    entry = panel.dialog.locator("details", has_text="thresholding.otsu_threshold")
    entry.locator("summary").click()
    expect(entry.locator("pre")).to_contain_text("def otsu_threshold(counts: np.ndarray")
    assert not panel.page.evaluate("performance.getEntriesByType('resource').some(({ name }) => "
                                   "name.includes('pyscript') || name.includes('editor.js'))")


def test_sliders_drive_edited_code_and_other_pages_do_not_notice(panel):
    panel.ran(EDITED)
    expect(panel.demo.summary).to_contain_text("Mine 0.49:")
    panel.demo.slide("level", 0.3)
    expect(panel.demo.summary).to_contain_text("Mine 0.3:")
    other = Opened(panel.page.context.new_page(), panel.demo.address).go("thresholding")
    other.slide("level", 0.2)
    expect(other.summary).to_contain_text("Threshold 0.2:")
    other.page.close()


def test_a_changed_array_is_drawn(panel):
    panel.ran(OWN.replace("picture=mask if", "picture=mask & False if"))
    panel.page.wait_for_function("""() => {
      const view = [...Bokeh.index].find(({ el }) => document.querySelector(".cell.image").contains(el));
      const source = view.model.renderers.find((r) => r.data_source.data.image).data_source;
      return new Set(new Uint32Array(source.data.image[0].buffer)).size === 1;
    }""")


def test_an_error_names_its_line_and_loses_nothing(panel):
    panel.ran(EDITED)
    line = EDITED.splitlines().index("    image = prepared.picture.array") + 1
    wrong = EDITED.replace("    image = prepared.picture.array\n", "    image = prepared.picture.arry\n", 1)
    panel.run(wrong)
    expect(panel.outcome).to_have_text(
        re.compile(rf"^line {line}: AttributeError: 'Picture' object has no attribute 'arry'"))
    expect(panel.page.locator(".cm-wrong")).to_have_text("    image = prepared.picture.arry")
    expect(panel.demo.summary).to_contain_text("Mine 0.49:")

    panel.run(EDITED.replace("async def compute(prepared, state):", "async def compute(prepared, state)"))
    expect(panel.outcome).to_have_text(re.compile(r"line \d+: expected ':'"))
    panel.run(EDITED.replace("async def compute", "async def computed"))
    expect(panel.outcome).to_contain_text("needs 'async def compute(prepared, state)'")
    panel.run(re.sub("        picture=mask .*\n", "", EDITED))
    expect(panel.outcome).to_contain_text("compute returned no array named picture, which this page shows")
    panel.ran(EDITED.replace("Mine", "Again"))
    expect(panel.demo.summary).to_contain_text("Again 0.49:")


def test_an_endless_loop_is_stopped_within_two_seconds(panel):
    panel.demo.slide("level", 0.3)
    expect(panel.demo.summary).to_contain_text("Threshold 0.3:")
    endless = OWN.replace('    """Cut the image', "    while True:\n        pass\n" + '    """Cut the image')
    panel.run(endless)
    expect(panel.outcome).to_have_text("Running …")
    # The loop runs once the worker has taken the code: it answers no question any more.
    panel.demo.slide("level", 0.4)
    start = time.monotonic()
    panel.button("Stop").click()
    expect(panel.demo.summary).to_contain_text("Threshold 0.4:")
    assert time.monotonic() - start < 2
    expect(panel.outcome).to_contain_text("Stopped. The figures show the page's own code again")
    expect(panel.editor).to_contain_text("while True:")
    panel.ran(EDITED)
    expect(panel.demo.summary).to_contain_text("Mine 0.4:")


def test_a_loop_that_nobody_stops_is_noticed(panel):
    panel.ran(EDITED)
    panel.run("while True:\n    pass\n")
    expect(panel.outcome).to_contain_text("Stopped: no answer for 10 seconds.", timeout=30_000)
    panel.demo.slide("level", 0.4)
    expect(panel.demo.summary).to_contain_text("Threshold 0.4:")
    expect(panel.editor).to_contain_text("while True:")


def test_restore_brings_the_original_back(panel):
    panel.ran(EDITED)
    expect(panel.page).to_have_url(re.compile("edited="))
    panel.button("Restore").click()
    expect(panel.demo.summary).to_contain_text("Threshold 0.49:")
    expect(panel.page).not_to_have_url(re.compile("edited="))
    panel.editor.press("Control+z")
    panel.button("Run").click()
    expect(panel.demo.summary).to_contain_text("Mine 0.49:", timeout=BOOT)


class TestLink:
    """A link carries code; it runs when the reader has said so."""

    def test_code_of_a_link_waits_for_its_reader(self, demo):
        demo.go("thresholding", f"#level=0.3&edited={packed(EDITED)}")
        panel = Panel(demo)
        expect(panel.dialog).to_contain_text("This link carries code that somebody has changed")
        expect(panel.editor).to_be_visible()
        expect(panel.button("Run")).to_be_disabled()
        demo.slide("level", 0.4)
        expect(demo.summary).to_contain_text("Threshold 0.4:")
        expect(demo.page).to_have_url(re.compile("edited="))
        panel.button("Run it").click()
        expect(demo.summary).to_contain_text("Mine 0.4:", timeout=BOOT)
        demo.page.reload()  # in the same tab it is theirs
        expect(demo.summary).to_contain_text("Mine 0.4:", timeout=BOOT)

    def test_code_of_a_link_is_discarded(self, demo):
        demo.go("thresholding", f"#edited={packed(EDITED)}")
        panel = Panel(demo)
        panel.button("Discard it").click()
        expect(demo.page).not_to_have_url(re.compile("edited="))
        demo.slide("level", 0.4)
        expect(demo.summary).to_contain_text("Threshold 0.4:")

    @pytest.mark.parametrize("text", ["nonsense!", packed(EDITED)[:-40], packed("x" * 300_000)],
                             ids=["no code", "cut off", "too long"])
    def test_a_damaged_link_says_so(self, demo, text):
        demo.go("thresholding", f"#level=0.3&edited={text}")
        expect(Panel(demo).outcome).to_contain_text("The code in this link is")
        expect(demo.summary).to_contain_text("Threshold 0.3:")

    def test_code_in_the_state_of_a_demo_waits_too(self, demo):
        code = "def image_function(img):%0A    return img %2B 1000%0A"
        demo.go("image-math", f"#dtype=uint16&code={code}")
        area = demo.page.get_by_role("textbox", name="Python")
        expect(area).to_have_value("def image_function(img):\n    return img + 1000\n")
        expect(demo.page.locator(".question")).to_contain_text("The link to this page carries code.")
        expect(demo.summary).to_contain_text("uint16")
        expect(demo.summary).not_to_contain_text("1255")
        demo.control("code").get_by_role("button", name="Run").click()
        expect(demo.summary).to_contain_text("from 1000 to 1255", timeout=BOOT)
        expect(demo.page.locator(".question")).to_be_hidden()


class TestOtherOrigin:
    """A page that embeds a demo is as strange as a link."""

    CODE = "def image_function(img):\n    return img + 1000\n"

    def test_its_code_waits_for_the_reader(self, embedded, address):
        embedded.go(f"{address}demos/image-math/?embed")
        answer = embedded.ask("setState", state={"code": self.CODE})
        assert answer["type"] == "failed"
        assert "when the reader has agreed" in answer["message"]
        expect(embedded.frame.locator(".question")).to_be_visible()
        assert embedded.ask("getState")["state"]["code"] != self.CODE
        embedded.frame.get_by_role("button", name="Run").click()
        expect(embedded.frame.locator("#summary")).to_contain_text("from 1000 to 1255", timeout=BOOT)

    def test_an_example_of_the_demo_runs_at_once(self, embedded, address):
        embedded.go(f"{address}demos/image-math/?embed")
        embedded.set(code="def image_function(img):\n    return img**2\n")

    def test_the_site_itself_may(self, insider, address):
        insider.go(f"{address}demos/image-math/?embed")
        assert "from 1000 to 1255" in insider.set(code=self.CODE)["summary"]


class TestPackages:
    """micropip installs from the site's own folder."""

    def test_a_wheel_of_the_site_is_installed(self, panel):
        panel.edit(EDITED)
        panel.dialog.get_by_label("Add a package").select_option("uncertainties")
        expect(panel.editor).to_contain_text('await micropip.install("uncertainties")')
        panel.ran(WITH_PACKAGE)
        expect(panel.demo.summary).to_contain_text(PACKAGE_SAYS)

    def test_one_that_the_site_lacks_is_named(self, panel, faults):
        faults.allowed.append("404")
        panel.run('import micropip\nawait micropip.install("no-such-thing")\n' + OWN)
        expect(panel.outcome).to_contain_text("line 2: ValueError: Can't fetch metadata for 'no-such-thing'",
                                              timeout=BOOT)


def test_one_editor_opens_however_often_it_is_asked_for(panel):
    """Before it is there, that is: its script still has to be fetched."""
    panel.button("Edit").evaluate("(edit) => { edit.click(); edit.click(); }")
    expect(panel.editor).to_be_focused()
    panel.ran(EDITED)
    expect(panel.editor).to_have_count(1)


def test_a_function_of_imaging_is_edited_too(panel):
    panel.button("Edit").click()
    entry = panel.dialog.locator("details", has_text="thresholding.otsu_threshold")
    entry.locator("summary").click()
    entry.get_by_role("button", name="Copy otsu_threshold into the editor").click()
    expect(panel.outcome).to_contain_text("otsu_threshold stands at the end of your code now")
    panel.button("Run").click()
    expect(panel.outcome).to_have_text(RAN, timeout=BOOT)
    expect(panel.demo.summary).to_contain_text("Otsu's threshold is 0.474.")
    panel.editor.press("Control+End")
    panel.page.keyboard.insert_text("\ndef otsu_threshold(counts, centres):\n    return centres[0]\n")
    panel.button("Run").click()
    expect(panel.demo.summary).to_contain_text("Otsu's threshold is 0.000.")


def test_what_is_printed_is_shown(panel):
    first = '    """Cut the image at the threshold; count what is left."""\n'
    panel.ran(OWN.replace(first, first + "    print('level', state['level'])\n"))
    expect(panel.dialog.locator(".printed")).to_have_text("level 0.49\n")


def test_the_program_of_the_state_is_downloaded(panel):
    panel.demo.slide("level", 0.3)
    expect(panel.demo.summary).to_contain_text("Threshold 0.3:")
    with panel.page.expect_download() as waited:
        panel.button("Download as a Python script").click()
    assert waited.value.suggested_filename == "thresholding.py"
    text = Path(waited.value.path()).read_text("utf-8")
    assert "'level': 0.3," in text
    wheel = re.search(r'pip install "(.*)"', text)[1]
    assert wheel.startswith(panel.demo.address)
    assert panel.page.request.get(wheel).ok
    compile(text, "thresholding.py", "exec")


class TestKeyboard:
    def test_the_editor_is_left_by_escape_and_tab(self, panel):
        panel.button("Edit").press("Enter")
        expect(panel.editor).to_be_focused()
        panel.page.keyboard.press("Tab")
        expect(panel.editor).to_be_focused()
        panel.page.keyboard.press("Escape")
        panel.page.keyboard.press("Tab")
        expect(panel.editor).not_to_be_focused()
        expect(panel.dialog).to_be_visible()

    def test_control_enter_runs(self, panel):
        panel.edit(EDITED)
        panel.editor.press("Control+Enter")
        expect(panel.demo.summary).to_contain_text("Mine 0.49:", timeout=BOOT)

    def test_escape_closes_and_gives_the_focus_back(self, panel):
        panel.button("Edit").press("Escape")
        expect(panel.dialog).to_be_hidden()
        expect(panel.page.get_by_role("button", name="Code", exact=True)).to_be_focused()
