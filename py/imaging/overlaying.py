"""Two images of one thing in one picture: laid over each other, in two colours, or subtracted."""

from __future__ import annotations

from typing import Literal

import numpy as np

Show = Literal["static", "warped", "blend", "colours", "difference"]


def overlay(static: np.ndarray, warped: np.ndarray, inside: np.ndarray, show: Show,
            alpha: float = 0.5) -> np.ndarray:
    """Show an image and another that was warped onto it.

    Parameters
    ----------
    static, warped : numpy.ndarray of uint8
        Shape (rows, columns): grey levels.
    inside : numpy.ndarray of bool
        Same shape: where the warped image has values. Elsewhere, the static one is shown alone; "warped"
        leaves it transparent.
    show : {"static", "warped", "blend", "colours", "difference"}
        One image alone; the warped one with the opacity `alpha` over the other; the warped one in red and the
        other in cyan, its complement, so that they are grey together where they are equal; or half the
        difference, warped less static, about a middle grey.
    alpha : float
        0 to 1.

    Returns
    -------
    numpy.ndarray of uint8
        Shape (rows, columns, 4): red, green, blue, opacity.

    Raises
    ------
    ValueError
        For another way to show them.
    """
    rgba = np.empty((*static.shape, 4), np.uint8)
    rgba[..., 3] = 255
    red = grey = static
    if show == "warped":
        red = grey = warped
        rgba[..., 3] = np.where(inside, 255, 0)
    elif show == "blend":
        mixed = static + np.float32(alpha) * (warped.astype(np.float32) - static)
        red = grey = np.where(inside, np.round(mixed), static)
    elif show == "colours":
        red = np.where(inside, warped, static)
    elif show == "difference":
        red = grey = np.where(inside, (255 + warped.astype(np.int16) - static) // 2, 127)
    elif show != "static":
        raise ValueError(f"show is {show!r}; allowed are static, warped, blend, colours, difference")
    rgba[..., 0] = red
    rgba[..., 1] = rgba[..., 2] = grey
    return rgba
