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
Under the **lens**, film shows its grains and no pixels, however near one looks.

- [Film grain](https://en.wikipedia.org/wiki/Film_grain)
- A. Newson, J. Delon, B. Galerne, [A stochastic film grain model](https://doi.org/10.1111/cgf.13159), 2017
"""

from dataclasses import dataclass, field

import numpy as np

from imaging import discs, film
from imaging.resizing import gaussian, stretched
from livedemo import ImageInput, Kept, Points, Range, Result

#: The longer side of the film, in pixels of the screen; levels of the light that falls on it.
SIDE, LEVELS = 400, 1024
#: Side of what is under the lens, in pixels of the film, and how much larger it is shown.
LENS, TIMES = 40, 6

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
    Points(name="lens", label="Lens", panel="developed", default=((150.0, 215.0),), least=1, most=1,
           help="What is shown larger"),
)


@dataclass
class Prepared:
    """The image, the light that falls on the film, and what was made of it last.

    ``levels`` is the light in whole numbers below `LEVELS`, and ``pixels`` counts them.
    """

    image: np.ndarray
    levels: np.ndarray
    light: np.ndarray
    pixels: np.ndarray
    _lots: film.Lots | None = field(default=None, repr=False)
    kept: Kept = field(default_factory=Kept, repr=False)

    def lots(self, count):
        """Return lots for so many grains; those drawn before stay, so that grains keep their places."""
        if self._lots is None or len(self._lots.fog) < count:
            self._lots = film.draw_lots(1 << (count - 1).bit_length())
        return film.Lots(*(values[:count] for values in self._lots))


def prepare(images):
    image = images["image"].array
    values = image.astype(np.float64)
    zoom = SIDE / max(values.shape)
    if zoom < 1:  # what is finer than a pixel of the film averages out
        values = gaussian(values, 0.5 * (1 / zoom - 1))
    shape = [max(1, round(n * zoom)) for n in values.shape]
    values = stretched(values, shape)
    low, high = values.min(), values.max()
    light = (values - low) / (high - low) if high > low else np.full(values.shape, 0.5)
    levels = np.rint(light * (LEVELS - 1)).astype(np.int32)
    light = (levels / (LEVELS - 1)).astype(np.float32)
    return Prepared(image, levels, light, np.bincount(levels.ravel(), minlength=LEVELS))


async def compute(prepared, state):
    """Expose and develop; average the same light over pixels."""
    light, exposure, fog = prepared.light, state["exposure"], state["fog"]
    emulsion = film.Emulsion(state["grains"], state["radius"], state["spread"] / 100)
    of_film = (emulsion, exposure, fog)
    coating = prepared.kept("coating", (emulsion.grains, emulsion.spread), lambda: film.coat(
        light, prepared.lots(emulsion.grains), emulsion.spread))
    black = prepared.kept("black", of_film, lambda: film.develop(coating, light.shape, *of_film))
    developed = prepared.kept("developed", of_film, lambda: ~discs.covered(*black, light.shape))
    share, expected = prepared.kept("expected", of_film, lambda: _expected(prepared, of_film))
    return Result(
        f"{100 - 100 * np.count_nonzero(developed) / developed.size:.1f} % of the film is black, "
        f"{100 * share:.1f} % expected; "
        f"{emulsion.grains} grains, one on {light.size / emulsion.grains:.3g} px²; "
        f"the grid has {_count(light.shape, state['pixel'])} pixels.",
        backend="CPU: numpy", image=prepared.image, light=light, developed=developed, expected=expected,
        grid=prepared.kept("grid", state["pixel"], lambda: _averaged(light, state["pixel"])),
        **prepared.kept("lens", (of_film, state["lens"]), lambda: _lens(prepared, coating, of_film,
                                                                        state["lens"][0])),
    )


def _expected(prepared, of_film):
    """Return the share of the film that is expected to be black, and that of each pixel."""
    table = film.expected_coverage(np.arange(LEVELS) / (LEVELS - 1), prepared.light.shape, *of_film)
    share = float(table @ prepared.pixels) / prepared.levels.size
    return share, table.astype(np.float32).take(prepared.levels, mode="clip")


def _lens(prepared, coating, of_film, point):
    """Return the film under the lens, its place, and its outline."""
    shape, (emulsion, *_) = prepared.light.shape, of_film
    size = [min(LENS, n) for n in shape]
    corner = [int(np.clip(round(at - n / 2), 0, most - n))
              for at, n, most in zip(point, size, shape, strict=True)]
    near = prepared.kept("near", (emulsion, tuple(corner)),
                         lambda: film.near(coating, emulsion.radius, corner, size))
    top, left, bottom, right = (at - 0.5 for at in (*corner, corner[0] + size[0], corner[1] + size[1]))
    return {
        "lens": ~discs.magnified(*film.develop(near, shape, *of_film), corner, size, TIMES),
        "lens_extent": np.array([left, top, size[1], size[0]]),
        "lens_row": np.array([top, top, bottom, bottom, top]),
        "lens_column": np.array([left, right, right, left, left]),
    }


def _count(shape, pixel):
    rows, columns = (-(-n // pixel) for n in shape)
    return f"{rows} x {columns}"


def _averaged(light, pixel):
    """Return the mean over square pixels; those at the edge may be smaller."""
    cuts = [np.arange(0, n, pixel) for n in light.shape]
    sums = np.add.reduceat(np.add.reduceat(light, cuts[0], axis=0, dtype=np.float64), cuts[1], axis=1)
    sizes = [np.diff(np.append(cut, n)) for cut, n in zip(cuts, light.shape, strict=True)]
    means = (sums / np.outer(*sizes)).astype(np.float32)
    return np.repeat(np.repeat(means, sizes[0], axis=0), sizes[1], axis=1)


def view(result):
    """The film, the grid, and a part of the film under the lens."""
    from livedemo import view as v

    developed = v.image(result, "developed", title="Developed film", colours=v.BINARY, low=0,
                        high=1, read_out=(
                            v.Value("developed", "clear"), v.Value("light", "light", digits=2),
                            v.Value("expected", "expected black", digits=2)))
    developed.figure.line("x", "y", line_color=v.SECOND, line_width=2,
                          source=v.columns(result, x="lens_column", y="lens_row"))
    return [
        developed,
        v.image(result, "grid", title="The same light on a grid", low=0, high=1, colour_bar="",
                read_out=(v.Value("grid", "light", digits=3),)),
        v.image(result, "lens", title="Under the lens", colours=v.BINARY, low=0, high=1, extent="lens_extent",
                read_out=(v.Value("lens", "clear"),)),
    ]
