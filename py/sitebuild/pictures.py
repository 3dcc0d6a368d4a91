"""Pictures that are kept in static/ and renewed on request: README's poster, icons, and screenshots."""

from __future__ import annotations

import io
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image

from sitebuild import ROOT, browsers, server

STATIC = ROOT / "static"
#: Edge in pixels, and whether the device cuts a shape of its own out of it.
ICONS = {"icons/icon-192.png": (192, False), "icons/icon-512.png": (512, False),
         "icons/maskable-512.png": (512, True)}
#: Address, size in CSS pixels.
SCREENSHOTS = {"screenshots/demo.webp": ("demos/connected-components/", 1280, 720),
               "screenshots/deck.webp": ("deck/#watch-a-frequency-fold", 1280, 720),
               "screenshots/phone.webp": ("demos/thresholding/", 390, 844)}
#: The part of a maskable icon that is never cut off, as a part of its edge.
_SAFE = 0.8
#: The demo that is shown, in a slide or on a page of its own, is live.
_LIVE = """() => {
  const frame = document.querySelector(".slide.current iframe");
  return (frame ? frame.contentDocument : document)?.documentElement.dataset.stage === "live";
}"""
#: The picture of the README, and the demo it shows.
POSTER, POSTER_OF = STATIC / "poster.svg", "connected-components"


def renew(site: Path) -> None:
    """Renew all of them, from static/icon.svg and from a built site."""
    shutil.copyfile(site / f"demos/{POSTER_OF}/poster.svg", POSTER)
    with _browser() as chromium:
        for name, (edge, maskable) in ICONS.items():
            _save(name, _icon(chromium, edge, maskable), lossless=True)
        with server.make_server(site) as running:
            threading.Thread(target=running.serve_forever, daemon=True).start()
            for name, (address, width, height) in SCREENSHOTS.items():
                page = chromium.new_page(viewport={"width": width, "height": height}, color_scheme="light")
                page.goto(running.url + address)
                page.wait_for_function(_LIVE, timeout=120_000)
                _save(name, page.screenshot(), lossless=False)
                page.close()
            running.shutdown()


@contextmanager
def _browser() -> Iterator:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        executable = browsers.provide()[browsers.CHROMIUM]
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield browser
        browser.close()


def _icon(chromium, edge: int, maskable: bool) -> bytes:
    """Return the icon as PNG; a maskable one fills its square and keeps to the middle."""
    drawing = (STATIC / "icon.svg").read_text("utf-8")
    inner = edge * (_SAFE if maskable else 1)
    page = chromium.new_page(viewport={"width": edge, "height": edge})
    ground = "#10141c" if maskable else "none"
    page.set_content(f"<style>html, body {{ margin: 0; height: 100%; display: grid; place-items: center; "
                     f"background: {ground}; }} svg {{ width: {inner}px; }}</style>{drawing}")
    picture = page.screenshot(omit_background=True)
    page.close()
    return picture


def _save(name: str, png: bytes, lossless: bool) -> None:
    target = STATIC / name
    target.parent.mkdir(exist_ok=True)
    with Image.open(io.BytesIO(png)) as picture:
        if lossless:
            picture.save(target, optimize=True)
        else:
            picture.convert("RGB").save(target, quality=82, method=6)
