"""Colour maps as tables of 256 colours, and how evenly they change.

Most are made here: straight lines in CIE L*a*b* between a few colours, along which the lightness L* changes
evenly from the first entry to the last (see `even_lightness`). Beside them stand some that do not, as
warnings.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import numpy as np

from imaging.srgb import from_lab, to_lab

ENTRIES = 256
#: Viridis by S. van der Walt and N. Smith, CC0, https://bids.github.io/colormap/
_VIRIDIS = (
    "44015444025544035745055845065a45085b46095c460b5e460c5f460e61470f62471163471265471466471567471669"
    "47186a48196b481a6c481c6e481d6f481e70482071482172482273482374472575472676472777472878472a79472b7a"
    "472c7b462d7c462f7c46307d46317e45327f45347f453580453681443781443982433a83433b83433c84423d84423e85"
    "4240854141864142864043874044873f45873f47883e48883e49893d4a893d4b893d4c893c4d8a3c4e8a3b508a3b518a"
    "3a528b3a538b39548b39558b38568b38578c37588c37598c365a8c365b8c355c8c355d8c345e8d345f8d33608d33618d"
    "32628d32638d31648d31658d31668d30678d30688d2f698d2f6a8d2e6b8e2e6c8e2e6d8e2d6e8e2d6f8e2c708e2c718e"
    "2c728e2b738e2b748e2a758e2a768e2a778e29788e29798e287a8e287a8e287b8e277c8e277d8e277e8e267f8e26808e"
    "26818e25828e25838d24848d24858d24868d23878d23888d23898d22898d228a8d228b8d218c8d218d8c218e8c208f8c"
    "20908c20918c1f928c1f938b1f948b1f958b1f968b1e978a1e988a1e998a1e998a1e9a891e9b891e9c891e9d881e9e88"
    "1e9f881ea0871fa1871fa2861fa38620a48520a58521a68521a78422a78423a88323a98224aa8225ab8126ac8127ad80"
    "28ae7f29af7f2ab07e2bb17d2cb17d2eb27c2fb37b30b47a32b57a33b67935b77836b87738b97639b9763bba753dbb74"
    "3ebc7340bd7242be7144be7045bf6f47c06e49c16d4bc26c4dc26b4fc36951c46853c56755c66657c66559c7645bc862"
    "5ec96160c96062ca5f64cb5d67cc5c69cc5b6bcd596dce5870ce5672cf5574d05477d05279d1517cd24f7ed24e81d34c"
    "83d34b86d44988d5478bd5468dd64490d64392d74195d73f97d83e9ad83c9dd93a9fd938a2da37a5da35a7db33aadb32"
    "addc30afdc2eb2dd2cb5dd2bb7dd29bade27bdde26bfdf24c2df22c5df21c7e01fcae01ecde01dcfe11cd2e11bd4e11a"
    "d7e219dae218dce218dfe318e1e318e4e318e7e419e9e419ece41aeee51bf1e51cf3e51ef6e61ff8e621fae622fde724"
)


def _rgb(hexadecimal: str) -> np.ndarray:
    return np.frombuffer(bytes.fromhex(hexadecimal), np.uint8).reshape(-1, 3) / 255


def _along(corners: np.ndarray, distance: np.ndarray, closed: bool = False) -> np.ndarray:
    """Return `ENTRIES` points of a polyline; `distance` is the length of each of its pieces."""
    at = np.concatenate([[0], np.cumsum(distance)])
    places = np.linspace(0, at[-1], ENTRIES, endpoint=not closed)
    return np.stack([np.interp(places, at, axis) for axis in corners.T], axis=-1)


def even_lightness(colours: Sequence[str]) -> np.ndarray:
    """Make a map through colours so that equal steps of value are equal steps of lightness.

    Parameters
    ----------
    colours : sequence of str
        ``rrggbb``, neighbours of different lightness. Between two the map is a straight line in L*a*b*;
        where the lightness turns from rising to falling, it has a kink.

    Returns
    -------
    numpy.ndarray of float64
        Shape (256, 3), sRGB, 0 to 1.

    References
    ----------
    P. Kovesi, Good colour maps: how to design them (2015), https://arxiv.org/abs/1509.03700
    """
    corners = to_lab(_rgb("".join(colours)))
    return from_lab(_along(corners, np.abs(np.diff(corners[:, 0]))))


def equal_lightness(lightness: float, chroma: float, hues: tuple[float, float]) -> np.ndarray:
    """Make a map of one lightness: an arc of hues in degrees, or the whole circle, which closes on itself."""
    circle = abs(hues[1] - hues[0]) == 360
    angle = np.deg2rad(np.linspace(*hues, ENTRIES, endpoint=not circle))
    one = np.full(ENTRIES, lightness)
    return from_lab(np.stack([one, chroma * np.cos(angle), chroma * np.sin(angle)], axis=-1))


def _between(colours: str) -> np.ndarray:
    """Return a map of straight lines in sRGB between colours at equal distances, as drawing programs do."""
    corners = _rgb(colours)
    return _along(corners, np.ones(len(corners) - 1))


def _hot() -> np.ndarray:
    """Return MATLAB's "hot": red, then green, then blue rise, one after the other."""
    value = 8 * np.arange(ENTRIES) / (ENTRIES - 1)
    return np.stack([value / 3, (value - 3) / 3, (value - 6) / 2], axis=-1)


