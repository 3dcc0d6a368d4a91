"""Off-axis holograms: the wave from one sideband of the spectrum.

Fringes of the frequency k, the carrier, are modulated by a wave: their contrast by its amplitude, their
place by its phase. In the spectrum of the hologram, the wave and its conjugate stand round +k and -k, the
sidebands. Shifted to the middle and transformed back, one of them is the wave, as far as the aperture passes.

All is in float64: where a phase is wrapped or unwrapped, rounding decides about steps of 2 pi.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy import fft

from imaging.fourier import pass_mask

#: The centre band of a hologram, and what varies slowly in any image: no fringes are looked for in there,
#: in cycles per pixel.
CENTRE_BAND = 1 / 32
#: And the slowest waves of small images, in cycles per side.
FEWEST_FRINGES = 3
#: What is smaller than this part of something else comes from rounding.
ROUNDING = 1e-12
#: A fall of the aperture from 1 to 0 takes this share of its radius.
SOFT = 0.3
#: Pixels of a wave along an edge, at most: what follows takes time in proportion to their number.
MOST = 256


def hologram_spectrum(image: np.ndarray) -> np.ndarray:
    """Return the half-plane `numpy.fft.rfft2` of an image without its mean, in complex128.

    Parameters
    ----------
    image : numpy.ndarray
        Shape (rows, columns), real.

    Returns
    -------
    numpy.ndarray of complex128
        Shape (rows, columns // 2 + 1), not normalised.
    """
    return fft.rfft2(image - image.mean(dtype=np.float64))


@dataclass(frozen=True)
class Carrier:
    """The fringes that were found in a hologram.

    Attributes
    ----------
    index : (int, int)
        Periods over the height and over the width of the image; columns >= 0.
    frequency : (float, float)
        The same in cycles per pixel along rows and columns.
    prominence : float
        Power of the peak over the median power at frequencies from half to one and a half times its own.
    """

    index: tuple[int, int]
    frequency: tuple[float, float]
    prominence: float

    @property
    def length(self) -> float:
        """Cycles per pixel across the fringes."""
        return float(np.hypot(*self.frequency))


def find_carrier(image: np.ndarray) -> Carrier | None:
    """Find the fringes of a hologram: the strongest peak of its spectrum outside the centre band.

    Amplitudes are weighed by their frequency, since those of ordinary pictures fall off like its inverse, and
    the image is tapered by a Hann window, or the steps from one edge of it to the other would draw lines
    through the spectrum. Of the two sidebands, the one with positive columns is taken (with positive rows, if
    the columns are 0); the other holds the conjugate wave.

    Parameters
    ----------
    image : numpy.ndarray
        Shape (rows, columns), real.

    Returns
    -------
    Carrier or None
        None where the image has no such frequency, or nothing at it: a constant, or a few pixels.
    """
    rows, columns = image.shape
    window = [np.hanning(n + 2)[1:-1] for n in image.shape]
    values = image - image.mean(dtype=np.float64)
    scale = np.abs(values).max()
    if scale <= ROUNDING * np.abs(image).max():
        return None
    half = np.abs(fft.rfft2(values * window[0][:, None] * window[1]))
    fy, fx = fft.fftfreq(rows)[:, None], fft.rfftfreq(columns)
    length = np.hypot(fy, fx)
    turns = np.maximum(np.abs(fy) * rows, fx * columns)
    outside = (length > CENTRE_BAND) & (turns >= FEWEST_FRINGES)
    outside &= (fx > 0) | (fy > 0)  # one of each pair
    weighed = half * length * outside
    peak = np.unravel_index(np.argmax(weighed), weighed.shape)
    if weighed[peak] <= ROUNDING * scale:
        return None
    around = (length > 0.5 * length[peak]) & (length < 1.5 * length[peak])
    background = float(np.median(half[around])) ** 2
    found = float(half[peak]) ** 2
    frequency = (float(fy[peak[0], 0]), float(fx[peak[1]]))
    index = (round(frequency[0] * rows), int(peak[1]))
    return Carrier(index, frequency, found / max(background, ROUNDING * found))


def _fast_length(least: int) -> int:
    """Return `scipy.fft.next_fast_len`: the first length from `least` on with no prime factor above 11."""
    rest = least
    for prime in (2, 3, 5, 7, 11):
        while rest % prime == 0:
            rest //= prime
    return least if rest == 1 else _fast_length(least + 1)


def wave_shape(shape: tuple[int, int], carrier: Carrier) -> tuple[int, int]:
    """Return how many rows and columns a wave needs: two per period of the fringes, but no more than `MOST`.

    An aperture that reaches the centre of the spectrum, the largest that makes sense, passes as many
    frequencies: more pixels would say nothing more.
    """
    needed = (_fast_length(int(np.ceil(2 * carrier.length * n)) + 4) for n in shape)
    return tuple(min(n, m, MOST) for n, m in zip(shape, needed, strict=True))


def widest_aperture(shape: tuple[int, int], carrier: Carrier) -> float:
    """Return the radius of the largest aperture that `wave_shape` has room for, in cycles per pixel."""
    room = [(m // 2 - 1) / n for m, n in zip(wave_shape(shape, carrier), shape, strict=True) if m < n]
    return min([carrier.length, *room])


def places(small: tuple[int, int], shape: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """Return the rows (m, 1) and columns (n,) of a hologram at which the m x n pixels of its wave are."""
    rows, columns = (np.arange(m) * n / m for m, n in zip(small, shape, strict=True))
    return rows[:, None], columns


def aperture(rows: np.ndarray, columns: np.ndarray, radius: float) -> np.ndarray:
    """Return how much of each frequency an aperture passes, 1 in its middle.

    Parameters
    ----------
    rows, columns : numpy.ndarray
        Shapes (m,) and (n,), distances from the middle in cycles per pixel; the first of each is 0.
    radius : float
        In cycles per pixel; nothing beyond it passes. The edge is soft.

    Returns
    -------
    numpy.ndarray of float32
        Shape (m, n), 0 to 1.
    """
    distance = np.hypot(rows[:, None], columns).astype(np.float32)
    return pass_mask(distance, "low", 0, radius * (1 - SOFT / 2), SOFT * radius)


def outline(carrier: Carrier, share: float) -> np.ndarray:
    """Return the circle round a sideband whose radius is a share of its distance from the middle.

    Returns
    -------
    numpy.ndarray of float64
        Shape (2, 65), rows and columns in cycles per pixel, closed.
    """
    angle, radius = np.linspace(0, 2 * np.pi, 65), share * carrier.length
    return np.stack([carrier.frequency[0] + radius * np.sin(angle),
                     carrier.frequency[1] + radius * np.cos(angle)])


def sideband_wave(half: np.ndarray, shape: tuple[int, int], carrier: Carrier, radius: float) -> np.ndarray:
    """Return the wave that a sideband holds.

    Parameters
    ----------
    half : numpy.ndarray of complex128
        `hologram_spectrum`.
    shape : (rows, columns)
        Shape of the hologram.
    carrier : Carrier
        Of `find_carrier`.
    radius : float
        Of the aperture, in cycles per pixel.

    Returns
    -------
    numpy.ndarray of complex128
        Shape (m, n) of `wave_shape`; element [i, j] belongs to the place (i rows / m, j columns / n) of the
        hologram. Of fringes b + c cos(2 pi k . r + phi) it is c / 2 exp(i phi).

    References
    ----------
    H. Lichte and M. Lehmann, Electron holography: basics and applications, Rep. Prog. Phys. 71 (2008) 016102,
    https://doi.org/10.1088/0034-4885/71/1/016102
    """
    small = wave_shape(shape, carrier)
    offsets = [np.rint(fft.fftfreq(n, 1 / n)).astype(int) for n in small]
    passes = aperture(offsets[0] / shape[0], offsets[1] / shape[1], radius)
    band = _elements(half, shape, carrier.index[0] + offsets[0], carrier.index[1] + offsets[1])
    band *= passes
    return fft.ifft2(band) * (band.size / (shape[0] * shape[1]))


def _elements(half: np.ndarray, shape: tuple[int, int], rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """Return elements [rows, columns] of the whole plane, any whole numbers, from its half-plane."""
    columns = columns % shape[1]
    mirrored = columns > shape[1] // 2
    block = half[np.ix_(rows % shape[0], np.where(mirrored, 0, columns))]
    block[:, mirrored] = half[np.ix_(-rows % shape[0], shape[1] - columns[mirrored])].conj()
    return block


def main_ramp(wave: np.ndarray) -> tuple[float, float]:
    """Return the phase ramp that most of a wave has: its frequency with the largest amplitude.

    Parameters
    ----------
    wave : numpy.ndarray
        Shape (rows, columns), complex.

    Returns
    -------
    (float, float)
        Periods over the height and over the width, to 1 / 100.
    """
    rows, columns = wave.shape
    plane = np.abs(fft.fft2(wave))
    peak = np.unravel_index(np.argmax(plane), plane.shape)
    best = [float(k if k <= n // 2 else k - n) for k, n in zip(peak, wave.shape, strict=True)]
    for step in (0.1, 0.01):
        down, across = (centre + step * np.arange(-10, 11) for centre in best)
        left = np.exp(-2j * np.pi * np.outer(down, np.arange(rows) / rows))
        right = np.exp(-2j * np.pi * np.outer(np.arange(columns) / columns, across))
        finer = np.abs(left @ wave @ right)
        i, j = np.unravel_index(np.argmax(finer), finer.shape)
        best = [float(down[i]), float(across[j])]
    return round(best[0], 2), round(best[1], 2)
