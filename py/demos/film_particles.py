"""Film grain

A picture without pixels: light makes grains at random places developable, and development turns them black.

Film is coated with crystals of a silver salt. A crystal that catches light forms a speck of metal, and in the
developer turns into silver as a whole: it is black or it is not. Grey is nothing but the share of the area
that is black, and the more light, the blacker: film is a **negative**.

Grains lie at random. With *N* of them on an area *A*, each with *a* black on average, the share that is
covered is **1 − exp(−N a / A)**: grains overlap, so twice as many do not make it twice as black. Large grains
catch more light, which makes fast film, and are seen as grain; small ones need more light and show finer
detail. **Fog** are grains that turn black without any light.

Beside it, the same light on a grid of pixels that each give the mean over their area: no grain, but steps.

- [Film grain](https://en.wikipedia.org/wiki/Film_grain)
- A. Newson, J. Delon, B. Galerne, [A stochastic film grain model](https://doi.org/10.1111/cgf.13159), 2017
"""

from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from imaging.film import Emulsion, develop, expected_coverage
from livedemo import ImageInput, Range, Result

#: The longer side of the film, in pixels of the screen.
SIDE = 400

SECTION = "Images and photographs"
HINT = "Make the grains larger, at the same exposure; then raise the exposure until the sky is solid"
PRESETS = {
    "Fast film: few large grains": {"grains": 8000, "radius": 2.5, "pixel": 8},
    "Fine film: many small ones": {"grains": 300000, "radius": 0.5, "exposure": 1.2, "pixel": 2},
    "Underexposed and fogged": {"exposure": 0.15, "fog": 0.08},
    "Overexposed: the bright parts are solid black": {"exposure": 3.0, "grains": 150000, "radius": 1.2},
}
CONTROLS = (
    ImageInput(default="camera", samples=("camera", "coins", "tiles", "zone-plate", "nanoparticles")),
    Range(name="grains", label="Grains", default=60000, low=1000, high=1_000_000, step=100, scale="log"),
    Range(name="radius", label="Radius", default=1.0, low=0.5, high=8.0, step=0.1, unit="px"),
    Range(name="spread", label="Spread of radii", default=25, low=0, high=60, step=5, unit="%"),
    Range(name="exposure", label="Exposure", default=1.0, low=0.0, high=3.0, step=0.05, unit="photons/grain",
          help="What a grain catches on average at the brightest place"),
    Range(name="fog", label="Fog", default=0.01, low=0.0, high=0.1, step=0.005,
          help="Share of the grains without light that turn black all the same"),
    Range(name="pixel", label="Pixels of the grid", default=4, low=1, high=40, step=1, unit="px"),
)


@dataclass(frozen=True)
class Prepared:
    """The image, and the light that falls on the film."""

    image: np.ndarray
    light: np.ndarray


def prepare(images):
    image = images["image"].array
    values = image.astype(np.float64)
    zoom = SIDE / max(values.shape)
    if zoom < 1:  # what is finer than a pixel of the film averages out
        values = ndimage.gaussian_filter(values, 0.5 * (1 / zoom - 1))
    shape = [max(1, round(n * zoom)) for n in values.shape]
    scale = [a / b for a, b in zip(shape, values.shape, strict=True)]
    values = ndimage.zoom(values, scale, order=1, mode="nearest", grid_mode=True)
    low, high = values.min(), values.max()
    return Prepared(image, (values - low) / (high - low) if high > low else np.full(values.shape, 0.5))


async def compute(prepared, state):
    """Expose and develop; average the same light over pixels."""
    light = prepared.light
    emulsion = Emulsion(state["grains"], state["radius"], state["spread"] / 100)
    black = develop(light, emulsion, state["exposure"], state["fog"], np.random.default_rng(20))
    expected = expected_coverage(light, emulsion, state["exposure"], state["fog"])
    grid = _averaged(light, state["pixel"])
    return Result(
        f"{100 * black.mean():.1f} % of the film is black, {100 * expected.mean():.1f} % expected; "
        f"{state['grains']} grains, one on {light.size / state['grains']:.3g} px²; "
        f"the grid has {_count(light.shape, state['pixel'])} pixels.",
        backend="CPU: numpy", image=prepared.image, developed=~black, expected=expected, grid=grid,
    )


def _count(shape, pixel):
    rows, columns = (-(-n // pixel) for n in shape)
    return f"{rows} x {columns}"


def _averaged(light, pixel):
    """Return the mean over square pixels; those at the edge may be smaller."""
    cuts = [np.arange(0, n, pixel) for n in light.shape]
    sums = np.add.reduceat(np.add.reduceat(light, cuts[0], axis=0), cuts[1], axis=1)
    sizes = [np.diff(np.append(cut, n)) for cut, n in zip(cuts, light.shape, strict=True)]
    means = sums / np.outer(*sizes)
    return np.repeat(np.repeat(means, sizes[0], axis=0), sizes[1], axis=1)


def view(result):
    """The film, and the grid."""
    from livedemo import view as v

    return [
        v.image(result, "developed", title="Developed film, a negative", colours=v.BINARY, low=0, high=1,
                read_out=(v.Value("developed", "clear"), v.Value("expected", "expected black", digits=2))),
        v.image(result, "grid", title="The same light on a grid of pixels", low=0, high=1, colour_bar="",
                read_out=(v.Value("grid", "light", digits=3),)),
    ]
