"""Without a network: what was kept works from a cold start, and versions of the site never mix."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from browser.chromium import CHROMIUM_ARGS, chromium_path
from browser.code_panel import PACKAGE_SAYS, WITH_PACKAGE, Panel
from browser.faults import FaultyServer, cut_off, damaged, hang_up, some_times
from browser.opened import BOOT, Opened
from browser.test_engines import ENGINES
from livedemo import discovery
from sitebuild import offline
from sitebuild.browsers import browser_executables
from sitebuild.output import Output

#: Time for everything to be fetched, checked and kept.
SAVING = 120_000
UNASKED = "localStorage.setItem('livedemo.offline', 'yes')"
KEPT = "async () => (await (await caches.open('livedemo-files')).keys()).map(({ url }) => url)"


@pytest.fixture
def device(playwright, tmp_path) -> Iterator[Callable[[], BrowserContext]]:
    """A device: each call starts its browser again, which knows what it knew."""
    with ExitStack() as stack:
        running: list[BrowserContext] = []

        def start() -> BrowserContext:
            if running:
                running.pop().close()
            context = playwright.chromium.launch_persistent_context(
                str(tmp_path / "profile"), executable_path=chromium_path(), args=list(CHROMIUM_ARGS),
                viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
            running.append(context)
            return context

        stack.callback(lambda: running.pop().close())
        yield start


def button(page: Page, name: str):
    return page.get_by_role("button", name=name)


def expect_offline(page: Page, how: str) -> None:
    expect(page.locator("html")).to_have_attribute("data-offline", how, timeout=SAVING)


def keep_everything(page: Page, address: str) -> None:
    page.goto(address)
    button(page, "Make available offline").click()
    expect_offline(page, "yes")


def forget_what_http_kept(page: Page) -> None:
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")


@pytest.mark.timeout(600)
@pytest.mark.scikit_image
def test_deck_and_every_demo_work_after_a_restart_without_network(device, built):
    with FaultyServer(built, "/course/") as server:
        page = device().new_page()
        keep_everything(page, server.url)
        expect(page.locator("#offline-status")).to_contain_text("Available offline: the deck and all demos")
        forget_what_http_kept(page)
        address = server.url
    context = device()  # nobody answers at this address any more
    page = context.new_page()
    page.goto(address)
    expect_offline(page, "yes")
    for name in discovery.names():
        Opened(page, address).go(name).expect_drawn()
    page.goto(f"{address}deck/#watch-a-frequency-fold")
    expect(page.frame_locator(".current iframe").locator("html")).to_have_attribute(
        "data-stage", "live", timeout=BOOT)
    panel = Panel(Opened(page, address).go("thresholding")).open()
    panel.ran(WITH_PACKAGE)
    expect(panel.demo.summary).to_contain_text(PACKAGE_SAYS)


def test_a_demo_that_was_opened_works_again_without_network(device, built):
    with FaultyServer(built) as server:
        context = device()
        context.add_init_script(UNASKED)
        opened = Opened(context.new_page(), server.url).go("thresholding")
        expect(opened.page.locator("html")).to_have_attribute("data-saved", "yes", timeout=SAVING)
        before = opened.summary.inner_text()
        forget_what_http_kept(opened.page)
        address = server.url
    opened = Opened(device().new_page(), address).go("thresholding")
    assert opened.summary.inner_text() == before
    opened.slide("level", 0.3)
    expect(opened.summary).to_contain_text("Threshold 0.3")
    # Of another one there is the page, and the words that say what is missing.
    Opened(opened.page, address).go("complex-image", stage="failed")
    expect(opened.status).to_contain_text("could not be")


def test_on_this_computer_nothing_is_kept_unasked(page, own_server):
    Opened(page, own_server.url).go("thresholding")
    expect(page.locator("html")).to_have_attribute("data-kept", "yes", timeout=BOOT)
    expect(page.locator("link[rel=manifest]")).to_have_attribute("href", "../../site.webmanifest")
    page.goto(own_server.url)
    expect_offline(page, "no")
    assert page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 0


def test_what_breaks_off_goes_on_and_what_is_damaged_is_refused(page, own_server, faults):
    faults.allowed.append(r"Failed to load resource|ERR_")
    own_server.faults["scipy-more.zip"] = some_times(2, cut_off(0.5))
    own_server.faults["samples/coins.npz"] = damaged
    page.goto(own_server.url)
    button(page, "Make available offline").click()
    expect(page.locator("#offline-status")).to_contain_text("samples/coins.npz is damaged", timeout=SAVING)
    expect_offline(page, "partly")
    kept = set(page.evaluate(KEPT))
    assert not [url for url in kept if "coins.npz" in url]
    assert kept
    own_server.faults.clear()
    own_server.asked.clear()
    button(page, "Get the rest").click()
    expect_offline(page, "yes")
    asked = {path for path, _ in own_server.asked}
    assert any("coins.npz" in path for path in asked)
    assert not asked & {f"{url.path}?{url.query}" for url in map(urlsplit, kept)}


def test_removed_means_removed(page, own_server):
    keep_everything(page, own_server.url)
    button(page, "Remove").click()
    expect_offline(page, "no")
    assert page.evaluate(KEPT) == []
    assert page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 0


@contextmanager
def published(site: Path, folder: Path) -> Iterator[tuple[FaultyServer, Callable[[str], None]]]:
    """A server of a copy of the site, and what publishes a version of it with other words in the gallery."""
    shutil.copytree(site, folder, ignore=shutil.ignore_patterns("*.br", "*.gz", "*.map"))
    demos = json.loads((folder / offline.TABLE).read_text("utf-8"))["demos"]

    def publish(words: str) -> None:
        gallery = folder / "index.html"
        gallery.write_text(gallery.read_text("utf-8").replace("Digital images, live", words), "utf-8")
        (folder / "demos/thresholding/poster.svg").write_text(
            "<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")
        out = Output(folder)
        out.keep("")
        offline.write(out, dict.fromkeys(demos, ()))

    with FaultyServer(folder) as server:
        yield server, publish


def test_a_newer_version_waits_until_the_reader_takes_it(page, built, tmp_path):
    with published(built, tmp_path / "site") as (server, publish):
        keep_everything(page, server.url)
        publish("Digital images, newer")
        server.asked.clear()
        page.reload()
        notice = page.locator("#notice")
        expect(notice).to_contain_text("newer version", timeout=SAVING)
        expect(page.get_by_role("heading", level=1)).to_have_text("Digital images, live")
        other = page.context.new_page()
        other.goto(server.url)
        expect(other.get_by_role("heading", level=1)).to_have_text("Digital images, live")
        button(page, "Update").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Digital images, newer", timeout=SAVING)
        expect_offline(page, "yes")
        # The other page was not reloaded; it says that it is old.
        expect(other.get_by_role("heading", level=1)).to_have_text("Digital images, live")
        expect(other.locator("#notice")).to_contain_text("older version")
        kept = [path for path, _ in server.asked if "v=" in path and "offline.json" not in path]
        assert {path.partition("?")[0].rpartition("/")[2] for path in kept} <= {"poster.svg"}


def test_what_another_version_sends_is_not_taken(page, built, tmp_path, faults):
    """A page of the old version never shows a file of the new one, whatever a host does with its address."""
    faults.allowed.append(r"Failed to load|ERR_|integrity|Nothing was kept|Failed to find a valid digest")
    with published(built, tmp_path / "site") as (server, publish):
        page.add_init_script(UNASKED)
        page.goto(server.url)
        page.evaluate("async () => { await navigator.serviceWorker.ready; }")
        page.reload()
        page.wait_for_function("() => Boolean(navigator.serviceWorker.controller)")
        publish("Digital images, newer")
        found = page.evaluate("""async () => {
          const response = await fetch("demos/thresholding/poster.svg").catch((error) => error);
          return response instanceof Error ? "refused" : response.text();
        }""")
        assert found == "refused"


def test_a_frame_in_another_site_registers_nothing(page, own_server, parent):
    page.add_init_script("try { localStorage.setItem('livedemo.offline', 'yes'); } catch {}")
    page.goto(parent)
    page.evaluate("(address) => { frame.src = address; }", f"{own_server.url}demos/thresholding/?embed")
    inside = page.frame_locator("iframe").locator("html")
    expect(inside).to_have_attribute("data-stage", "live", timeout=BOOT)
    expect(inside).to_have_attribute("data-kept", "yes", timeout=BOOT)
    assert inside.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 0


@pytest.mark.timeout(600)
@pytest.mark.scikit_image
@pytest.mark.parametrize("engine", ENGINES)
def test_every_demo_without_network_in_other_engines(engine, built):
    command, needed = ENGINES[engine]
    found = browser_executables()
    if missing := [name for name in needed if name not in found]:
        pytest.skip(f"{engine} is not installed: {', '.join(missing)} not set")
    with FaultyServer(built) as server:
        def fall_silent(handler, proceed):
            server.faults = {"": hang_up}
            hang_up(handler, proceed)

        server.faults["cut-the-line"] = fall_silent
        demos = discovery.names()
        job = {"url": server.url, "cut": f"{server.url}cut-the-line",
               "offline": [f"{server.url}demos/{name}/" for name in demos]}
        done = subprocess.run([*command(found), json.dumps([job])], capture_output=True, text=True,
                              timeout=570, check=False)
        assert done.returncode == 0, done.stderr
        [answer] = json.loads(done.stdout)
    assert "Available offline" in answer["kept"]
    assert answer["stages"] == ["live"] * len(demos), (demos[len(answer["stages"]) - 1], answer)
