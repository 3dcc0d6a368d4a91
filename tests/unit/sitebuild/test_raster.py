"""The PNG of a poster shows what its SVG says, where it says it."""
import io

import numpy as np
import pytest
from PIL import Image

from livedemo import Result
from livedemo import view as v
from sitebuild.poster import poster
from sitebuild.raster import HEIGHT, WIDTH, poster_png

HEAD = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 960 540'>" \
    "<rect width='100%' height='100%' fill='#f4f6f9'/>"
CLIP = "<clipPath id='c'><rect x='240' y='135' width='480' height='270'/></clipPath><g clip-path='url(#c)'>"
SCALE = 630 / 540
LEFT = (1200 - 960 * SCALE) / 2


def drawn(svg):
    picture = Image.open(io.BytesIO(poster_png(svg)))
    assert (picture.format, picture.size) == ("PNG", (WIDTH, HEIGHT))
    return np.asarray(picture.convert("RGB")).astype(int)


def at(picture, x, y):
    """Colour at a place of the SVG."""
    return tuple(picture[round(y * SCALE), round(LEFT + x * SCALE)])


def near(colour, expected, by=8):
    return np.abs(np.subtract(colour, expected)).max() <= by


def test_shapes_are_where_the_svg_has_them_and_clipped():
    picture = drawn(HEAD + CLIP + "<path d='M0 0V540H480V0z' fill='#0072b2'/></g>"
                    "<circle cx='600' cy='270' r='20' fill='#d55e00' stroke='none'/></svg>")
    assert near(at(picture, 300, 200), (0, 0x72, 0xb2))
    assert near(at(picture, 100, 200), (0xf4, 0xf6, 0xf9))  # outside the clip
    assert near(at(picture, 530, 200), (0xf4, 0xf6, 0xf9))
    assert near(at(picture, 600, 270), (0xd5, 0x5e, 0))
    assert near(picture[0, 0], (0xf4, 0xf6, 0xf9))  # the margin that the other shape of the picture leaves


def test_lines_and_text():
    picture = drawn(HEAD + "<polyline points='100,100 300,100' fill='none' "
                    "stroke='#0072b2' stroke-width='4'/>"
                    "<polyline points='' fill='none' stroke='#0072b2'/>"
                    "<text x='400' y='300' font-size='40' fill='#1b2330'>log₁₀</text></svg>")
    assert near(at(picture, 200, 100), (0, 0x72, 0xb2), 40)
    rows, columns = (slice(round(260 * SCALE), round(302 * SCALE)),
                     slice(round(LEFT + 400 * SCALE), round(LEFT + 520 * SCALE)))
    letters = picture[rows, columns]
    assert 0.02 < (letters.sum(-1) < 300).mean() < 0.5


def test_images_of_a_real_poster():
    pixels = np.zeros((8, 8), np.uint8)
    pixels[:, 4:] = 255
    result = Result("One.", image=pixels)
    picture = drawn(poster("Title", [v.image(result, "image", title="Image")], result))
    assert near(at(picture, 380, 280), (0, 0, 0))
    assert near(at(picture, 580, 280), (255, 255, 255))


def test_what_is_not_drawn_yet_is_an_error():
    with pytest.raises(ValueError, match="cannot draw <ellipse>"):
        poster_png(HEAD + "<ellipse cx='1' cy='1' rx='1' ry='2'/></svg>")
