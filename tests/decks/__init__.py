"""Decks that tests build: what a lecturer who has one for Panel servers brings along."""

import re
from pathlib import Path

#: A frame for each demo that the inspiring deck embeds, at the size that it has there.
SEVENTEEN = Path(__file__).with_name("seventeen.md")
_FRAME = re.compile(r'src="http://localhost:9091/(\S+)".* width="(\d+)" height="(\d+)"')


def frames() -> dict[str, tuple[int, int]]:
    """Return the size of the frame of each demo, by its name."""
    found = _FRAME.findall(SEVENTEEN.read_text("utf-8"))
    return {name: (int(width), int(height)) for name, width, height in found}
