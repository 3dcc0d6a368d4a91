"""Panels for `view(result)`: Bokeh figures whose data sources know which arrays they show.  Build time only.

Each panel carries a ``spec``: plain data that tells the page how to lay the figure out, which arrays go into
which columns, what the pixel read-out says and what a tap does. The page needs no code of its own for a demo.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from bokeh.models import (
    BasicTicker,
    ColorBar,
    ColumnDataSource,
    DataRange1d,
    FixedTicker,
    LinearColorMapper,
    Range1d,
)
from bokeh.palettes import grey, viridis
from bokeh.plotting import figure

from livedemo.display import Display
from livedemo.result import Result

GREYS = grey(256)
VIRIDIS = viridis(256)


def _hues(count: int, lightness: float = 0.72, chroma: float = 0.12) -> list[str]:
    """Return a circle of equally light colours in Oklab, https://bottosson.github.io/posts/oklab/."""
    angle = np.arange(count) * 2 * np.pi / count
    a, b = chroma * np.cos(angle), chroma * np.sin(angle)
    cones = np.stack([lightness + 0.3963377774 * a + 0.2158037573 * b,
                      lightness - 0.1055613458 * a - 0.0638541728 * b,
                      lightness - 0.0894841775 * a - 1.2914855480 * b]) ** 3
    linear = np.clip(np.array([[4.0767416621, -3.3077115913, 0.2309699292],
                               [-1.2684380046, 2.6097574011, -0.3413193965],
                               [-0.0041960863, -0.7034186147, 1.7076147010]]) @ cones, 0, 1)
    srgb = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    return ["#" + bytes(rgb).hex() for rgb in np.round(255 * srgb.T).astype(np.uint8)]


#: For angles: its ends meet, and no direction is lighter than another.
CYCLIC = _hues(256)
#: False and true of a mask.
BINARY = ("#10141c", "#f2f2f2")
#: Okabe and Ito (2008), colour-blind-safe; one meaning each, in every demo.
ACCENT, SECOND, THIRD, FOURTH = "#0072b2", "#d55e00", "#009e73", "#cc79a7"
#: What measured values are compared with.
NEUTRAL = "#8a93a0"
#: Axes of an image in pixels.
COLUMN, ROW = "column / px", "row / px"
#: The font of the pages: Bokeh's own, Helvetica alone, is a serif font in a Firefox that has no Helvetica.
FONT = 'system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif'
#: Lines between the buttons, and the focus, which Bokeh's own style leaves faint.
_TOOLBAR = (":host { --button-color: var(--figure-line); } :is(.bk-OnOffButton, .bk-ClickButton, "
            ".bk-tool-overflow):focus-visible { outline: 3px solid var(--focus); outline-offset: -3px; }")


@dataclass
class Panel:
    """One part of a demo's picture: a Bokeh figure, or a table drawn by the page."""

    name: str
    spec: dict[str, Any]
    figure: Any = None
    displays: list[Display] = field(default_factory=list)


@dataclass(frozen=True)
class Value:
    """One value of a read-out or one column of a table: ``array`` by name, drawn with `digits` decimals.

    In `unit`, as in the axis labels of `plot`, ``{name}`` stands for that entry of ``Result.units``.
    """

    array: str
    label: str
    unit: str = ""
    digits: int = 0

    def describe(self) -> dict[str, Any]:
        return {"array": self.array, "label": self.label, "unit": self.unit, "digits": self.digits}


def columns(result: Result, *, link: str = "", **arrays: str) -> ColumnDataSource:
    """Return a data source whose columns follow arrays: ``columns(result, x="edges", top="counts")``.

    With `link`, the row that is chosen in the table of that link is selected in this source.
    """
    source = ColumnDataSource({column: result.arrays[name] for column, name in arrays.items()})
    source.tags = [{"columns": arrays, "link": link}]
    return source


def _figure(title: str, x_range: Any, y_range: Any, x_label: str, y_label: str, log: str = "") -> figure:
    plot = figure(
        x_axis_type="log" if "x" in log else "linear", y_axis_type="log" if "y" in log else "linear",
        title=title, x_range=x_range, y_range=y_range, x_axis_label=x_label, y_axis_label=y_label,
        tools="pan,box_zoom,wheel_zoom,save,reset", active_drag=None, active_scroll=None,
        min_border=4, width=None, height=None, frame_width=400, frame_height=300,
        toolbar_location="above",
    )
    plot.toolbar.logo = None
    plot.toolbar.stylesheets = [_TOOLBAR]
    plot.title.text_font = FONT
    plot.title.text_font_size = "15px"
    for axis in plot.axis:
        axis.axis_label_text_font = axis.major_label_text_font = FONT
        axis.axis_label_text_font_size = axis.major_label_text_font_size = "13px"
        axis.axis_label_text_font_style = "normal"
        axis.axis_label_standoff = 4
        axis.minor_tick_line_color = None
        axis.ticker.desired_num_ticks = 4
    return plot


