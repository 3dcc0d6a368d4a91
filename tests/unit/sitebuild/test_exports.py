"""What PowerPoint gets is read back by the library that others read it with."""

import io

import numpy as np
import pytest
from PIL import Image
from pptx import Presentation

from sitebuild.exports import HEIGHT, WIDTH, Slide, powerpoint

PICTURE = io.BytesIO()
Image.fromarray(np.zeros((HEIGHT, WIDTH, 3), np.uint8)).save(PICTURE, "PNG")
ADDRESS = "https://example.org/demos/gamma-log/#gamma=2"


@pytest.fixture(scope="module")
def deck():
    slides = [Slide("First", "Say this.\n\nThen that.", PICTURE.getvalue(), [(ADDRESS, (100, 200, 50, 20))]),
              Slide("", "", PICTURE.getvalue(), [])]
    return Presentation(io.BytesIO(powerpoint(slides)))


def test_each_slide_is_a_picture_that_fills_it(deck):
    assert len(deck.slides) == 2
    assert deck.slide_width / deck.slide_height == pytest.approx(WIDTH / HEIGHT)
    for slide in deck.slides:
        picture = slide.shapes[0]
        assert (picture.left, picture.top, picture.width, picture.height) == (
            0, 0, deck.slide_width, deck.slide_height)


def test_titles_notes_and_links_come_along(deck):
    first, second = deck.slides
    assert first.shapes[0].name == "First"
    assert first.notes_slide.notes_text_frame.text == "Say this.\n\nThen that."
    area = first.shapes[1]
    assert area.click_action.hyperlink.address == ADDRESS
    assert area.left / deck.slide_width == pytest.approx(100 / WIDTH, abs=1e-6)
    assert area.height / deck.slide_height == pytest.approx(20 / HEIGHT, abs=1e-6)
    assert len(second.shapes) == 1
