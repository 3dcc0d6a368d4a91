"""A person's own image is kept for the next visit, or taken to another demo; both only on this device."""

import json
import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from browser.opened import Opened
from browser.test_images import FLOAT, GREY16, STACK, npy, tiff

# How many files are stored.
STORED = """() => new Promise((resolve) => {
  const opening = indexedDB.open("livedemo-own");
  opening.onsuccess = () => {
    const count = opening.result.transaction("files").objectStore("files").count();
    count.onsuccess = () => resolve(count.result);
  };
})"""
KEEP = "Keep on this device"


def give(opened: Opened, name: str, data: bytes, control: str = "image") -> None:
    opened.control(control).locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": data})
    expect(chosen(opened, control)).to_have_text(name)


def chosen(opened: Opened, control: str = "image"):
    return opened.control(control).locator("select").first.locator("option:checked")


def keep(opened: Opened) -> None:
    """Tick, and wait until it is stored."""
    switch = opened.page.get_by_role("switch", name=KEEP)
    switch.check()
    opened.page.wait_for_function("() => (localStorage.getItem('livedemo.kept') ?? '[]') !== '[]'")


@pytest.fixture
def fresh(context: BrowserContext, probes: str) -> Opened:
    """The demo with every control in a browser that has nothing stored."""
    return Opened(context.new_page(), probes).go("every-control")


def test_an_image_is_taken_to_another_demo_and_is_gone_after_that(fresh):
    give(fresh, "mine.npy", npy(FLOAT))
    page = fresh.page
    titles = page.get_by_label("Use Image in another demo").locator("option").all_inner_texts()
    assert "Binary threshold" in titles
    assert "Every control" not in titles  # where it is already
    assert "Thin lens" not in " ".join(titles)  # takes no image
    page.get_by_label("Use Image in another demo").select_option(label="Binary threshold")
    page.wait_for_url(re.compile("demos/thresholding/"))
    fresh.wait("live")
    expect(chosen(fresh)).to_have_text("mine.npy")
    expect(fresh.page.locator(".notes")).to_contain_text("53 × 37 px, float32")
    page.wait_for_function(f"async () => await ({STORED})() === 0")
    page.reload()
    fresh.wait("live")
    expect(fresh.status).to_contain_text("somebody's own and is not kept on this device")
    expect(fresh.control("image").locator("select").first).to_have_value("nanoparticles")


def test_a_kept_image_survives_a_reload_with_its_frame(fresh):
    give(fresh, "stack.tif", tiff(STACK, photometric="minisblack"))
    keep(fresh)
    frames = fresh.page.get_by_label(re.compile("Frame"))
    frames.fill("3")
    frames.press("Enter")
    fresh.page.wait_for_function("() => JSON.parse(localStorage.getItem('livedemo.kept'))[0].frame === 2")
    expect(fresh.page).to_have_url(re.compile("image=own"))
    fresh.page.reload()
    fresh.wait("live")
    expect(chosen(fresh)).to_have_text("stack.tif")
    expect(frames).to_have_value("3")
    fresh.expect_state(image="own")
    expect(fresh.page.get_by_role("switch", name=KEEP)).to_be_checked()


def test_another_demo_and_another_tab_offer_it(fresh, context, probes):
    other = Opened(context.new_page(), probes).go("every-control")
    give(fresh, "grey.tif", tiff(GREY16))
    keep(fresh)
    offered = other.control("image").locator("optgroup option")
    expect(offered).to_have_text("grey.tif, 5 kB")  # at once, without a reload
    other.control("image").locator("select").first.select_option(label="grey.tif, 5 kB")
    expect(chosen(other)).to_have_text("grey.tif")
    other.expect_state(image="own")
    third = Opened(context.new_page(), probes).go("thresholding", "#image=own")
    expect(chosen(third)).to_have_text("grey.tif")
    # Forgotten in one tab, it is offered in none; where it is open it stays open.
    fresh.page.get_by_role("button", name=re.compile("^Forget")).click()
    fresh.expect_state(image="camera")
    expect(fresh.control("image").locator("optgroup")).to_have_count(0)
    expect(fresh.control("image").locator("option[value=own]")).to_be_hidden()
    expect(other.page.get_by_role("switch", name=KEEP)).not_to_be_checked()
    expect(chosen(other)).to_have_text("grey.tif")


def test_two_tabs_open_two_kept_images_after_a_reload(fresh, context, probes):
    other = Opened(context.new_page(), probes).go("every-control")
    for tab, name in ((fresh, "one.npy"), (other, "two.npy")):
        give(tab, name, npy(FLOAT))
        keep(tab)
        expect(tab.page).to_have_url(re.compile("image=own"))
    other.page.wait_for_function("() => JSON.parse(localStorage.getItem('livedemo.kept')).length === 2")
    for tab, name in ((fresh, "one.npy"), (other, "two.npy")):
        tab.page.reload()
        tab.wait("live")
        expect(chosen(tab)).to_have_text(name)


def test_what_is_forgotten_does_not_come_back_by_undo(fresh):
    give(fresh, "secret.npy", npy(FLOAT))
    fresh.expect_state(image="own")
    fresh.page.get_by_role("button", name=re.compile("^Forget")).click()
    fresh.expect_state(image="camera")
    fresh.page.get_by_role("button", name="Undo", exact=True).click()
    fresh.expect_state(image="camera")
    expect(chosen(fresh)).not_to_have_text("secret.npy")


def test_a_link_that_names_an_own_image_says_that_it_is_not_here(fresh):
    fresh.go("thresholding", "#image=own&level=0.3")
    expect(fresh.status).to_contain_text("somebody's own")
    expect(fresh.status).to_have_attribute("data-kind", "error")
    expect(fresh.control("level").locator("output")).to_have_text("0.300")


FULL = """() => {
  IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); };
}"""


def blocked(name: str) -> str:
    """A browser that refuses a kind of storage."""
    return (f"Object.defineProperty(globalThis, '{name}', "
            "{ get() { throw new DOMException('no', 'SecurityError'); } });")


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [(f"({FULL})()", "storage for this site is full"),
     (blocked("indexedDB"), "lets this page store nothing"),
     (blocked("localStorage"), "lets this page store nothing")],
    ids=["full", "no database", "no storage"])
def test_without_storage_it_is_said_and_the_image_stays(context, probes, spoil, reason):
    page = context.new_page()
    page.add_init_script(spoil)
    opened = Opened(page, probes).go("every-control")
    give(opened, "mine.npy", npy(FLOAT))
    switch = page.get_by_role("switch", name=KEEP)
    switch.click()
    expect(opened.status).to_contain_text(reason)
    expect(switch).not_to_be_checked()
    assert opened.state["image"] == "own"


def test_all_of_it_goes_by_keyboard(fresh):
    give(fresh, "mine.npy", npy(FLOAT))
    page: Page = fresh.page
    page.get_by_role("switch", name=KEEP).press(" ")
    page.wait_for_function("() => (localStorage.getItem('livedemo.kept') ?? '[]') !== '[]'")
    assert json.loads(page.evaluate("localStorage.getItem('livedemo.kept')"))[0]["name"] == "mine.npy"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    fresh.expect_state(image="camera")
    expect(fresh.control("image").locator("select").first).to_be_focused()
    assert page.evaluate("localStorage.getItem('livedemo.kept')") == "[]"