def pixel_extent(array: np.ndarray) -> tuple[float, float, float, float]:
    """Return (x, y, width, height) of an image whose pixel centres are at whole numbers."""
    rows, cols = array.shape[:2]
    return (-0.5, -0.5, float(cols), float(rows))


def _second_ranges(plot: figure) -> None:
    """Give the axes ranges of their own, which the page sets to lengths; tools move them along."""
    plot.extra_x_ranges["length"] = Range1d(plot.x_range.start, plot.x_range.end)
    plot.extra_y_ranges["length"] = Range1d(plot.y_range.start, plot.y_range.end)
    plot.xaxis[0].x_range_name = plot.yaxis[0].y_range_name = "length"


def _colour_bar(result: Result, display: Display, limits: tuple[float, float], title: str,
                bar: tuple[str, str] | None) -> ColorBar:
    """Return the bar of an image; its tags tell the page how to follow it. `image` describes `bar`."""
    tag, colours = {"panel": display.array}, list(display.colours)
    if bar:
        limits = tuple(result.arrays[bar[1]].tolist())
        if bar[0]:
            tag |= {"colours": bar[0], "ends": bar[1]}
            colours = ["#" + bytes(colour[:3]).hex() for colour in result.arrays[bar[0]]]
        else:
            tag |= {"ends": bar[1], "of": [display.low, display.high]}
    mapper = LinearColorMapper(colours, low=limits[0], high=limits[1], tags=[tag])
    return ColorBar(color_mapper=mapper, title=title, width=12, padding=4, margin=0,
                    title_text_font=FONT, major_label_text_font=FONT,
                    title_text_font_size="13px", major_label_text_font_size="12px",
                    title_text_font_style="normal", background_fill_alpha=0,
                    ticker=BasicTicker(desired_num_ticks=4), tags=[{"title": title}])


def image(
    result: Result,
    array: str,
    *,
    title: str | tuple[str, Mapping[str, str]],
    colours: Sequence[str] = GREYS,
    low: float | None = None,
    high: float | None = None,
    extent: str = "",
    over: Sequence[Display] = (),
    read_out: Sequence[Value] = (),
    count_axes: bool = False,
    look_up: Mapping[str, Any] | None = None,
    colour_bar: str | None = None,
    bar: tuple[str, str] | None = None,
    x_label: str = COLUMN,
    y_label: str = ROW,
    frequencies: bool = False,
) -> Panel:
    """Show an array as an image with square pixels and row 0 on top.

    Where the pixels are those of the demo's first image, and their size is known, the axes are in its unit.
    Points, lines and curves drawn on the image are in pixels all the same.

    Parameters
    ----------
    result : Result
        The first result; later ones fill the same sources.
    array : str
        Name of the array.
    title : str, or (str, mapping)
        Title above the image; ``(control, {value: title})`` follows a control.
    colours : sequence of str
        Colour scale from `low` to `high`.
    low, high : float, optional
        Limits of the colour scale; None takes the array's own at every change.
    extent : str, optional
        Name of an array (x, y, width, height) in the units of the axes; pixels where there is none.
    over : sequence of Display
        Images drawn over this one, with colours that carry their transparency.
    read_out : sequence of Value
        What is said about the pixel under the pointer, besides its row and column; by default the value.
    count_axes : bool
        Rows and columns under the pointer are those of the axes: pixels of a larger image that this array
        stands for.
    look_up : mapping, optional
        ``{"by": labels, "key": column, "columns": [Value, ...], "link": name}``: the pixel's label selects an
        entry of arrays of measurements.
    colour_bar : str, optional
        Title of a colour bar; None draws none. ``{name}`` stands for that entry of ``Result.units``.
    bar : (str, str), optional
        What the colour bar of ready-made RGBA shows: names of an array of colours, (n, 4) uint8, and of one
        that holds the values of the first and the last of them. Without the first, ``("", ends)``, the
        colours are the image's own, and the second holds the values that `low` and `high` stand for.
    x_label, y_label : str
        ``{name}`` stands for that entry of ``Result.units``.
    frequencies : bool
        The axes are cycles per longest side of the demo's first image. Where the size of its pixels is known,
        they are shown in the inverse of its unit; points on them are in cycles all the same.
    """
    shown = [Display(array, colours, low, high), *over]
    follows, titles = (title[0], dict(title[1])) if isinstance(title, tuple) else ("", {})
    title = next(iter(titles.values())) if follows else title
    x, y, w, h = result.arrays[extent] if extent else pixel_extent(result.arrays[array])
    plot = _figure(title, Range1d(x, x + w), Range1d(y + h, y), x_label, y_label)
    plot.grid.visible = False
    lengths = (count_axes or not extent) and (x_label, y_label) == (COLUMN, ROW)
    if lengths or frequencies:
        _second_ranges(plot)
    plot.x_range.tags = plot.y_range.tags = [array]
    for display in shown:
        rgba, limits = display.rgba(result.arrays[display.array])
        source = ColumnDataSource({"image": [rgba], "x": [x], "y": [y], "dw": [w], "dh": [h]})
        source.tags = [{"image": display.array, "extent": extent}]
        plot.image_rgba(source=source)
        if display is shown[0] and colour_bar is not None:
            plot.add_layout(_colour_bar(result, display, limits, colour_bar, bar), "right")
    spec = {
        "name": array, "kind": "image", "title": title, "extent": extent, "lengths": lengths,
        "readOut": [v.describe() for v in read_out or (Value(array, "value", digits=2),)],
    }
    if follows:
        spec["titles"] = {"control": follows, "by": titles}
    if frequencies:
        spec |= {"frequencies": True, "axes": [x_label, y_label]}
    if bar:
        spec["bar"] = [name for name in bar if name]
    if "{" in x_label + y_label:
        spec["axes"] = [x_label, y_label]
    if count_axes:
        spec["countAxes"] = True
    if look_up:
        spec["lookUp"] = dict(look_up) | {"columns": [v.describe() for v in look_up["columns"]]}
    return Panel(array, spec, plot, shown)


