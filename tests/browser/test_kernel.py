"""The line between a page and Python: one worker for all pages, latest wins, hidden pages rest."""

import http.server
import re
import threading

import pytest
from playwright.sync_api import expect

from browser.opened import BOOT, Opened

# Notes what the page sends to Python and what comes back, before any script of the page runs.
TAP = """
  window.sent = [];
  window.got = [];
  const post = MessagePort.prototype.postMessage;
  MessagePort.prototype.postMessage = function (message, ...rest) {
    if (message.type !== "ping") window.sent.push({ type: message.type, state: message.state });
    return post.call(this, message, ...rest);
  };
  const port = Object.getOwnPropertyDescriptor(MessagePort.prototype, "onmessage");
  Object.defineProperty(MessagePort.prototype, "onmessage", {
    set(listener) {
      port.set.call(this, (event) => {
        const { type, arrays = {}, images = {} } = event.data;
        window.got.push({ type, arrays: Object.keys(arrays).sort(), images: Object.keys(images) });
        listener(event);
      });
    },
  });
"""
# Lets a test hide the tab: a headless browser shows every one.
HIDE = """
  let hidden = false;
  Object.defineProperty(Document.prototype, "hidden", { get: () => hidden });
  window.hide = (now) => {
    hidden = now;
    document.dispatchEvent(new Event("visibilitychange"));
  };
"""


@pytest.fixture
def tapped(demo: Opened) -> Opened:
    demo.page.add_init_script(TAP)
    return demo


def computed(opened: Opened) -> list[dict]:
    """The states that were sent to be computed."""
    return opened.page.evaluate("sent.filter(({ type }) => type === 'compute').map(({ state }) => state)")


def results(opened: Opened) -> list[dict]:
    return opened.page.evaluate("got.filter(({ type }) => type === 'result')")


def test_of_many_changes_at_once_the_first_and_the_last_are_computed(tapped):
    tapped.go("thresholding")
    before = len(computed(tapped))
    tapped.control("level").locator("input").evaluate(
        """(input) => {
          for (let step = 1; step <= 60; step++) {
            input.value = String(0.1 + step / 100);
            input.dispatchEvent(new Event("input", { bubbles: true }));
          }
        }""")
    expect(tapped.summary).to_contain_text("Threshold 0.7:")
    expect(tapped.control("level").locator("output")).to_have_text("0.700")
    assert [state["level"] for state in computed(tapped)[before:]] == [0.11, 0.7]


def test_a_quick_drag_ends_on_the_last_state(tapped):
    tapped.go("fourier-filtering")
    before = len(computed(tapped))
    box = tapped.control("radius").locator("input").bounding_box()
    mouse = tapped.page.mouse
    mouse.move(box["x"] + 20, box["y"] + box["height"] - 12)
    mouse.down()
    mouse.move(box["x"] + 0.8 * box["width"], box["y"] + box["height"] - 12, steps=60)
    mouse.up()
    radius = tapped.control("radius").locator("input").input_value()
    assert int(radius) > 200
    expect(tapped.summary).to_contain_text(f"Low-pass at {radius} cycles")
    expect(tapped.control("radius").locator("output")).to_have_text(f"{radius} cycles")
    states = computed(tapped)[before:]
    assert states[-1]["radius"] == int(radius)
    assert len(states) <= 60
    assert len(results(tapped)) <= len(computed(tapped))


def test_arrays_that_have_not_changed_are_not_sent_again(tapped):
    tapped.go("fourier-filtering")
    assert {"image", "spectrum", "mask", "filtered"} <= set(results(tapped)[0]["arrays"])
    tapped.slide("radius", 60)
    expect(tapped.summary).to_contain_text("Low-pass at 60 cycles")
    latest = results(tapped)[-1]
    assert latest["arrays"] == ["filtered", "mask", "picture"]
    assert not {"image", "spectrum"} & set(latest["images"])


def test_a_hidden_page_neither_computes_nor_holds_arrays(tapped):
    tapped.page.add_init_script(HIDE)
    tapped.go("fourier-filtering")
    before = len(computed(tapped))
    tapped.page.evaluate("hide(true)")
    assert tapped.page.evaluate("sent.at(-1).type") == "rest"
    tapped.slide("radius", 70)
    tapped.slide("radius", 80)
    assert len(computed(tapped)) == before
    tapped.page.evaluate("hide(false)")
    expect(tapped.summary).to_contain_text("Low-pass at 80 cycles")
    assert [state["radius"] for state in computed(tapped)[before:]] == [80]
    assert {"image", "spectrum"} <= set(results(tapped)[-1]["arrays"])  # they had been let go


