"""Signals that show what a colour map does to values."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np

ROWS, COLUMNS = 256, 512

#: Rows of values by name, as functions of the place x from 0 to 1; every row of the picture is the same.
ONE_ROW: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "ramp": lambda x: x,
    "cosine": lambda x: np.cos(4 * np.pi * x),
    # A large positive and a small negative bump: what is zero, and on which side of it are the waves?
    "asymmetric": lambda x: (np.exp(-((x - 0.3) ** 2) / 0.02) - 0.25 * np.exp(-((x - 0.75) ** 2) / 0.003)
                             + 0.03 * np.sin(20 * np.pi * x)),
    "phase": lambda x: np.angle(np.exp(6j * np.pi * x)),
    "gaussian": lambda x: np.exp(-((x - 0.5) ** 2) / 0.03),
}
#: With the two that differ from row to row.
NAMES = (*ONE_ROW, "comb", "noise")


@lru_cache(maxsize=16)
def map_signal(name: str, ripple: float = 10.0, wavelength: float = 12.0) -> np.ndarray:
    """Return a picture of values to be coloured.

    Parameters
    ----------
    name : str
        One of `NAMES`. "ramp", "cosine" (two periods), "gaussian", "asymmetric" (1 to about -0.25) and
        "phase" (three turns of 2 pi, wrapped) change along rows. "comb" is the ramp with a ripple that fades,
        as the square of the height, to nothing in the last row; "noise" is white noise averaged over 5 x 5
        pixels.
    ripple : float
        Of "comb" in its first row: from crest to trough, in percent of the ramp.
    wavelength : float
        Of "comb", in pixels.

    Returns
    -------
    numpy.ndarray of float32
        Shape (256, 512), read-only.

    Raises
    ------
    ValueError
        If there is no such signal.

    References
    ----------
    The ripple is the test image of P. Kovesi, https://colorcet.com/testimage/index.html
    """
    if name not in NAMES:
        raise ValueError(f"there is no signal {name!r}; there are {', '.join(NAMES)}")
    column = np.arange(COLUMNS)
    x = column / (COLUMNS - 1)
    if name == "noise":
        noise = np.random.default_rng(2).normal(0, 1, (ROWS + 4, COLUMNS + 4))
        values = sum(noise[i : i + ROWS, j : j + COLUMNS] for i in range(5) for j in range(5)) / 25
    elif name == "comb":
        fade = (1 - np.arange(ROWS) / (ROWS - 1)) ** 2
        values = x + fade[:, None] * (ripple / 200 * np.sin(2 * np.pi * column / wavelength))
    else:
        values = np.tile(ONE_ROW[name](x), (ROWS, 1))
    values = values.astype(np.float32)
    values.flags.writeable = False
    return values
