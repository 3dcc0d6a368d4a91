"""The second visit: Python from a snapshot that was made after the first, or as if there were none."""

import re

import pytest
from playwright.sync_api import expect

from browser.opened import BOOT, Opened

CODE = "import numpy as np\ndef image_function(img):\n    return {}\n"
# Of the bytes that are kept the first eight say how long the description is, and where the memory begins.
CHANGE = """async () => {
  const change = (bytes, size, begin) => { %s };
  const cache = await caches.open("livedemo-snapshots");
  const [request] = await cache.keys();
  const bytes = new Uint8Array(await (await cache.match(request)).arrayBuffer());
  const [size, begin] = new Uint32Array(bytes.buffer, 0, 2);
  await cache.put(request, new Response(change(bytes, size, begin) ?? bytes));
}"""
DAMAGES = {
    "another table": """
        const text = new TextDecoder().decode(bytes.subarray(8, 8 + size));
        const other = text.replace(/"table":(.)/, (_, digit) => `"table":${(Number(digit) % 9) + 1}`);
        bytes.set(new TextEncoder().encode(other), 8);""",
    "no memory": "bytes.fill(0, begin)",
    "half of it": "return bytes.slice(0, begin + (bytes.length - begin) / 2)",
    "no snapshot": "return new TextEncoder().encode('nothing of the kind')",
}


@pytest.fixture
def visited(page, own_server) -> Opened:
    """A page with a worker of its own that ends with it, in a browser that has kept a snapshot."""
    opened = Opened(page, own_server.url).go("image-math")
    expect_kept(opened)
    return opened


def expect_kept(opened: Opened) -> None:
    expect(opened.page.locator("html")).to_have_attribute("data-kept", "yes", timeout=BOOT)


def rung(opened: Opened) -> str:
    return opened.page.locator("html").get_attribute("data-rung")


def again(opened: Opened) -> Opened:
    opened.page.reload()
    return opened.wait("live")


def run(opened: Opened, code: str) -> str:
    before = opened.summary.inner_text()
    opened.page.get_by_role("textbox", name="Python").fill(code)
    opened.page.get_by_role("button", name="Run").click()
    expect(opened.summary).not_to_have_text(before, timeout=60_000)
    return opened.summary.inner_text()


def test_the_second_visit_starts_from_a_snapshot_and_computes_the_same(visited):
    assert rung(visited) == "bundle"
    first = visited.summary.inner_text()
    again(visited)
    assert rung(visited) == "snapshot"
    expect(visited.summary).to_have_text(first)
    visited.expect_drawn()


def test_packages_of_later_stages_and_wheels_are_imported_after_it(visited):
    again(visited)
    imports = "import scipy.ndimage, PIL.Image, email.mime.text\n"
    code = imports + CODE.format("scipy.ndimage.gaussian_filter(img, 2)")
    assert run(visited, code).startswith("float64, 512 x 512: from ")
    brought = visited.page.locator("html").get_attribute("data-brought")
    assert {"pillow:PIL", "library:email"} <= set(brought.split())


def test_random_numbers_do_not_repeat(visited):
    told = {run(visited, CODE.format("img + 1e6 * np.random.random()"))}
    expect(visited.page).to_have_url(re.compile("code="))  # so it runs again at once
    for _ in range(2):
        again(visited)
        assert rung(visited) == "snapshot"
        told.add(visited.summary.inner_text())
    assert len(told) == 3


@pytest.mark.parametrize("damage", DAMAGES)
def test_one_that_does_not_fit_is_given_up_unnoticed(visited, damage):
    visited.page.evaluate(CHANGE % DAMAGES[damage])
    first = visited.summary.inner_text()
    again(visited)
    assert rung(visited) == "bundle"
    expect(visited.summary).to_have_text(first)
    expect_kept(visited)
    again(visited)
    assert rung(visited) == "snapshot"


def test_without_storage_nothing_is_kept(page, own_server):
    page.add_init_script("delete globalThis.caches; delete Window.prototype.caches;")
    opened = Opened(page, own_server.url).go("image-math")
    expect(page.locator("html")).to_have_attribute("data-kept", "no")
    assert rung(opened) == "bundle"


def test_a_worker_that_pages_share_starts_from_it_too(page, own_server):
    opened = Opened(page, own_server.url).go("gamma-log")
    expect_kept(opened)
    first = opened.summary.inner_text()
    page.evaluate("localStorage.setItem('livedemo.kernel', '1')")  # as if the worker had ended
    again(opened)
    assert rung(opened) == "snapshot"
    expect(opened.summary).to_have_text(first)
    opened.slide("gamma", 0.5)
    expect(opened.summary).to_contain_text("γ = 0.50")
