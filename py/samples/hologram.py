"""Off-axis electron hologram of a phase object.

A particle shifts the phase of the wave by its mean inner potential: its thickness is a Gaussian, whose middle
is worth 9 rad and attenuates the amplitude to exp(-0.35). A stray field adds a slow ramp of 0.8 pi from the
left edge to the right one. The fringes are those of `samples._holograms`.

Truth: ``wave`` (n, n), complex; ``carrier`` (2,), cycles per pixel along rows and columns; and what the phase
of the wave is made of, peak * exp(-d^2 / (2 sigma^2)) + ramp * column at the distance d from the centre:
``centre`` (2,), ``sigma`` (), ``peak`` () in radians, ``ramp`` () in radians per pixel; ``visibility`` ();
``expected`` (n, n), mean electrons per pixel.
"""

import numpy as np

from samples import _holograms
from samples._geometry import coordinates
from samples._noise import detected
from samples._sample import Sample

PEAK_RAD = 9.0
ABSORPTION = 0.35
RAMP_RAD = 0.8 * np.pi


def make(n: int = 512, particle: bool = True, dose: float = 200, seed: int = 6) -> Sample:
    """Return the hologram, or a reference one without the particle; `dose` is the mean count in vacuum."""
    generator = np.random.default_rng(seed)
    row, column = coordinates(n)
    centre, sigma = np.array([n / 2, n / 2 + 20]), 0.11 * n
    thickness = np.exp(-((row - centre[0]) ** 2 + (column - centre[1]) ** 2) / (2 * sigma**2)) * particle
    ramp = RAMP_RAD / n * particle
    wave = np.exp(-ABSORPTION * thickness + 1j * (PEAK_RAD * thickness + ramp * column))
    expected = _holograms.expected(wave, dose)
    return Sample(
        name="hologram",
        title="Electron hologram",
        description=(
            "Synthetic off-axis electron hologram of a particle that shifts the phase by up to 9 radians: "
            "the fringes bend where the phase changes."
        ),
        image=detected(generator, expected),
        quantity="electrons",
        pixel_size=_holograms.PIXEL_SIZE_NM,
        unit="nm",
        truth={
            "wave": wave.astype(np.complex64),
            "carrier": _holograms.carrier(),
            "centre": centre,
            "sigma": np.array(sigma),
            "peak": np.array(PEAK_RAD * particle),
            "ramp": np.array(ramp),
            "visibility": np.array(_holograms.VISIBILITY),
            "expected": expected.astype(np.float32),
        },
    )
