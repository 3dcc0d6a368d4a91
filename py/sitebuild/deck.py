"""The deck: a Marp Markdown file becomes one static page with live demos in its frames."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path
from string import Template

from sitebuild.csp import META
from sitebuild.deck_frames import SlideRewriter
from sitebuild.deck_media import MediaFolder, local_css

WEB = Path(__file__).resolve().parents[2] / "web"
# Both name the folder in deck.mjs's fontPath, from which KaTeX's style sheet loads its fonts.
FONTS = "katex-fonts/"
_FONT = re.compile(re.escape(FONTS) + r"([\w-]+\.woff2)")
_OLDER_FONT = re.compile(r",\s*url\('" + re.escape(FONTS) + r"[^)]*\)\s*format\([^)]*\)")
# A line break that the author's editor made, as opposed to one before a list item.
_WRAP = re.compile(r"\n(?!\s*(?:[-*•]|\d+[.)])\s)")


class DeckError(ValueError):
    """A deck that cannot be built; the message names the file and what is wrong with it."""


@dataclass(frozen=True)
class DeckInfo:
    """What came out of a deck.

    Attributes
    ----------
    title : str
        Of the page: `title` in the front matter, else the first heading, else the file's name.
    slides : int
        Number of slides.
    demos : tuple of str
        Names of the demos in its frames, in order, each once.
    warnings : tuple of str
        What was left out or replaced by a notice, and why, with the number of the slide.
    """

    title: str
    slides: int
    demos: tuple[str, ...]
    warnings: tuple[str, ...]

#: What a page of the site shows itself by, and what keeps a browser from asking for something of the kind.
_ICON = Template('<link rel="icon" href="$root/icon.svg" type="image/svg+xml">\n'
                 '<link rel="manifest" href="$root/site.webmanifest">')
_NO_ICON = Template('<link rel="icon" href="data:,">')


def build_deck(source: Path, out: Path, demos: Mapping[str, str], site_root: str = "..",
               in_site: bool = False) -> DeckInfo:
    """Render a Marp deck into a folder that any static host can serve.

    Frames whose address is ``http://localhost:9091/NAME`` (what decks with Panel demos contain, and ours too)
    show our demo NAME. Anything that would load from another site is replaced by a notice with a link.

    Parameters
    ----------
    source : Path
        Marp Markdown file, UTF-8. Pictures it names by relative address are copied.
    out : Path
        Folder for index.html and what it needs; made if missing.
    demos : Mapping of str to str
        Titles of the demos that exist, by name.
    site_root : str
        Address of the site's root relative to `out`.
    in_site : bool
        Whether the rest of the site is there, with which a page prepares its next visits.

    Returns
    -------
    DeckInfo
        Title, number of slides, demos used, warnings.

    Raises
    ------
    DeckError
        If the file is missing, is not UTF-8, contains no slide, or Marp cannot be run.
    """
    rendered = _render(_read(source), source)
    out.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(out / "media", ignore_errors=True)
    media = MediaFolder(source.parent, out)

    slides: list[str] = []
    used: list[str] = []
    warnings: list[str] = []
    headings: list[str] = []
    has_content = False
    for number, slide in enumerate(rendered["slides"], 1):
        rewriter = SlideRewriter(demos, site_root, media)
        html = rewriter.rewrite(slide["html"])
        slides.append(f'<div class="slide">\n{html}{_notes(slide["notes"])}</div>')
        used += rewriter.demo_names
        warnings += [f"slide {number}: {text}" for text in rewriter.warnings]
        headings.append(unescape(rewriter.heading))
        has_content |= rewriter.has_content
    if not has_content:
        raise DeckError(f"{source}: no slides: the file has no text, picture or frame")

    css = _OLDER_FONT.sub("", rendered["css"])
    (out / "slides.css").write_text(local_css(css, media, FONTS, warnings), encoding="utf-8")
    _copy_fonts(css, out)
    _copy_shell(out)
    title = rendered["title"] or next(filter(None, headings), source.stem)
    page = Template((WEB / "deck" / "page.html").read_text(encoding="utf-8")).substitute(
        lang=escape(rendered["lang"] or "en"),
        policy=escape(META),
        title=escape(title),
        root=escape(site_root),
        site=" data-in-site" if in_site else "",
        icon=(_ICON if in_site else _NO_ICON).substitute(root=escape(site_root)),
        slides="\n".join(slides),
    )
    (out / "index.html").write_text(page, encoding="utf-8")
    return DeckInfo(title, len(slides), tuple(dict.fromkeys(used)), tuple(warnings))


def _read(source: Path) -> str:
    try:
        return source.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        found = f"byte {error.start} is {error.object[error.start]:#04x}"
        raise DeckError(f"{source}: not UTF-8 text ({found})") from None
    except OSError as error:
        raise DeckError(f"{source}: cannot be read: {error.strerror}") from None


def _render(markdown: str, source: Path) -> dict:
    """Run marp-core; the answer's form is described in web/tools/deck.mjs."""
    command = ["node", str(WEB / "tools" / "deck.mjs"), str(WEB / "deck" / "theme.css")]
    try:
        done = subprocess.run(command, input=markdown.encode(), capture_output=True, check=True)
    except FileNotFoundError:
        raise DeckError("node was not found: Node >= 20 is needed to render the deck") from None
    except subprocess.CalledProcessError as error:
        raise DeckError(f"{source}: Marp failed:\n{error.stderr.decode(errors='replace').strip()}") from None
    return json.loads(done.stdout)


def _notes(notes: list[str]) -> str:
    """Speaker notes, hidden in the page; a blank line starts a new paragraph, list items keep their lines."""
    if not notes:
        return ""
    paragraphs = (_WRAP.sub(" ", part) for note in notes for part in re.split(r"\n\s*\n", note))
    return '<aside class="notes" hidden>' + "".join(f"<p>{escape(p)}</p>" for p in paragraphs) + "</aside>\n"


def _copy_fonts(css: str, out: Path) -> None:
    """Copy the fonts that the style sheet names: all of KaTeX's if the deck has formulas, else none."""
    for name in sorted(set(_FONT.findall(css))):
        target = out / FONTS / name
        target.parent.mkdir(exist_ok=True)
        shutil.copyfile(WEB / "node_modules" / "katex" / "dist" / "fonts" / name, target)


def _copy_shell(out: Path) -> None:
    for file in (WEB / "deck").iterdir():
        if file.suffix == ".js" or file.name == "deck.css":
            shutil.copyfile(file, out / file.name)
