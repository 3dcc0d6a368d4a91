"""Phases: wrapped, unwrapped, and where no unwrapping can be right."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy import ndimage
from skimage.restoration import unwrap_phase

from imaging.colour_maps import ENTRIES, colour_map
from imaging.srgb import from_linear, to_linear

TURN = 2 * np.pi


def wrapped(phase: np.ndarray) -> np.ndarray:
    """Return phases in radians, from -pi to pi: without the whole turns."""
    return phase - TURN * np.round(phase / TURN)


def unwrapped(phase: np.ndarray) -> np.ndarray:
    """Add whole turns to phases so that neighbours differ by less than half a turn, as far as possible.

    Pairs of neighbours are joined one after the other, those first round which the phase is smoothest.

    Parameters
    ----------
    phase : numpy.ndarray
        Shape (rows, columns), radians, from -pi to pi.

    Returns
    -------
    numpy.ndarray of float64
        Same shape; the median lies between -pi and pi.

    References
    ----------
    M. Herraez et al., Appl. Opt. 41 (2002) 7437, https://doi.org/10.1364/AO.41.007437, as in
    `skimage.restoration.unwrap_phase`
    """
    # scikit-image joins the outermost pixels in random order, which no seed settles in 0.25 (issue 7964).
    # So the phase is continued by one pixel, along its slope, and the random ones are cut off.
    continued = wrapped(np.pad(phase, 1, "reflect", reflect_type="odd"))
    result = unwrap_phase(continued)[1:-1, 1:-1]
    return result - TURN * np.round(np.median(result) / TURN)


def residues(phase: np.ndarray) -> np.ndarray:
    """Return the whole turns of the phase round each square of 2 x 2 neighbours.

    Where it is not 0, the unwrapped phase depends on the way that one takes: the wave has a zero there, or
    noise.

    Parameters
    ----------
    phase : numpy.ndarray
        Shape (rows, columns), radians, wrapped or not.

    Returns
    -------
    numpy.ndarray of int8
        Shape (rows - 1, columns - 1), -1, 0 or +1; element [i, j] belongs to the place (i + 1/2, j + 1/2),
        and +1 is a turn from the columns towards the rows, clockwise on a screen.

    References
    ----------
    R. M. Goldstein, H. A. Zebker, C. L. Werner, Radio Sci. 23 (1988) 713,
    https://doi.org/10.1029/RS023i004p00713
    """
    down, right = wrapped(np.diff(phase, axis=0)), wrapped(np.diff(phase, axis=1))
    loop = right[:-1] + down[:, 1:] - right[1:] - down[:, :-1]
    return np.rint(loop / TURN).astype(np.int8)


@dataclass(frozen=True)
class Wave:
    """A complex image, and what no constant phase changes, or changes by that constant alone.

    Attributes
    ----------
    array : numpy.ndarray of complex128
        Shape (rows, columns).
    amplitude : numpy.ndarray of float32
        Its amplitude.
    unwrapped : numpy.ndarray of float64
        Its phase in radians, see `unwrapped`.
    residues : numpy.ndarray of int8
        Shape (rows - 1, columns - 1), see `residues`.
    """

    array: np.ndarray
    amplitude: np.ndarray
    unwrapped: np.ndarray
    residues: np.ndarray

    @classmethod
    def of(cls, array: np.ndarray) -> Wave:
        """Return the wave of a complex image."""
        phase = np.angle(array)
        return cls(array, np.abs(array).astype(np.float32), unwrapped(phase), residues(phase))


def strongest_residues(found: np.ndarray, amplitude: np.ndarray, most: int) -> tuple[np.ndarray, np.ndarray]:
    """Return where residues are, those in the strongest wave first.

    Parameters
    ----------
    found : numpy.ndarray of int8
        Shape (rows - 1, columns - 1), of `residues`.
    amplitude : numpy.ndarray
        Shape (rows, columns), of the wave.
    most : int
        How many of both signs together are returned.

    Returns
    -------
    positive, negative : numpy.ndarray of float64
        Shapes (2, n), rows and columns.
    """
    rows, columns = np.nonzero(found)
    strength = amplitude[rows, columns] + amplitude[rows + 1, columns + 1]
    chosen = np.argsort(-strength, kind="stable")[:most]
    places = np.stack([rows, columns])[:, chosen]
    sense = found[tuple(places)]
    return places[:, sense > 0] + 0.5, places[:, sense < 0] + 0.5


def inner(array: np.ndarray, border: float) -> np.ndarray:
    """Return an array without a part `border` of its rows and columns along each edge."""
    return array[tuple(slice(int(border * n), n - int(border * n)) for n in array.shape)]


def compared(measured: np.ndarray, truth: np.ndarray, border: float) -> tuple[np.ndarray, float]:
    """Return the true phase with the constant of a measured one, and the error that is left.

    Parameters
    ----------
    measured, truth : numpy.ndarray
        Shape (rows, columns), radians, unwrapped.
    border : float
        Part of the rows and columns along each edge that is left out.

    Returns
    -------
    truth : numpy.ndarray
        Same shape; the median of its difference from `measured` is 0.
    error : float
        Root mean square of that difference, in radians.
    """
    aligned = truth + np.median(inner(measured - truth, border))
    return aligned, float(np.sqrt(np.mean(np.square(inner(measured - aligned, border)))))


def along(wave: np.ndarray, unwrapped: np.ndarray, added: np.ndarray,
          places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the phase of a wave between its pixels, wrapped and unwrapped.

    A phase with steps in it must not be interpolated; the wave may be. The whole turns are those of the pixel
    that is closest.

    Parameters
    ----------
    wave : numpy.ndarray
        Shape (rows, columns), complex.
    unwrapped : numpy.ndarray
        Same shape, the phase of the wave, unwrapped, in radians.
    added : numpy.ndarray
        Same shape, a smooth phase that is added to that of the wave, such as a ramp.
    places : numpy.ndarray
        Shape (2, n), rows and columns.

    Returns
    -------
    wrapped, unwrapped : numpy.ndarray of float64
        Shape (n,), radians.
    """
    def values(array, order=1):
        return ndimage.map_coordinates(array, places, order=order, mode="nearest")

    phase = np.arctan2(values(wave.imag), values(wave.real))
    turns = np.round((values(unwrapped, 0) - phase) / TURN)
    smooth = values(added)
    return wrapped(phase + smooth), phase + TURN * turns + smooth