def plot(name: str, *, title: str, x_label: str, y_label: str, caption: str = "", log: str = "",
         names: Sequence[str] = (), from_zero: bool = True,
         tap: Mapping[str, str] | Sequence[Mapping[str, str]] = ()) -> Panel:
    """Return a panel with an empty figure for curves; draw on ``panel.figure`` with `columns` as sources.

    `log` names the axes that are logarithmic: "", "x", "y" or "xy". A linear y axis begins at 0,
    unless `from_zero` is off. With `names`, the places 0, 1, ... along y bear these names, from the top.
    ``tap={"control": name, "over": edges}`` lets a tap, a drag or the arrow keys on the figure set that
    control, from the first to the last value of the array `edges` along x. Of several in a sequence, a tap
    sets the nearest one whose control is shown; a drag takes it along, and so do the arrow keys from then on.
    With ``"height": name`` besides, what is dragged stands upright with its middle at 0, and a drag of one of
    its ends up or down sets that control to its height.
    """
    y_range = DataRange1d(range_padding=0.04, **({"start": 0} if from_zero and "y" not in log else {}))
    if names:
        y_range = Range1d(len(names) - 0.5, -0.5)
    x_range = DataRange1d(range_padding=0, **({"start": 0} if names else {}))
    figure_ = _figure(title, x_range, y_range, x_label, y_label, log)
    if names:
        figure_.yaxis.ticker = FixedTicker(ticks=list(range(len(names))))
        figure_.yaxis.major_label_overrides = dict(enumerate(names))
        figure_.ygrid.visible = False
    spec = {"name": name, "kind": "plot", "title": title, "axes": [x_label, y_label], "caption": caption}
    if tap:
        spec["tap"] = [dict(entry) for entry in ((tap,) if isinstance(tap, Mapping) else tap)]
    return Panel(name, spec, figure_)


def picture_in(panel: Panel, result: Result, display: Display, extent: str) -> None:
    """Draw an image of one row inside the plot `panel`: the colours that belong to the values of an axis.

    `extent` names an array (x, y, width, height) in the units of the axes.
    """
    x, y, w, h = result.arrays[extent]
    rgba, _ = display.rgba(result.arrays[display.array])
    source = ColumnDataSource({"image": [rgba], "x": [x], "y": [y], "dw": [w], "dh": [h]})
    source.tags = [{"image": display.array, "extent": extent}]
    panel.figure.image_rgba(source=source)
    panel.displays.append(display)


def table(name: str, *, title: str, columns: Sequence[Value], link: str = "",
          names: Sequence[str] = (), instead: Sequence[Panel] = ()) -> Panel:
    """Return a table of equally long 1-D arrays. Sources with the same `link` follow its chosen row.

    With `names`, the rows bear these names, from the top; there may be fewer rows than names. A reader can
    choose each of the tables `instead`, by its title, in the place of this one.
    """
    return Panel(name, {"name": name, "kind": "table", "title": title, "link": link or name,
                        "names": list(names), "columns": [c.describe() for c in columns],
                        "instead": [other.spec for other in instead]})
