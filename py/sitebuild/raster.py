"""A poster as PNG, for those that show a link with a picture and take no SVG.

It draws those elements of SVG that `sitebuild.poster` writes, with Pillow; any other is an error.
"""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path
from xml.etree import ElementTree

import matplotlib
from PIL import Image, ImageColor, ImageDraw, ImageFont

from sitebuild.poster import HEIGHT as POSTER_HEIGHT
from sitebuild.poster import WIDTH as POSTER_WIDTH

#: What Open Graph's readers ask for.
WIDTH, HEIGHT = 1200, 630
#: It is drawn so much larger and then shrunk, so that lines are smooth.
_FINER = 2
_SCALE = _FINER * min(WIDTH / POSTER_WIDTH, HEIGHT / POSTER_HEIGHT)
_LEFT = (_FINER * WIDTH - _SCALE * POSTER_WIDTH) / 2
_TOP = (_FINER * HEIGHT - _SCALE * POSTER_HEIGHT) / 2
_SVG = "{http://www.w3.org/2000/svg}"
#: Has the signs that titles use; it comes with matplotlib, so it is the same everywhere.
_FONT = Path(matplotlib.get_data_path(), "fonts/ttf/DejaVuSans.ttf")
_STEP = re.compile(r"([MLHVz])([^MLHVz]*)")
_COLOURS = 256

Point = tuple[float, float]


def poster_png(svg: str) -> bytes:
    """Return a poster as a PNG of 1200 x 630 pixels.

    Parameters
    ----------
    svg : str
        What `sitebuild.poster.poster` returned.

    Raises
    ------
    ValueError
        If it has an element that is not drawn here.
    """
    root = ElementTree.fromstring(svg)
    clips = {clip.get("id"): clip[0] for clip in root.iter(f"{_SVG}clipPath")}
    ground = next(rect for rect in root if rect.tag == f"{_SVG}rect" and rect.get("width") == "100%")
    picture = Image.new("RGB", (_FINER * WIDTH, _FINER * HEIGHT), ground.get("fill"))
    for element in root:
        if element is ground or element.tag in (f"{_SVG}title", f"{_SVG}clipPath"):
            continue
        if element.tag == f"{_SVG}g":
            _draw_clipped(picture, element, clips[element.get("clip-path")[len("url(#"):-1]])
        else:
            _draw(picture, element)
    return _png(picture.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS))


def _png(picture: Image.Image) -> bytes:
    """With a palette, where that loses nothing that can be seen in a preview."""
    buffer = io.BytesIO()
    picture.quantize(_COLOURS, dither=Image.Dither.NONE).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _draw_clipped(picture: Image.Image, group: ElementTree.Element, clip: ElementTree.Element) -> None:
    """Draw the parts of a group onto a copy, and take over what is inside the rectangle."""
    (left, top), (right, bottom) = _box(clip)
    box = tuple(round(value) for value in (left, top, right, bottom))
    copy = picture.copy()
    for element in group:
        _draw(copy, element)
    picture.paste(copy.crop(box), box[:2])


def _draw(picture: Image.Image, element: ElementTree.Element) -> None:
    draw = ImageDraw.Draw(picture, "RGBA")
    kind = element.tag.removeprefix(_SVG)
    line = {"fill": _colour(element, "stroke"), "width": max(1, round(_length(element, "stroke-width", 1)))}
    if kind == "rect":
        draw.rectangle(_box(element), _colour(element, "fill"), line["fill"], line["width"])
    elif kind == "text":
        place = _at(float(element.get("x")), float(element.get("y")))
        font = ImageFont.truetype(_FONT, _length(element, "font-size"))
        draw.text(place, element.text or "", _colour(element, "fill"), font, anchor="ls")
    elif kind == "image":
        _paste(picture, element)
    elif kind == "path":
        for points, closed in _subpaths(element.get("d")):
            if closed and _colour(element, "fill"):
                draw.polygon(points, _colour(element, "fill"))
            if line["fill"]:
                draw.line([*points, *points[:closed]], **line)
    elif kind == "polyline":
        points = [_at(*map(float, pair.split(","))) for pair in element.get("points").split()]
        if points:
            draw.line(points, **line, joint="curve")
    elif kind == "circle":
        centre, radius = _at(float(element.get("cx")), float(element.get("cy"))), _length(element, "r")
        draw.circle(centre, radius, _colour(element, "fill"), line["fill"], line["width"])
    else:
        raise ValueError(f"the PNG of a poster cannot draw <{kind}> yet")


def _paste(picture: Image.Image, element: ElementTree.Element) -> None:
    """Paste an image, stretched as the element says: shrunk smoothly, enlarged with hard pixels."""
    encoded = element.get("href").partition(",")[2]
    image = Image.open(io.BytesIO(base64.b64decode(encoded))).convert("RGBA")
    (left, top), (right, bottom) = _box(element)
    size = max(1, round(right - left)), max(1, round(bottom - top))
    larger = size[0] >= image.width
    image = image.resize(size, Image.Resampling.NEAREST if larger else Image.Resampling.BOX)
    picture.paste(image, (round(left), round(top)), image)


def _at(x: float, y: float) -> Point:
    return _LEFT + _SCALE * x, _TOP + _SCALE * y


def _box(element: ElementTree.Element) -> tuple[Point, Point]:
    """Two corners of a rectangle or image."""
    x, y, width, height = (float(element.get(name)) for name in ("x", "y", "width", "height"))
    return _at(x, y), _at(x + width, y + height)


def _length(element: ElementTree.Element, name: str, default: float = 0) -> float:
    return _SCALE * float(element.get(name, default))


def _colour(element: ElementTree.Element, name: str) -> tuple[int, ...] | None:
    """Red, green, blue and opacity; None where nothing is drawn."""
    # A path without a fill is black in SVG; ours have one, or are lines.
    value = element.get(name, "none")
    if value == "none":
        return None
    return *ImageColor.getrgb(value)[:3], round(255 * float(element.get(f"{name}-opacity", 1)))


def _subpaths(text: str) -> list[tuple[list[Point], bool]]:
    """Points of each part of a path of absolute M, L, H, V and z, and whether it is closed."""
    parts: list[tuple[list[Point], bool]] = []
    x = y = 0.0
    for command, numbers in _STEP.findall(text):
        values = [float(number) for number in numbers.replace(",", " ").split()]
        if command == "z":
            parts[-1] = (parts[-1][0], True)
            continue
        if command == "H":
            x, = values
        elif command == "V":
            y, = values
        else:
            x, y = values
        if command == "M":
            parts.append(([], False))
        parts[-1][0].append(_at(x, y))
    return parts
