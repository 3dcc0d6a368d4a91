"""The deck for those who cannot open it live: PDF, handout with notes, PowerPoint.

A browser prints what it shows. In place of each demo stand its poster, made by the build, its title and its
address; so what is exported is never older than the site.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sitebuild import BuildError, browsers, console, server

#: A slide in CSS pixels, and how many pixels of a picture each of them gets.
WIDTH, HEIGHT, SCALE = 1280, 720, 2
#: Of pictures of slides, in per cent: with less, letters get blurred edges.
QUALITY = 88
_EMU = 9525  # PowerPoint's unit: English metric units in a CSS pixel.
_READY = "() => [...document.images].every((image) => image.complete)"
_LINKS = """(slide) => {
  const box = slide.getBoundingClientRect();
  return [...slide.querySelectorAll("a[href]")].filter((link) => link.checkVisibility()).map((link) => {
    const { left, top, width, height } = link.getBoundingClientRect();
    return { address: link.getAttribute("href"), box: [left - box.left, top - box.top, width, height] };
  });
}"""


@dataclass(frozen=True)
class Slide:
    """One slide as PowerPoint gets it.

    Parameters
    ----------
    title, notes : str
        Its heading, and what the speaker says.
    picture : bytes
        JPEG or PNG.
    links : sequence of (str, sequence of float)
        Address, and left, top, width and height in pixels of the slide.
    """

    title: str
    notes: str
    picture: bytes
    links: Sequence[tuple[str, Sequence[float]]]


def export(site: Path, pdf: Path | None, handout: Path | None, pptx: Path | None, address: str = "") -> None:
    """Export the deck of a built site.

    Parameters
    ----------
    site : Path
        The site, as `sitebuild.site.build` made it.
    pdf, handout, pptx : Path, optional
        What to write: slides, slides with notes, and PowerPoint.
    address : str
        Where the site is published; demos are linked there. Without it links to demos are left out of
        PowerPoint, and lead to the development server in PDF files.

    Raises
    ------
    BuildError
        If there is no Chromium, or a file cannot be written.
    """
    with _deck(site, address) as page:
        if pdf:
            _write(pdf, page.pdf(prefer_css_page_size=True, print_background=True))
        if handout:
            page.evaluate("document.documentElement.classList.add('handout')")
            sheet = page.add_style_tag(content="@page { size: A4 portrait; margin: 12mm; }")
            _write(handout, page.pdf(prefer_css_page_size=True, print_background=True))
            sheet.evaluate("(style) => style.remove()")
            page.evaluate("document.documentElement.classList.remove('handout')")
        if pptx:
            _write(pptx, powerpoint(list(_slides(page, address))))


@contextmanager
def _deck(site: Path, address: str) -> Iterator:
    """The deck in a browser, as it is printed."""
    from playwright.sync_api import sync_playwright

    executable = browsers.provide()[browsers.CHROMIUM]
    with server.make_server(site) as running, sync_playwright() as playwright:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, device_scale_factor=SCALE,
                                color_scheme="light")
        page.goto(f"{running.url}deck/")
        page.emulate_media(media="print")
        if address:
            page.evaluate("""(root) => {
              for (const link of document.querySelectorAll("a[href^='../']")) {
                link.href = root.replace(/\\/*$/, "/") + link.getAttribute("href").slice(3);
              }
            }""", address)
        page.evaluate("for (const image of document.images) image.loading = 'eager'")
        page.wait_for_function(_READY)
        try:
            yield page
        finally:
            browser.close()
            running.shutdown()


def _slides(page: object, address: str) -> Iterator[Slide]:
    for element in page.locator(".slide").all():
        section = element.locator("section")
        heading = section.locator("h1, h2, h3").first
        notes = element.locator(".notes p").all_text_contents()
        links = [(link["address"], link["box"]) for link in section.evaluate(_LINKS)
                 if link["address"].startswith(("http://", "https://"))]
        yield Slide(heading.inner_text() if heading.count() else "", "\n\n".join(notes),
                    section.screenshot(type="jpeg", quality=QUALITY), links)


def powerpoint(slides: Sequence[Slide]) -> bytes:
    """Return a presentation of pictures, with titles for readers of outlines, notes and links."""
    from pptx import Presentation
    from pptx.util import Emu

    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(WIDTH * _EMU), Emu(HEIGHT * _EMU)
    for slide in slides:
        page = deck.slides.add_slide(deck.slide_layouts[6])  # without placeholders
        picture = page.shapes.add_picture(io.BytesIO(slide.picture), 0, 0, deck.slide_width,
                                          deck.slide_height)
        picture.name = slide.title
        picture._element.nvPicPr.cNvPr.set("descr", slide.title)
        for address, box in slide.links:
            area = page.shapes.add_shape(1, *(Emu(round(value * _EMU)) for value in box))
            area.fill.background()
            area.line.fill.background()
            area.click_action.hyperlink.address = address
        page.notes_slide.notes_text_frame.text = slide.notes
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise BuildError(f"{path} cannot be written: {error.strerror}") from None
    console.say(f"Wrote {path} ({console.megabytes(len(content))})")
