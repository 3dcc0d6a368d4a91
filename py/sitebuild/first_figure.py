"""The first figure of a demo: computed by CPython, drawn from static files before the browser has Python."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from bokeh.document import Document
from bokeh.embed.util import standalone_docs_json_and_render_items
from bokeh.models import ColumnDataSource

from livedemo.discovery import Demo
from livedemo.images import Picture
from livedemo.result import Result
from livedemo.state import State, clean_state, default_state
from livedemo.view import Panel
from sitebuild.compression import webp

#: Arrays above this many bytes that no table or curve needs stay out of the page.
SMALL = 64_000


@dataclass
class FirstFigure:
    """What `build` makes of a demo."""

    result: Result
    state: State
    limits: Mapping[str, tuple[float, float]]
    panels: list[Panel]
    document: dict[str, Any]
    files: dict[str, bytes]

    @property
    def models(self) -> set[str]:
        """Names of the Bokeh models that its document has; Bokeh's documents bring their settings along."""
        return set(_models(self.document["doc"])) - {"DocumentConfig"}


def _models(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if part.get("type") == "object":
            yield part["name"]
        part = list(part.values())
    if isinstance(part, list):
        for inner in part:
            yield from _models(inner)


def build(demo: Demo, picture: Callable[[str], Picture]) -> FirstFigure:
    """Compute the default state of `demo` and serialise what `view` makes of it.

    Parameters
    ----------
    demo : Demo
        The demo.
    picture : callable
        Returns the sample of a name.
    """
    state = default_state(demo.controls)
    pictures = {c.name: picture(state[c.name]) for c in demo.image_inputs}
    prepared = demo.prepare(pictures)
    limits = demo.limits(prepared)
    state = clean_state(demo.controls, state, limits)
    result = asyncio.run(demo.last_result(prepared, state))
    if demo.view is None:
        raise ValueError(f"{demo.name}: has no view(result)")
    panels = demo.view(result)
    images, files = _pictures(panels, result)
    for panel in panels:
        if panel.figure is not None:
            _empty_images(panel.figure)
    figures = {p.name: p.figure for p in panels if p.figure is not None}
    document = Document()
    for figure in figures.values():
        document.add_root(figure)
    docs, _ = standalone_docs_json_and_render_items(list(figures.values()))
    first = {
        "doc": next(iter(docs.values())),
        "roots": {name: figure.id for name, figure in figures.items()},
        "images": images,
        "arrays": {name: _encode(result.arrays[name]) for name in sorted(_small(panels, result))},
        "summary": result.summary,
        "suggested": result.suggested,
        "units": result.units,
        "pixel": next((p.pixel() for p in pictures.values()), None),
        "limits": dict(limits),
        "state": state,
    }
    return FirstFigure(result, state, limits, panels, first, files)


def _pictures(panels: Sequence[Panel], result: Result) -> tuple[dict[str, Any], dict[str, bytes]]:
    images, files = {}, {}
    for panel in panels:
        for display in panel.displays:
            values = result.arrays[display.array]
            rgba, limits = display.rgba(values)
            exact = display.exact(values)
            name = f"{display.array}.webp"
            images[display.array] = {"file": name, "shape": rgba.shape, "limits": limits, "exact": exact}
            files[name] = webp(rgba, exact)
    return images, files


def _empty_images(figure: Any) -> None:
    """The page fills the images in: here one transparent pixel stands for each, to tell Bokeh the type."""
    for source in figure.select({"type": ColumnDataSource}):
        if any("image" in tag for tag in source.tags):
            source.data = dict(source.data) | {"image": [np.zeros((1, 1), np.uint32)]}


def _small(panels: Sequence[Panel], result: Result) -> set[str]:
    """Names of the arrays that curves, tables and extents need."""
    wanted = set()
    for panel in panels:
        spec = panel.spec
        wanted |= {c["array"] for table in (spec, *spec.get("instead", ())) for c in table.get("columns", ())}
        wanted |= {spec.get("extent"), *(tap["over"] for tap in spec.get("tap", ())), *spec.get("bar", ())}
        look_up = spec.get("lookUp")
        if look_up:
            wanted |= {look_up["key"], *(c["array"] for c in look_up["columns"])}
        if panel.figure is not None:
            for source in panel.figure.select({"type": ColumnDataSource}):
                wanted |= {name for tag in source.tags
                           for name in (*tag.get("columns", {}).values(), tag.get("extent"))}
    return {name for name in wanted if name and result.arrays[name].nbytes <= SMALL}


def _encode(array: np.ndarray) -> dict[str, Any]:
    data = base64.b64encode(np.ascontiguousarray(array).tobytes()).decode()
    return {"shape": array.shape, "dtype": array.dtype.name, "base64": data}
