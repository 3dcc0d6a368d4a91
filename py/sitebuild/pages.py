"""HTML pages from their shells in web/."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from string import Template
from typing import Any

import markdown

from livedemo.discovery import Demo
from livedemo.sections import OTHER, SECTIONS
from livedemo.view import Panel
from samples import Sample
from sitebuild import csp, previews
from sitebuild.first_figure import FirstFigure

_POINT = "Point at a pixel to read its value."


def _json_for_html(data: Any) -> str:
    """JSON that can stand inside a script element."""
    return json.dumps(data, separators=(",", ":")).replace("<", "\\u003c")


def _shell(path: Path, **values: str) -> str:
    return Template(path.read_text("utf-8")).substitute(policy=escape(csp.META), **values)


def demo_spec(demo: Demo, panels: Sequence[Panel], packages: Sequence[str],
              at_start: Sequence[str], missing: Sequence[str],
              samples: Mapping[str, Sample], build: str = "",
              addresses: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return what the page knows of its demo: controls, panels, displays, packages, addresses of scripts."""
    names = sorted({name for control in demo.image_inputs for name in control.samples})
    return {
        "name": demo.name,
        "title": demo.title,
        "controls": [control.describe() for control in demo.controls],
        "panels": [panel.spec for panel in panels],
        "displays": [display.describe() for panel in panels for display in panel.displays],
        "packages": list(packages),
        "atStart": list(at_start),
        "missing": list(missing),
        "samples": {n: {"title": samples[n].title, "description": samples[n].description} for n in names},
        "presets": {name: demo.preset(name) for name in demo.presets},
        "yields": demo.yields,
        "suggests": demo.suggest is not None,
        "build": build,
        **(addresses or {}),
        # What a user typed must be possible to stop without stopping every other demo.
        "dedicated": any(control.kind == "code" for control in demo.controls),
    }


def site_facts(demos: Sequence[Demo], versions: Mapping[str, str]) -> str:
    """Return, as JSON, what a page asks about the site when it needs it: all demos, versions of packages."""
    listed = [{"name": demo.name, "title": demo.title,
               "images": [control.name for control in demo.image_inputs]} for demo in demos]
    return json.dumps({"demos": listed, "versions": dict(versions)}, separators=(",", ":"))


def demo_page(web: Path, demo: Demo, first: FirstFigure, spec: Mapping[str, Any], address: str = "") -> str:
    """Return the page of a demo; `address` is where the site is published, if that is known."""
    root = "../.."
    preloads = [f'<link rel="modulepreload" href="{root}/demo/main.js">',
                '<link rel="preload" href="first.json" as="fetch" crossorigin>']
    preloads += [f'<link rel="preload" href="{name}" as="fetch" crossorigin>' for name in sorted(first.files)]
    return _shell(
        web / "demo/page.html", root=root, title=escape(demo.title), preloads="\n".join(preloads),
        description=escape(_first_paragraph(demo)),
        previews=previews.meta(demo.name, demo.title, _first_paragraph(demo), address),
        summary=escape(first.result.summary),
        spec=_json_for_html(spec), cells="\n".join(_cell(panel) for panel in first.panels),
        help=markdown.markdown(demo.help), hint=escape(demo.hint),
    )


def _cell(panel: Panel) -> str:
    name, kind = escape(panel.name), panel.spec["kind"]
    if kind == "table":
        return f'    <div class="cell table" data-panel="{name}"></div>'
    hint = panel.spec.get("caption", _POINT)
    long = ' class="long"' if "lookUp" in panel.spec else ""
    caption = f"<figcaption{long}>{escape(hint)}</figcaption>" if hint else ""
    plot = f'<div class="plot" role="img" aria-label="{escape(panel.spec["title"])}"></div>'
    return f'    <figure class="cell {kind}" data-panel="{name}">{plot}{caption}</figure>'


def _first_paragraph(demo: Demo) -> str:
    return demo.help.partition("\n\n")[0].replace("\n", " ")


def gallery_page(web: Path, demos: Sequence[Demo]) -> str:
    """Return the gallery of all demos."""
    by_section: dict[str, list[str]] = {section: [] for section in (*SECTIONS, OTHER)}
    for demo in demos:
        by_section[demo.section].append(_card(demo))
    sections = [
        f'<section>\n<h2>{escape(section)}</h2>\n<ul class="cards">\n{"".join(cards)}</ul>\n</section>'
        for section, cards in by_section.items() if cards]
    return _shell(web / "gallery/page.html", sections="\n".join(sections))


def _card(demo: Demo) -> str:
    return (f'<li><a href="demos/{demo.name}/">'
            f'<img src="demos/{demo.name}/poster.svg" alt="" width="960" height="540" loading="lazy">'
            f"<h3>{escape(demo.title)}</h3><p>{escape(_first_paragraph(demo))}</p></a></li>\n")