def wave_colours(wave: np.ndarray, brightest: float) -> np.ndarray:
    """Return the colours of a complex wave: its phase is the hue, its amplitude the lightness.

    The hue is that of the map "cyclic". Its light, as linear sRGB, is dimmed by the third power of the
    amplitude: lightness and chroma in Oklab, which are cubic roots of light, by the amplitude itself.

    Parameters
    ----------
    wave : numpy.ndarray
        Shape (rows, columns), complex.
    brightest : float
        Amplitude that gets the full light, as do larger ones.

    Returns
    -------
    numpy.ndarray of uint8
        Shape (rows, columns, 4), RGBA.
    """
    table = _hues_by_amplitude()
    turns = np.angle(wave) / TURN + 0.5
    hue = np.minimum((turns * ENTRIES).astype(np.intp), ENTRIES - 1)
    amplitude = np.abs(wave) / (brightest or 1.0)
    level = np.rint(np.minimum(amplitude, 1.0) * (len(table) - 1)).astype(np.intp)
    return table[level, hue]


@cache
def _hues_by_amplitude(levels: int = 128) -> np.ndarray:
    table = np.full((levels, ENTRIES, 4), 255, np.uint8)
    light = to_linear(colour_map("cyclic")[:, :3] / 255)
    dimmed = np.linspace(0, 1, levels)[:, None, None] ** 3 * light
    table[..., :3] = np.round(255 * np.clip(from_linear(dimmed), 0, 1))
    return table
