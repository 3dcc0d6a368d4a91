"""A poster of a demo as SVG: what the page shows without JavaScript, what the gallery and the README show.

Drawn from the Bokeh figures of the first result, so it always is the real thing: images as they are
coloured, bars, lines and marks from their data sources. It covers the glyphs that demos use; an unknown one
is an error.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape
from typing import Any

import numpy as np

from livedemo.result import Result
from livedemo.view import Panel
from sitebuild.compression import webp

WIDTH, HEIGHT = 960, 540
_MARGIN, _TITLE = 24, 30
_TEXT = "font-family='system-ui,sans-serif' fill='#1b2330'"


def poster(title: str, panels: Sequence[Panel], result: Result) -> str:
    """Return the poster of a demo.

    Parameters
    ----------
    title : str
        The demo's title, for readers that do not see pictures.
    panels : sequence of Panel
        What `view` returned; tables are left out.
    result : Result
        The result that the panels show.
    """
    shown = [panel for panel in panels if panel.figure is not None][:3]
    each = (WIDTH - _MARGIN * (len(shown) + 1)) / len(shown)
    parts = []
    for i, panel in enumerate(shown):
        x = _MARGIN + i * (each + _MARGIN)
        parts.append(_panel(panel, result, x, _MARGIN, each, HEIGHT - 2 * _MARGIN))
    return (f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {HEIGHT}' role='img'>"
            f"<title>{escape(title)}</title><rect width='100%' height='100%' fill='#f4f6f9'/>"
            + "".join(parts) + "</svg>")


def _panel(panel: Panel, result: Result, x: float, y: float, width: float, height: float) -> str:
    figure = panel.figure
    inner = height - _TITLE
    if panel.spec["kind"] == "image":
        scale = min(width / abs(figure.x_range.end - figure.x_range.start),
                    inner / abs(figure.y_range.end - figure.y_range.start))
        w = scale * abs(figure.x_range.end - figure.x_range.start)
        h = scale * abs(figure.y_range.end - figure.y_range.start)
    else:
        w, h = width, min(inner, 0.8 * width)
    left, top = x + (width - w) / 2, y + _TITLE + (inner - h) / 2
    transform = _Transform(figure, left, top, w, h)
    drawn = "".join(_renderer(r, panel, result, transform) for r in figure.renderers)
    clip = f"clip-{panel.name}"
    box = f"x='{left:.1f}' y='{top:.1f}' width='{w:.1f}' height='{h:.1f}'"
    title = escape(panel.spec["title"])
    return (f"<text x='{left:.1f}' y='{top - 10:.1f}' font-size='17' {_TEXT}>{title}</text>"
            f"<clipPath id='{clip}'><rect {box}/></clipPath>"
            f"<rect {box} fill='#fff' stroke='#9aa4b2'/>"
            f"<g clip-path='url(#{clip})'>{drawn}</g>")


class _Transform:
    """From data to the poster's pixels."""

    def __init__(self, figure: Any, left: float, top: float, width: float, height: float) -> None:
        self.box = (left, top, width, height)
        self.log = tuple("Log" in type(scale).__name__ for scale in (figure.x_scale, figure.y_scale))
        self.x = self._range(figure.x_range, figure, ("x", "x0", "x1", "left", "right"))
        self.y = self._range(figure.y_range, figure, ("y", "y0", "y1", "top", "bottom"))

    @staticmethod
    def _range(range_: Any, figure: Any, fields: Sequence[str]) -> tuple[float, float]:
        if np.isfinite([v for v in (range_.start, range_.end) if isinstance(v, (int, float))]).sum() == 2:
            return range_.start, range_.end
        values = [v for r in figure.renderers for f in fields if (v := _column(r, f)) is not None and len(v)]
        low, high = min(np.min(v) for v in values), max(np.max(v) for v in values)
        low = range_.start if isinstance(range_.start, (int, float)) and np.isfinite(range_.start) else low
        return float(low), float(high if high > low else low + 1)

    def points(self, x: Any, y: Any) -> tuple[np.ndarray, np.ndarray]:
        left, top, width, height = self.box
        across, up = (self._part(values, ends, log)
                      for values, ends, log in ((x, self.x, self.log[0]), (y, self.y, self.log[1])))
        return left + across * width, top + height - up * height

    @staticmethod
    def _part(values: Any, ends: tuple[float, float], log: bool) -> np.ndarray:
        """Return how far along an axis values lie, 0 to 1."""
        values, (low, high) = np.asarray(values, float), ends
        if log:
            values, low, high = np.log(values), np.log(low), np.log(high)
        return (values - low) / (high - low)


