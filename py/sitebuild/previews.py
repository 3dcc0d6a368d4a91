"""What others show of a link to a demo: Open Graph's title and picture, and oEmbed's frame.

Both are read on other people's servers and need absolute addresses, which only whoever publishes the site
knows (``--address``). Without one a page has its title and description, and nothing that would lead nowhere.
See https://ogp.me and https://oembed.com.
"""

from __future__ import annotations

import json
from functools import cache
from html import escape
from pathlib import Path

from sitebuild.raster import HEIGHT as PICTURE_HEIGHT
from sitebuild.raster import WIDTH as PICTURE_WIDTH

SITE = "What is an image?"
PICTURE, OEMBED = "poster.png", "oembed.json"
#: ``{demo: [width, height]}`` in pixels, rounded up to tens: frames in which nothing scrolls, as a page's
#: Share panel measures them. tests/browser/test_share.py says which have changed.
FRAMES = Path(__file__).with_name("frames.json")
#: For a demo that is not in there: side by side with its controls, with more room below than most need.
UNMEASURED = 960, 900


def meta(name: str, title: str, description: str, address: str = "") -> str:
    """Return the elements for a page's head.

    Parameters
    ----------
    name, title, description : str
        Of the demo.
    address : str
        Where the site is published, with a slash at the end; empty if nobody knows.
    """
    told = {"og:type": "website", "og:site_name": SITE, "og:title": title, "og:description": description,
            "twitter:card": "summary"}
    links = ""
    if address:
        page = f"{address}demos/{name}/"
        told |= {"og:url": page, "og:image": page + PICTURE, "og:image:type": "image/png",
                 "og:image:width": str(PICTURE_WIDTH), "og:image:height": str(PICTURE_HEIGHT),
                 "og:image:alt": f"First figure of the demo “{title}”", "twitter:card": "summary_large_image"}
        links = (f'\n<link rel="alternate" type="application/json+oembed" href="{escape(page + OEMBED)}" '
                 f'title="{escape(title)}">')
    named = {key: "name" if key.startswith("twitter") else "property" for key in told}
    elements = (f'<meta {named[key]}="{key}" content="{escape(value)}">' for key, value in told.items())
    return "\n".join(elements) + links


@cache
def _frames() -> dict[str, list[int]]:
    return json.loads(FRAMES.read_text("utf-8"))


def frame_size(name: str) -> tuple[int, int]:
    """Return width and height in pixels of a frame in which nothing of a demo scrolls."""
    width, height = _frames().get(name, UNMEASURED)
    return width, height


def oembed(name: str, title: str, address: str) -> str:
    """Return oEmbed's answer for a demo, as JSON: a static host has one for every state."""
    page = f"{address}demos/{name}/"
    width, height = frame_size(name)
    frame = (f'<iframe src="{escape(page)}?embed" title="{escape(title)}" width="{width}" height="{height}" '
             'loading="lazy" style="border: 0; max-width: 100%"></iframe>')
    return json.dumps({
        "version": "1.0", "type": "rich", "title": title, "provider_name": SITE, "provider_url": address,
        "html": frame, "width": width, "height": height, "thumbnail_url": page + PICTURE,
        "thumbnail_width": PICTURE_WIDTH, "thumbnail_height": PICTURE_HEIGHT}, ensure_ascii=False)
