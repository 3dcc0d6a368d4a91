"""What DESIGN 8 says of each failure, provoked one by one; every test has an origin of its own."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from browser.faults import cut_off, damaged, hang_up, missing, some_times
from browser.opened import Opened

NO_SHARED_WORKER = "delete globalThis.SharedWorker;"
NO_WORKER = """
  delete globalThis.SharedWorker;
  globalThis.Worker = class { constructor() { throw new Error("no"); } };
"""
NO_STORAGE = """
  Object.defineProperty(globalThis, "localStorage", {
    get() { throw new DOMException("denied", "SecurityError"); },
  });
"""


@pytest.fixture
def opened(page, own_server) -> Opened:
    return Opened(page, own_server.url)


def expect_failed(opened: Opened, reason: str) -> None:
    """The page has failed, says why, and still shows its first figure."""
    opened.wait("failed")
    expect(opened.status).to_contain_text(re.compile(reason))
    expect(opened.status).to_have_attribute("data-kind", "error")
    expect(opened.summary).not_to_be_empty()
    opened.expect_drawn()


@pytest.mark.parametrize("part", ["bundles/numpy.", "pyodide.asm.wasm", "app.zip"])
def test_a_connection_that_is_refused_at_first_is_tried_again(opened, own_server, part):
    own_server.faults[part] = some_times(2, hang_up)
    opened.go("raises")
    assert len([path for path, _ in own_server.asked if part in path]) >= 3


def test_a_broken_download_is_resumed_where_it_stopped(opened, own_server):
    own_server.faults["bundles/numpy."] = some_times(1, cut_off(0.5))
    opened.go("raises")
    ranges = [wanted for path, wanted in own_server.asked if "bundles/numpy." in path]
    assert ranges[0] is None
    # The browser's cache may ask for a single byte first, to see whether the file is still the same.
    starts = [int(re.match(r"bytes=(\d+)-", wanted)[1]) for wanted in ranges[1:]]
    assert starts
    assert min(starts) > 100_000


def test_a_missing_file_is_named_and_retry_works_once_it_is_back(opened, own_server):
    own_server.faults["bundles/numpy."] = missing
    opened.go("raises", stage="failed")
    expect_failed(opened, r"bundles/numpy\.zip is missing on the server")
    opened.slide("level", 3)  # not lost either
    own_server.faults.clear()
    opened.page.get_by_role("button", name="Retry").click()
    opened.wait("live")
    expect(opened.summary).to_have_text("Level 3.")
    marks = opened.marks()
    assert marks[0] == "shell"
    assert marks[-2:] == ["painted", "live"]
    assert marks.count("failed") == 1  # before or after the first figure, whichever comes first


def test_a_damaged_file_is_fetched_once_more(opened, own_server):
    own_server.faults["bundles/numpy."] = some_times(1, damaged)
    opened.go("raises")
    assert len([path for path, _ in own_server.asked if "bundles/numpy." in path]) == 2


def test_a_file_that_stays_damaged_is_refused_by_name(opened, own_server):
    own_server.faults["bundles/numpy."] = damaged
    opened.go("raises", stage="failed")
    expect_failed(opened, r"bundles/numpy\.zip is damaged: its SHA-256 is not [0-9a-f]{12}")
    assert len([path for path, _ in own_server.asked if "bundles/numpy." in path]) == 2


def test_a_figure_whose_files_break_off_is_drawn_all_the_same(page, own_server, faults):
    faults.allowed.append(r"Failed to load resource|ERR_")
    own_server.faults["first.json"] = some_times(2, hang_up)
    own_server.faults["picture.webp"] = some_times(2, hang_up)
    Opened(page, own_server.url).go("thresholding").expect_drawn()
    assert len([path for path, _ in own_server.asked if "first.json" in path]) > 2



def test_without_the_first_figure_the_page_says_so(opened, own_server, faults):
    own_server.faults["first.json"] = missing
    faults.allowed.append("404")
    opened.go("raises", stage="failed")
    expect(opened.status).to_contain_text("The figure could not be drawn: first.json: HTTP 404")
    expect(opened.page.get_by_role("button", name="Retry")).to_be_visible()


def test_a_demo_explains_that_its_package_is_missing(opened):
    """As in a build that found scikit-image nowhere."""
    def without(route):
        answer = route.fetch()
        text = answer.text().replace('"missing":[]', '"missing":["scikit-image"]')
        route.fulfill(response=answer, body=text)

    opened.page.route("**/demos/connected-components/", without)
    opened.go("connected-components", stage="failed")
    expect_failed(opened, "This site was built without scikit-image")


def test_an_error_in_python_leaves_the_figure_and_the_next_change_computes(probe):
    probe.go("raises", "#level=4")
    expect(probe.summary).to_have_text("Level 4.")
    probe.slide("level", 8)
    expect(probe.status).to_contain_text("ZeroDivisionError: level 8 is too much")
    expect(probe.status).to_contain_text("raises.py, line")
    expect(probe.summary).to_have_text("Level 4.")
    assert probe.page.evaluate("document.documentElement.dataset.stage") == "live"
    probe.slide("level", 2)
    expect(probe.summary).to_have_text("Level 2.")
    expect(probe.status).to_contain_text("CPU")


def test_a_first_state_that_raises_is_no_dead_end(probe):
    """A link into an error: the page still becomes live with the next change."""
    probe.go("raises", "#level=9", stage="painted")
    expect(probe.status).to_contain_text("ZeroDivisionError: level 9 is too much")
    probe.slide("level", 2)
    probe.wait("live")
    expect(probe.summary).to_have_text("Level 2.")


def kill_workers(browser, address: str) -> None:
    """Close the shared workers of a site, as a browser does that runs out of memory."""
    session = browser.new_browser_cdp_session()
    kinds = [{"type": "shared_worker"}]
    found = [target for target in session.send("Target.getTargets", {"filter": kinds})["targetInfos"]
             if target["url"].startswith(address)]
    assert found
    for target in found:
        assert session.send("Target.closeTarget", {"targetId": target["targetId"]})["success"]
    session.detach()


#: Moves a slider at the very moment when the status has a text: Python may be back soon.
SLIDE_WHEN_TOLD = """([name, text, value]) => {
  const status = document.querySelector("#status");
  const observer = new MutationObserver(() => {
    if (!status.textContent.includes(text)) return;
    observer.disconnect();
    const input = document.querySelector(`[data-control=${name}] input`);
    input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
  observer.observe(status, { subtree: true, childList: true, characterData: true });
}"""


def test_a_killed_worker_is_replaced_and_every_page_goes_on(opened, context, chromium, own_server, small_npy):
    """Both demos keep their states, and an image that was opened is opened again."""
    opened.go("raises", "#level=3")
    other = Opened(context.new_page(), own_server.url).go("every-control", "#amount=9")
    other.page.locator("input[type=file]").set_input_files(small_npy)
    other.expect_state(image="own")
    image = other.page.evaluate("performance.getEntriesByName('drawn').length")
    for page, name in ((opened, "level"), (other, "amount")):
        page.page.evaluate(SLIDE_WHEN_TOLD, [name, "it is being started again with your settings", "4"])
    kill_workers(chromium, own_server.url)
    expect(opened.summary).to_have_text("Level 4.", timeout=60_000)
    other.wait("live")
    expect(other.summary).to_contain_text('"amount": 4', timeout=60_000)
    other.expect_state(image="own")
    assert other.page.evaluate("performance.getEntriesByName('drawn').length") > image


@pytest.fixture
def small_npy(tmp_path):
    path = tmp_path / "small.npy"
    np.save(path, np.arange(64 * 48, dtype=np.float32).reshape(48, 64))
    return path


def test_a_hang_is_noticed_and_python_started_again(opened):
    opened.go("hangs")
    opened.control("hang").locator("input").check()
    opened.slide("level", 7)
    opened.control("hang").locator("input").uncheck()  # waits behind what hangs
    expect(opened.status).to_contain_text("no answer for 10 seconds", timeout=30_000)
    expect(opened.summary).to_have_text("Level 7.", timeout=60_000)


def test_typed_code_that_hangs_is_stopped_by_its_button(probe):
    """It runs in a worker of its own: other demos go on meanwhile."""
    probe.go("typed-code")
    expect(probe.summary).to_have_text("The answer is 42.")
    other = Opened(probe.page.context.new_page(), probe.address).go("raises")
    probe.page.get_by_label("Examples").select_option("Endless")
    other.slide("level", 5)
    expect(other.summary).to_have_text("Level 5.")
    other.page.close()
    probe.control("code").locator("textarea").fill("answer = 1 + 1")
    probe.page.get_by_role("button", name="Stop").click()
    probe.page.get_by_role("button", name="Run").click()
    expect(probe.summary).to_have_text("The answer is 2.", timeout=60_000)


def test_without_wasm_the_page_says_so(opened):
    opened.page.add_init_script("delete globalThis.WebAssembly;")
    opened.go("raises", stage="failed")
    expect_failed(opened, "has no WebAssembly")


def test_without_workers_the_page_says_so(opened):
    opened.page.add_init_script(NO_WORKER)
    opened.go("raises", stage="failed")
    expect_failed(opened, "did not start the worker")


def test_without_shared_workers_a_dedicated_one_does(opened):
    opened.page.add_init_script(NO_SHARED_WORKER)
    with opened.page.expect_worker() as started:
        opened.go("raises")
    assert "/kernel/worker.js?v=" in started.value.url
    opened.slide("level", 2)
    expect(opened.summary).to_have_text("Level 2.")


def test_blocked_storage_does_not_matter(opened):
    opened.page.add_init_script(NO_STORAGE)
    opened.go("raises")
    opened.page.get_by_role("button", name="Theme").click()
    opened.slide("level", 2)
    expect(opened.summary).to_have_text("Level 2.")


@pytest.mark.parametrize("context_options", [{"java_script_enabled": False}])
def test_without_javascript_there_is_the_poster_and_the_text(page, address):
    page.goto(address + "demos/thresholding/")
    expect(page.locator("noscript p")).to_have_text(re.compile("needs JavaScript; here is its first figure"))
    expect(page.locator("noscript p")).to_be_visible()
    poster = page.locator("noscript img")
    expect(poster).to_be_visible()
    assert poster.evaluate("(image) => image.naturalWidth") > 0
    assert "Threshold 0.49" in poster.get_attribute("alt")
    expect(page.locator("#help")).to_contain_text("Otsu's method")
