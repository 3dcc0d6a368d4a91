"""Layers of colour over a grey image: alpha from counts, the operator "over", and sums."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from imaging.srgb import from_linear, to_linear

Blend = Literal["over", "add"]
#: Steps in which linear light is turned back into the 256 levels of sRGB: fine enough for its dark end.
FINE = 2**16


@dataclass(frozen=True)
class Layer:
    """What is laid over an image.

    Attributes
    ----------
    colour : (float, float, float)
        sRGB, 0 to 1.
    alpha : numpy.ndarray of float32
        Shape of the image: 0 transparent, 1 opaque.
    shade : numpy.ndarray of uint8, optional
        Shape of the image: by what the colour is multiplied, 255 for 1; by default everywhere 1.
    """

    colour: tuple[float, float, float]
    alpha: np.ndarray
    shade: np.ndarray | None = None


def alpha_ramp(values: np.ndarray, threshold: float, softness: float) -> np.ndarray:
    """Return 0 for values well below a threshold, 1 well above, a straight ramp between.

    Parameters
    ----------
    values : numpy.ndarray
        Real, of any shape.
    threshold : float
        Where the ramp reaches one half.
    softness : float
        Width of the ramp in the unit of the values; 0 makes a step: 0 up to the threshold, 1 above.

    Returns
    -------
    numpy.ndarray of float32
        Shape of `values`.

    Raises
    ------
    ValueError
        If `softness` is negative.
    """
    if softness < 0:
        raise ValueError(f"the softness is {softness}; allowed is 0 or more")
    if softness == 0:
        return (values > threshold).astype(np.float32)
    wide = values.dtype.itemsize > 2 and values.dtype != np.float32
    ramp = np.subtract(values, threshold - softness / 2, dtype=np.float64 if wide else np.float32)
    ramp /= softness
    return np.clip(ramp, 0, 1, out=ramp).astype(np.float32, copy=False)


def composite(grey: np.ndarray, layers: Sequence[Layer], blend: Blend = "over",
              linear_light: bool = False) -> np.ndarray:
    """Lay coloured layers over a grey image, the first one lowest.

    "over" makes a weighted sum of a layer F with what is below, C = alpha F + (1 - alpha) B; "add" a plain
    one, C = B + alpha F, cut at white, where the order does not matter.

    Parameters
    ----------
    grey : numpy.ndarray of uint8
        Shape (rows, columns), grey levels as the screen gets them.
    layers : sequence of Layer
    blend : {"over", "add"}
    linear_light : bool
        Blend what the screen emits, as light mixes, and not the levels of sRGB that stand for it.

    Returns
    -------
    numpy.ndarray of uint8
        Shape (rows, columns, 4), RGBA, opaque.

    Raises
    ------
    ValueError
        For another blend.

    References
    ----------
    T. Porter, T. Duff, Compositing digital images, Computer Graphics 18 (1984) 253,
    https://doi.org/10.1145/800031.808606
    """
    if blend not in ("over", "add"):
        raise ValueError(f"blend is {blend!r}; allowed are 'over' and 'add'")
    levels = (np.arange(256) / 255).astype(np.float32)
    decode = to_linear if linear_light else np.asarray
    below = decode(levels).astype(np.float32).take(grey, mode="clip") if linear_light else \
        np.multiply(grey, np.float32(1 / 255), dtype=np.float32)
    # All layers but grey ones have a colour times a weight, and what is below is the same for each channel.
    weights = [layer.alpha for layer in layers]
    if blend == "over":
        for number, layer in enumerate(layers):
            clear = 1 - layer.alpha
            below *= clear
            for lower in range(number):
                weights[lower] = weights[lower] * clear
    encode = None
    if linear_light:
        encode = np.round(255 * from_linear(np.arange(FINE) / (FINE - 1))).astype(np.uint8)
    top = 255 if encode is None else FINE - 1
    below *= top
    below += 0.5
    rgba = np.empty((*grey.shape, 4), np.uint8)
    rgba[..., 3] = 255
    for channel in range(3):
        total = below.copy()
        for layer, weight in zip(layers, weights, strict=True):
            if layer.shade is None:
                front = np.float32(top * decode(layer.colour[channel]))
            else:
                shades = top * decode(layer.colour[channel] * levels)
                front = shades.astype(np.float32).take(layer.shade, mode="clip")
            total += weight * front
        np.minimum(total, top + 0.5, out=total)
        rgba[..., channel] = total if encode is None else encode.take(total.astype(np.uint16), mode="clip")
    return rgba
