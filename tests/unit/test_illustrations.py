"""Figures of the deck are drawn by code, each used by a slide, and alike each time."""

import re

import pytest

import illustrations
from sitebuild import own_deck

pytestmark = pytest.mark.unit

SHOWN = set(re.findall(r"figures/([\w-]+)\.svg", own_deck.text()))
BY_HAND = {path.stem for path in (own_deck.FOLDER / "figures").glob("*.svg")}


def test_every_figure_is_shown_and_every_figure_that_is_shown_exists():
    assert set(illustrations.names()) | BY_HAND == SHOWN


@pytest.mark.parametrize("name", illustrations.names())
def test_a_figure_is_drawn_with_the_colours_of_the_theme(name):
    drawn = illustrations.draw(name)
    assert drawn.startswith("<svg")
    assert not re.search(r"#0[1-9]0a0[1-9]", drawn)
    width, height = map(float, re.search(r'width="([\d.]+)" height="([\d.]+)"', drawn).groups())
    assert width <= 1280
    assert height <= 600
    assert illustrations.draw(name) == drawn


def test_an_unknown_figure_is_named():
    with pytest.raises(KeyError, match="gone is no figure"):
        illustrations.draw("gone")