def _jet() -> np.ndarray:
    """Return MATLAB's "jet": three tents, one for each channel."""
    value = 4 * np.arange(ENTRIES) / (ENTRIES - 1)
    return np.stack([1.5 - np.abs(value - centre) for centre in (3, 2, 1)], axis=-1)


MAPS: dict[str, Callable[[], np.ndarray]] = {
    "greys": lambda: even_lightness(["000000", "ffffff"]),
    "viridis": lambda: _rgb("".join(_VIRIDIS)),
    "blue": lambda: even_lightness(["000000", "10408c", "4f9bd8", "ffffff"]),
    "fire": lambda: even_lightness(["000000", "8c1000", "e85000", "f8a818", "f4dc50", "ffffff"]),
    "hot": _hot,
    "jet": _jet,
    "spectrum": lambda: _between("0000ff" "00ffff" "00ff00" "ffff00" "ff0000"),
    "rainbow": lambda: even_lightness(["1c30c8", "2c9a60", "f0e040", "f08c30", "d83020"]),
    "temperature": lambda: _between("4575b4" "91bfdb" "e0f3f8" "ffffbf" "fee090" "fc8d59" "d73027"),
    "diverging": lambda: even_lightness(["2050c0", "f2f2f2", "c02828"]),
    "isoluminant": lambda: equal_lightness(65, 35, (250, 50)),
    "cyclic": lambda: equal_lightness(68, 35, (40, 400)),
}
#: What a person calls them.
TITLES = {
    "greys": "Greys", "viridis": "Viridis", "blue": "Blue", "fire": "Fire", "hot": "Hot", "jet": "Jet",
    "spectrum": "Spectrum", "rainbow": "Rainbow, even", "temperature": "Temperature",
    "diverging": "Diverging, blue to red", "isoluminant": "Isoluminant", "cyclic": "Cyclic",
}


@cache
def colour_map(name: str) -> np.ndarray:
    """Return a map by its name in `MAPS`.

    Returns
    -------
    numpy.ndarray of uint8
        Shape (256, 4), RGBA, read-only.

    Raises
    ------
    ValueError
        If there is no such map.
    """
    if name not in MAPS:
        raise ValueError(f"there is no colour map {name!r}; there are {', '.join(MAPS)}")
    table = np.full((ENTRIES, 4), 255, np.uint8)
    table[:, :3] = np.round(255 * np.clip(MAPS[name](), 0, 1))
    table.flags.writeable = False
    return table


