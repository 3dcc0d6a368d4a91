"""From pixel values to the grey levels of a screen: limits, gamma and logarithm."""

from __future__ import annotations

import numpy as np

from imaging.thresholding import Histogram

#: Grey levels of a screen.
LEVELS = 256


def window(low: float, high: float, brightness: float, contrast: float) -> tuple[float, float]:
    """Return the values that become black and white for a setting of brightness and contrast.

    Contrast sets the slope of the straight line from values to grey levels, relative to that from `low` to
    `high`: c / 0.5 up to c = 0.5, and 0.5 / (1 - c) from there. Brightness b shifts it: the middle grey is at
    ``low + (1 - b) (high - low)``. With both at 0.5 the result is (low, high).

    Parameters
    ----------
    low, high : float
        Smallest and largest value of the data, low <= high.
    brightness : float
        0 to 1; more is brighter.
    contrast : float
        Between 0 and 1, both excluded; more is steeper.

    Raises
    ------
    ValueError
        If `contrast` is not between 0 and 1.

    References
    ----------
    The sliders of ImageJ's Brightness/Contrast tool, https://imagej.net/ij/docs/menus/image.html#adjust
    """
    if not 0 < contrast < 1:
        raise ValueError(f"the contrast is {contrast}; allowed are values between 0 and 1")
    slope = contrast / 0.5 if contrast <= 0.5 else 0.5 / (1 - contrast)
    middle = low + (1 - brightness) * (high - low)
    half = (high - low) / slope / 2
    return middle - half, middle + half


def tail_limits(histogram: Histogram, percent: float) -> tuple[float, float]:
    """Return limits that leave at most a percentage of the pixels below them, and as many above.

    Parameters
    ----------
    histogram : Histogram
        By `imaging.thresholding.histogram`. With a bin per value the limits are exact: those of
        `numpy.percentile` with the methods "inverted_cdf" below and, of the negated image, above.
        Else they are the outer edges of the bins in which those values lie.
    percent : float
        0 to less than 50.

    Returns
    -------
    low, high : float
        low <= high. For 0 %, the smallest and the largest value, or the outer edges.

    Raises
    ------
    ValueError
        If `percent` is out of range.
    """
    if not 0 <= percent < 50:
        raise ValueError(f"the percentage is {percent}; allowed are 0 to less than 50")
    counts, centres, edges = histogram
    total = int(counts.sum())
    # The limit is the first value at which more than the allowed number of pixels has been counted.
    allowed = percent / 100 * total
    first = int(np.argmax(np.cumsum(counts) > allowed))
    last = len(counts) - 1 - int(np.argmax(np.cumsum(counts[::-1]) > allowed))
    if edges[1] - edges[0] == 1 and centres[0] == np.round(centres[0]):  # a bin per whole number
        return float(centres[first]), float(centres[last])
    return float(edges[first]), float(edges[last + 1])


def grey_levels(image: np.ndarray, low: float, high: float, gamma: float = 1.0,
                offset: float | None = None) -> np.ndarray:
    """Map values to the grey levels 0 to 255, equal parts of the scale to each.

    A value has the position t = (value - low) / (high - low), cut at 0 and 1, and gets the level
    floor(256 t^gamma), at most 255. With `offset`, t is ln(1 + (value - low) / offset) divided by
    ln(1 + (high - low) / offset) instead.

    Parameters
    ----------
    image : numpy.ndarray
        Real and finite, of any shape.
    low, high : float
        Values that become black and white. If they are equal, what is larger is white.
    gamma : float
        Exponent, more than 0; less than 1 brightens what is dark.
    offset : float, optional
        Value above `low`, more than 0, where the logarithm begins to bend: far below it the scale is linear,
        far above logarithmic.

    Returns
    -------
    numpy.ndarray of uint8
        Shape of the image.

    Raises
    ------
    ValueError
        If low > high, or if gamma or offset are not positive.
    """
    if low > high:
        raise ValueError(f"black is at {low}, white at {high}; black must not be above white")
    if not gamma > 0:
        raise ValueError(f"gamma is {gamma}; more than 0 is needed")
    if offset is not None and not offset > 0:
        raise ValueError(f"the offset is {offset}; more than 0 is needed")
    if not high > low:
        return np.where(image > high, LEVELS - 1, 0).astype(np.uint8)
    # Float32 is faster, and enough for what is recorded in 16 bits or in float32 itself.
    wide = image.dtype.itemsize > 2 and image.dtype != np.float32
    scaled = np.subtract(image, low, dtype=np.float64 if wide else np.float32)
    if offset is not None:
        np.clip(scaled, 0, high - low, out=scaled)
        scaled /= offset
        np.log1p(scaled, out=scaled)
        top = float(np.log1p((high - low) / offset))
    else:
        top = high - low
    scaled /= top / LEVELS
    np.clip(scaled, 0, LEVELS, out=scaled)
    if gamma != 1:
        scaled = scaled.astype(np.float32, copy=False)
        scaled /= np.float32(LEVELS)
        np.power(scaled, np.float32(gamma), out=scaled)
        scaled *= np.float32(LEVELS)
    np.minimum(scaled, LEVELS - 1, out=scaled)
    return scaled.astype(np.uint8)


def narrowed(image: np.ndarray) -> np.ndarray:
    """Return the image in float32, in which `grey_levels` is fastest, if that loses nothing of float64.

    Parameters
    ----------
    image : numpy.ndarray
        Real and finite, of any shape.

    Returns
    -------
    numpy.ndarray
        In float32, or `image` itself where float32 cannot hold each of its values as float64 does.
    """
    if image.dtype.itemsize <= 2 or image.dtype == np.float32:
        return image
    with np.errstate(over="ignore"):
        narrow = image.astype(np.float32)
    return narrow if np.array_equal(narrow.astype(np.float64), image.astype(np.float64)) else image



def bar_heights(counts: np.ndarray, top: float, logarithmic: bool = False) -> np.ndarray:
    """Scale the bars of a histogram so that the highest reaches `top`.

    Parameters
    ----------
    counts : numpy.ndarray
        Not negative, of any shape.
    top : float
        Height of the highest bar.
    logarithmic : bool
        Heights go with log(1 + count): single pixels stay visible beside millions.

    Returns
    -------
    numpy.ndarray of float64
        Shape of `counts`; 0 where nothing was counted.
    """
    heights = np.log1p(counts) if logarithmic else counts.astype(np.float64)
    return heights * (top / (heights.max() or 1.0))


def under_curve(shown: Histogram, low: float, high: float, depth: float) -> dict[str, np.ndarray]:
    """Return what stands under a curve over pixel values: a histogram's bars, and a strip below the axis.

    Parameters
    ----------
    shown : Histogram
        The bars.
    low, high : float
        Ends of the axis, low < high.
    depth : float
        Height of the strip, in units of the curve.

    Returns
    -------
    dict of str to numpy.ndarray
        ``histogram`` (counts), ``bin_left`` and ``bin_right`` of each bar; ``axis`` (low, high) with
        ``axis_level`` 0; ``bar_extent``, where the strip lies: x, y, width, height.
    """
    return {
        "histogram": shown.counts,
        "bin_left": shown.edges[:-1],
        "bin_right": shown.edges[1:],
        "axis": np.array([low, high]),
        "axis_level": np.zeros(2),
        "bar_extent": np.array([low, -depth, high - low, depth]),
    }