def _column(renderer: Any, name: str) -> Any:
    """Values of a glyph's property: a column, or a constant."""
    value = getattr(renderer.glyph, name, None)
    if value is None:
        return None
    field = value if isinstance(value, str) else getattr(value, "field", None)
    if field is not None:
        return np.asarray(renderer.data_source.data[field])
    constant = getattr(value, "value", value)
    return np.array([constant]) if isinstance(constant, (int, float)) else None


def _colour(value: Any, default: str) -> str:
    value = getattr(value, "value", value)
    return value if isinstance(value, str) and value.startswith("#") else default


def _renderer(renderer: Any, panel: Panel, result: Result, at: _Transform) -> str:
    glyph = renderer.glyph
    kind = type(glyph).__name__
    if kind == "ImageRGBA":
        array = next(tag["image"] for tag in renderer.data_source.tags if "image" in tag)
        display = next(d for d in panel.displays if d.array == array)
        values = result.arrays[array]
        picture = webp(display.rgba(values)[0], display.exact(values))
        x0, y0, width, height = (float(renderer.data_source.data[key][0]) for key in ("x", "y", "dw", "dh"))
        across, up = at.points([x0, x0 + width], [y0, y0 + height])
        (left, right), (top, bottom) = sorted(across), sorted(up)
        width, height = right - left, bottom - top
        data = base64.b64encode(picture).decode()
        return (f"<image x='{left:.1f}' y='{top:.1f}' width='{width:.1f}' height='{height:.1f}' "
                f"preserveAspectRatio='none' href='data:image/webp;base64,{data}'/>")
    if kind == "Quad":
        (x0, y0), (x1, y1) = at.points(_column(renderer, "left"), _column(renderer, "bottom")), at.points(
            _column(renderer, "right"), _column(renderer, "top"))
        path = "".join(f"M{a:.1f} {b:.1f}V{d:.1f}H{c:.1f}V{b:.1f}z"
                       for a, b, c, d in np.broadcast(x0, y0, x1, y1))
        return f"<path d='{path}' fill='{_colour(glyph.fill_color, '#0072b2')}'/>"
    if kind == "VSpan":
        x, _ = at.points(_column(renderer, "x"), at.y[0])
        top, bottom = at.box[1], at.box[1] + at.box[3]
        path = "".join(f"M{v:.1f} {top:.1f}V{bottom:.1f}" for v in x)
        return f"<path d='{path}' stroke='{_colour(glyph.line_color, '#d55e00')}' stroke-width='2.5'/>"
    if kind == "Segment":
        (x0, y0), (x1, y1) = (at.points(_column(renderer, f"x{n}"), _column(renderer, f"y{n}")) for n in "01")
        path = "".join(f"M{a:.1f} {b:.1f}L{c:.1f} {d:.1f}" for a, b, c, d in zip(x0, y0, x1, y1, strict=True))
        return f"<path d='{path}' fill='none' stroke='{_colour(glyph.line_color, '#0072b2')}'/>"
    if kind in ("Line", "Scatter"):
        x, y = at.points(_column(renderer, "x"), _column(renderer, "y"))
        if kind == "Line":
            points = " ".join(f"{a:.1f},{b:.1f}" for a, b in zip(x, y, strict=True))
            colour = _colour(glyph.line_color, "#0072b2")
            return f"<polyline points='{points}' fill='none' stroke='{colour}' stroke-width='2'/>"
        colour = _colour(glyph.line_color, "#d55e00")
        opacity = getattr(glyph.line_alpha, "value", glyph.line_alpha)
        fill = _colour(glyph.fill_color, "none")
        style = f"fill='{fill}' stroke='{colour}' stroke-opacity='{opacity}'"
        size = _column(renderer, "size")
        radii = [5.0] if size is None else np.broadcast_to(size, x.shape) / 2
        return "".join(f"<circle cx='{a:.1f}' cy='{b:.1f}' r='{r:g}' {style}/>"
                       for a, b, r in np.broadcast(x, y, radii))
    if kind == "Circle":  # marks the chosen row of a table: nothing is chosen in a poster
        return ""
    raise ValueError(f"the poster cannot draw the glyph {kind} of panel {panel.name!r} yet")
