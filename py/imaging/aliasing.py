"""Waves sampled on a grid, and what the samples say.

A wave is a sine, sin(2 pi frequency x + phase), in one dimension or, with a frequency along each axis, in
two. Samples lie at whole multiples of 1 / rate, without end. Whatever unit x has, frequencies and rates are
per that unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

Filter = Literal["none", "average", "ideal"]
Interpolation = Literal["nearest", "linear", "sinc"]

#: What is left of a frequency when whole turns per sample are taken off is 0 if it is this part of it.
ROUNDING = 1e-12


@dataclass(frozen=True)
class Wave:
    """amplitude * sin(2 pi sum(frequency * x) + phase).

    Attributes
    ----------
    frequency : tuple of float
        One per axis.
    amplitude : float
    phase : float
        In radians.
    """

    frequency: tuple[float, ...]
    amplitude: float = 1.0
    phase: float = 0.0

    def at(self, *axes: np.ndarray) -> np.ndarray:
        """Return its values on the grid of these coordinates, one 1-D array per axis of the result."""
        value = np.exp(1j * self.phase)
        for x, frequency in zip(axes, self.frequency, strict=True):
            value = np.multiply.outer(value, np.exp(2j * np.pi * frequency * x))
        return self.amplitude * value.imag


def alias(frequency: float, rate: float) -> float:
    """Return the frequency of least magnitude that has the same samples: frequency - k rate for a whole k.

    Returns
    -------
    float
        From -rate / 2 to rate / 2, negative for a wave that runs backwards. It is `frequency` itself below
        rate / 2 (Nyquist's frequency).

    Raises
    ------
    ValueError
        If `rate` is not positive.
    """
    if not rate > 0:
        raise ValueError(f"the rate is {rate}; it must be more than 0")
    seen = frequency - rate * float(np.round(frequency / rate))
    return seen if abs(seen) > ROUNDING * abs(frequency) else 0.0


def passes(frequency: float, rate: float, kind: Filter) -> float:
    """Return the factor by which a filter before sampling multiplies a wave.

    Parameters
    ----------
    frequency, rate : float
        Of the wave, and samples per unit.
    kind : {"none", "average", "ideal"}
        "average" is the mean over the interval of a sample, as the pixel of a detector takes it: the factor
        is sinc(frequency / rate), sinc(t) = sin(pi t) / (pi t). "ideal" passes what the samples can carry,
        frequencies below rate / 2, and nothing else.

    Raises
    ------
    ValueError
        For another kind.
    """
    if kind == "none":
        return 1.0
    if kind == "average":
        return float(np.sinc(frequency / rate))
    if kind == "ideal":
        return float(abs(frequency) < rate / 2)
    raise ValueError(f"kind is {kind!r}; allowed are 'none', 'average' and 'ideal'")


def filtered(wave: Wave, rate: float, kind: Filter) -> Wave:
    """Return a wave as it is after the filter `kind`, which acts along each axis (see `passes`)."""
    factor = np.prod([passes(frequency, rate, kind) for frequency in wave.frequency])
    return Wave(wave.frequency, wave.amplitude * float(factor), wave.phase)


def apparent(wave: Wave, rate: float) -> list[Wave]:
    """Return the waves that sinc interpolation (Whittaker and Shannon) makes of a wave's samples.

    Their sum meets every sample and has no frequency beyond rate / 2. It is the alias, except at exactly
    rate / 2, where samples no longer tell cosine from sine: there it is the mean of the frequencies rate / 2
    and -rate / 2, so that the phase decides how much is seen.
    """
    both = [(folded, -folded) if abs(folded) == rate / 2 else (folded,)
            for folded in (alias(frequency, rate) for frequency in wave.frequency)]
    grid = np.stack(np.meshgrid(*both), axis=-1).reshape(-1, len(both))
    return [Wave(tuple(frequency), wave.amplitude / len(grid), wave.phase) for frequency in grid]


def interpolated(waves: Sequence[Wave], rate: float, kind: Interpolation, *axes: np.ndarray) -> np.ndarray:
    """Return what lies between the samples of a sum of waves, by interpolation along each axis.

    Parameters
    ----------
    waves : sequence of Wave
    rate : float
        Samples per unit, along each axis.
    kind : {"nearest", "linear", "sinc"}
    *axes : numpy.ndarray
        1-D coordinates, one array per axis.

    Returns
    -------
    numpy.ndarray of float64
        On the grid of the coordinates.

    Raises
    ------
    ValueError
        For another kind, or a rate that is not positive.
    """
    if kind == "sinc":
        return sum((seen.at(*axes) for wave in waves for seen in apparent(wave, rate)),
                   np.zeros(tuple(map(len, axes))))
    if kind not in ("nearest", "linear"):
        raise ValueError(f"kind is {kind!r}; allowed are 'nearest', 'linear' and 'sinc'")
    first = [int(np.floor(x.min() * rate)) - 1 for x in axes]
    counts = [int(np.ceil(x.max() * rate)) + 2 - start for x, start in zip(axes, first, strict=True)]
    grid = [(start + np.arange(count)) / rate for start, count in zip(first, counts, strict=True)]
    values = sum((wave.at(*grid) for wave in waves), np.zeros(counts))
    for axis, (x, start) in enumerate(zip(axes, first, strict=True)):
        place = x * rate - start
        if kind == "nearest":
            values = values.take(np.floor(place + 0.5).astype(int), axis)
        else:
            below = np.floor(place).astype(int)
            part = (place - below).reshape([-1 if a == axis else 1 for a in range(len(axes))])
            values = (1 - part) * values.take(below, axis) + part * values.take(below + 1, axis)
    return values