def coloured(levels: np.ndarray, table: np.ndarray) -> np.ndarray:
    """Return the entries of a table for levels: ``table[levels]``, which takes several times as long.

    Parameters
    ----------
    levels : numpy.ndarray of uint8
        Of any shape.
    table : numpy.ndarray of uint8
        Shape (256, channels), as of `colour_map`.

    Returns
    -------
    numpy.ndarray of uint8
        Shape of `levels` with an axis of channels behind.
    """
    colours = np.empty((*levels.shape, table.shape[1]), np.uint8)
    as_bytes = levels.tobytes()
    for channel in range(table.shape[1]):
        translated = as_bytes.translate(table[:, channel].tobytes())
        colours[..., channel] = np.frombuffer(translated, np.uint8).reshape(levels.shape)
    return colours


def colour_difference(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return how different colours look, by the formula CIEDE2000: about 1 can just be seen.

    Parameters
    ----------
    one, other : numpy.ndarray
        CIE L*a*b*, shape (..., 3).

    Returns
    -------
    numpy.ndarray of float64
        Shape (...,).

    References
    ----------
    G. Sharma, W. Wu, E. N. Dalal, Color Res. Appl. 30 (2005) 21, https://doi.org/10.1002/col.20070
    """
    (l1, a1, b1), (l2, a2, b2) = (np.moveaxis(np.asarray(lab, np.float64), -1, 0) for lab in (one, other))
    mean7 = ((np.hypot(a1, b1) + np.hypot(a2, b2)) / 2) ** 7
    stretch = 1.5 - 0.5 * np.sqrt(mean7 / (mean7 + 25.0**7))
    a1, a2 = a1 * stretch, a2 * stretch
    c1, c2 = np.hypot(a1, b1), np.hypot(a2, b2)
    h1, h2 = np.arctan2(b1, a1), np.arctan2(b2, a2)
    turn = (h2 - h1 + np.pi) % (2 * np.pi) - np.pi
    grey = c1 * c2 == 0
    turn = np.where(grey, 0, turn)
    hue = np.where(grey, np.where(c1 > 0, h1, h2), h1 + turn / 2)
    lightness, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    weight = (1 - 0.17 * np.cos(hue - np.deg2rad(30)) + 0.24 * np.cos(2 * hue)
              + 0.32 * np.cos(3 * hue + np.deg2rad(6)) - 0.20 * np.cos(4 * hue - np.deg2rad(63)))
    blue = np.rad2deg(hue) % 360 - 275
    rotation = np.sin(np.deg2rad(60 * np.exp(-((blue / 25) ** 2))))
    cross = -2 * rotation * np.sqrt(chroma**7 / (chroma**7 + 25.0**7))
    dl = (l2 - l1) / (1 + 0.015 * (lightness - 50) ** 2 / np.sqrt(20 + (lightness - 50) ** 2))
    dc = (c2 - c1) / (1 + 0.045 * chroma)
    dh = 2 * np.sqrt(c1 * c2) * np.sin(turn / 2) / (1 + 0.015 * chroma * weight)
    return np.sqrt(np.maximum(dl**2 + dc**2 + dh**2 + cross * dc * dh, 0))


def step_differences(table: np.ndarray, reach: int = 8) -> np.ndarray:
    """Return the difference between entries `reach` apart: the same everywhere if a map is uniform.

    Parameters
    ----------
    table : numpy.ndarray of uint8
        Shape (entries, 3 or 4), as of `colour_map`.
    reach : int
        Number of entries across which differences are taken, which evens out that they have 8 bits.

    Returns
    -------
    numpy.ndarray of float64
        Shape (entries - reach,), CIEDE2000; element i is between entries i and i + reach.
    """
    lab = to_lab(table[:, :3] / 255)
    return colour_difference(lab[:-reach], lab[reach:])