def test_a_hidden_page_gives_its_own_worker_up_and_has_it_again(page, address):
    """What a reader types runs in a worker of its own, hence with a Python of its own."""
    page.clock.install()
    page.add_init_script(HIDE)
    demo = Opened(page, address).go("image-math", "#dtype=uint8")
    [worker] = [worker for worker in page.workers if "kernel/worker.js" in worker.url]
    page.evaluate("hide(true)")
    with worker.expect_event("close"):
        page.clock.fast_forward(61_000)
    with page.expect_worker(lambda worker: "kernel/worker.js" in worker.url):
        page.evaluate("hide(false)")
    demo.control("dtype").locator("select").select_option("float32")
    expect(demo.summary).to_contain_text("float32", timeout=BOOT)


def test_a_frame_that_is_scrolled_away_rests(embedded, address):
    embedded.page.add_init_script(TAP)
    embedded.go(address + "demos/thresholding/?embed")
    inner = embedded.page.frames[1]
    sent = "sent.filter(({ type }) => ['rest', 'compute'].includes(type)).map(({ type }) => type)"
    frame = embedded.page.locator("iframe")
    frame.evaluate("(frame) => { frame.style.marginTop = '5000px'; }")
    resting = """() => new Promise((done) => {
      const last = () => sent.findLast(({ type }) => ["rest", "compute"].includes(type)).type;
      const look = () => (last() === "rest" ? done(true) : setTimeout(look, 20));
      look();
    })"""
    assert inner.evaluate(resting)
    before = embedded.heard()
    frame.evaluate("(frame) => { frame.style.marginTop = 0; }")
    assert embedded.hear("changed", before)["summary"].startswith("Threshold 0.49")
    assert inner.evaluate(sent)[-2:] == ["rest", "compute"]


def test_all_pages_share_one_python(context, chromium, own_server):
    first = Opened(context.new_page(), own_server.url).go("raises")
    asked = len(own_server.asked)
    second = Opened(context.new_page(), own_server.url).go("thresholding")
    third = Opened(context.new_page(), own_server.url).go("raises", "#level=3")
    more = [path for path, _ in own_server.asked[asked:]]
    assert not [path for path in more if "kernel/worker.js" in path]
    assert any("bundles/scipy" in path for path in more)  # only now, with the first demo that needs it
    session = chromium.new_browser_cdp_session()
    targets = session.send("Target.getTargets", {"filter": [{"type": "shared_worker"}]})["targetInfos"]
    assert len([target for target in targets if target["url"].startswith(own_server.url)]) == 1
    # Each page has its own state.
    first.slide("level", 2)
    expect(first.summary).to_have_text("Level 2.")
    expect(third.summary).to_have_text("Level 3.")
    expect(second.summary).to_contain_text("Threshold 0.49")


def test_a_page_that_comes_back_is_live_again(demo):
    """Off to another page and back, by the browser's own cache or without it."""
    demo.go("thresholding", "#level=0.3")
    demo.page.goto(demo.address)
    demo.page.go_back()
    demo.wait("live")
    demo.slide("level", 0.6)
    expect(demo.summary).to_contain_text("Threshold 0.6:")


class _Recorder(http.server.BaseHTTPRequestHandler):
    """A proxy that fetches nothing and remembers what it was asked for."""

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_error(502)

    do_CONNECT = do_GET

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def proxy():
    """A proxy for everything but this machine, with the list of what it was `asked` for."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Recorder) as server:
        server.asked = []
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield server
        server.shutdown()


@pytest.mark.scikit_image
def test_no_request_leaves_the_origin_not_even_of_the_worker(chromium, own_server, proxy, parent, faults):
    """A worker's requests do not show on its page, but all of a browser's go by way of its proxy."""
    context = chromium.new_context(proxy={"server": f"127.0.0.1:{proxy.server_port}", "bypass": "127.0.0.1"})
    page = context.new_page()
    page.goto(parent)
    page.evaluate("fetch('http://elsewhere.invalid/', { mode: 'no-cors' }).catch(() => {})")
    assert proxy.asked == ["http://elsewhere.invalid/"]  # so it would have been seen
    faults.watch(context)
    opened = Opened(page, own_server.url).go("connected-components")
    opened.page.locator("input[type=file]").set_input_files(
        {"name": "mine.png", "mimeType": "image/png", "buffer": PIXEL})
    expect(opened.control("image").locator("select").first.locator("option:checked")).to_have_text("mine.png")
    expect(opened.summary).to_contain_text("No region")
    asked = {re.match(r".*/([^/?-]*)", path)[1] for path, _ in own_server.asked}
    assert {"scipy.zip", "pillow"} <= asked
    assert len(proxy.asked) == 1
    context.close()


#: A grey PNG of one pixel.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000"
    "3a7e9b550000000a4944415478da6360000000020001e221bc33000000"
    "0049454e44ae426082")
