"""Camera pixels

A camera sorts light by the place where it falls, counts it in each pixel, and makes a row of numbers of it.

Light comes in photons. A pixel that expects N of them counts N on average, once more, once fewer: by √N, the
standard deviation of a **Poisson distribution**. Bright pixels have more noise, but relative to their signal
it is less, 1 / √N. The amplifier adds its own **read noise**, which matters where there are few photons.

Only a part of each pixel is sensitive, the **fill factor**; what falls between is lost. A pixel holds no more
electrons than its **full well**: what comes after is lost, and the pixel is saturated, whatever the true
value was. Many small pixels show more detail and share the same photons; out of focus they show no more than
a few large ones.

- [Photon noise](https://en.wikipedia.org/wiki/Shot_noise)
- J. R. Janesick, *Photon Transfer*, SPIE 2007, [doi:10.1117/3.725073](https://doi.org/10.1117/3.725073)
"""

import numpy as np

from imaging import rays
from livedemo import Range, Result

#: The camera, in millimetres: focal length, distance of the object, aperture, and half the row of pixels.
FOCAL_LENGTH, DISTANCE, APERTURE, HALF = 50.0, 150.0, 20.0, 10.0
#: Points of the object: height in millimetres, and brightness.
POINTS = ((-14.0, 0.3), (-6.0, 1.0), (3.0, 0.6), (6.0, 0.6), (14.0, 0.1))
#: Rays of a point that are drawn.
DRAWN = 5

SECTION = "Images and photographs"
HINT = "Take fewer photons and watch the noise; then more, until pixels are full"
PRESETS = {
    "Few photons: noise": {"photons": 100.0},
    "Too many: pixels are full": {"photons": 1e5},
    "In focus": {"focus": 0.0},
    "Far out of focus": {"focus": 15.0},
    "Small sensitive parts: light is lost": {"fill_factor": 20, "pixels": 16},
}
CONTROLS = (
    Range(name="pixels", label="Pixels", default=48, low=4, high=128, step=1),
    Range(name="photons", label="Photons of the brightest point", default=5000.0, low=10.0, high=1e6,
          step=1.0, scale="log"),
    Range(name="focus", label="Focus offset", default=5.0, low=-20.0, high=20.0, step=0.5, unit="mm",
          help="How far the pixels stand behind the image plane"),
    Range(name="fill_factor", label="Fill factor", default=80, low=20, high=100, step=5, unit="%"),
    Range(name="read_noise", label="Read noise", default=3.0, low=0.0, high=20.0, step=0.5, unit="e⁻"),
    Range(name="full_well", label="Full well", default=10000.0, low=100.0, high=1e5, step=1.0, unit="e⁻",
          scale="log"),
    Range(name="exposure", label="Exposure number", default=1, low=1, high=100, step=1,
          help="Another exposure of the same object: other noise"),
)


async def compute(prepared, state):
    """Trace the rays to the pixels, and let chance count them."""
    screen = rays.image_distance(FOCAL_LENGTH, DISTANCE) + state["focus"]
    edges = np.linspace(-HALF, HALF, state["pixels"] + 1)
    expected = np.zeros(state["pixels"])
    segments = []
    for place, (height, brightness) in enumerate(POINTS):
        _, hits = rays.spot(height, DISTANCE, APERTURE, FOCAL_LENGTH, screen)
        weight = np.full(hits.shape, brightness * state["photons"] / hits.size)
        expected += rays.exposed(hits, weight, edges, state["fill_factor"] / 100)
        at_lens, slope = rays.fan(height, DISTANCE, APERTURE, DRAWN)
        on_pixels, _ = rays.travel(*rays.refract(at_lens, slope, FOCAL_LENGTH), screen)
        segments.append([at_lens, on_pixels, np.full(DRAWN, place)])
    rng = np.random.default_rng(state["exposure"])
    electrons, full = rays.recorded(expected, state["read_noise"], state["full_well"], rng)
    at_lens, on_pixels, colour = np.hstack(segments)
    sensitive = state["fill_factor"] / 100 * (edges[1] - edges[0]) / 2
    centres = (edges[1:] + edges[:-1]) / 2
    return Result(
        _sentence(state, expected, electrons, full),
        ray_z0=np.zeros(at_lens.size), ray_y0=at_lens, ray_z1=np.full(at_lens.size, screen),
        ray_y1=on_pixels, ray_colour=colour,
        pixel_z=np.full(centres.size, screen), pixel_low=centres - sensitive, pixel_high=centres + sensitive,
        left=edges[:-1], right=edges[1:], electrons=electrons,
        expected=expected, centre=centres,
        full_left=edges[:-1][full], full_right=edges[1:][full], full_electrons=electrons[full],
    )


def _sentence(state, expected, electrons, full):
    sent = state["photons"] * sum(brightness for _, brightness in POINTS)
    text = (f"{state['pixels']} pixels catch {expected.sum():.0f} of {sent:.0f} photons; "
            f"the brightest counts {round(electrons.max())} e⁻, at most {expected.max():.0f} were expected")
    if full.any():
        return f"{text}; {full.sum()} saturated at {state['full_well']:.0f} e⁻."
    noise = np.sqrt(expected.max() + state["read_noise"] ** 2)
    return f"{text}; signal to noise there {expected.max() / noise:.3g}." if noise else f"{text}."


def view(result):
    """The rays that arrive, and what each pixel counts."""
    from bokeh.models import LinearColorMapper

    from livedemo import view as v

    palette = [v.ACCENT, v.SECOND, v.THIRD, v.FOURTH, "#e69f00"]
    paths = v.plot("paths", title="Rays to the pixels", x_label="behind the lens / mm",
                   y_label="height / mm", from_zero=False, caption="Grey: the sensitive part of each pixel.")
    mapper = LinearColorMapper(palette, low=-0.5, high=len(palette) - 0.5)
    paths.figure.segment("z0", "y0", "z1", "y1", line_color={"field": "colour", "transform": mapper},
                         line_width=1.5,
                         source=v.columns(result, z0="ray_z0", y0="ray_y0", z1="ray_z1", y1="ray_y1",
                                          colour="ray_colour"))
    paths.figure.segment("z", "low", "z", "high", line_color=v.NEUTRAL, line_width=8,
                         source=v.columns(result, z="pixel_z", low="pixel_low", high="pixel_high"))
    counts = v.plot("counts", title="What the pixels count", x_label="height / mm", y_label="electrons",
                    from_zero=False, caption="Dots: what is expected. Orange: saturated.")
    counts.figure.quad(left="left", right="right", top="top", bottom=0, fill_color=v.ACCENT, line_color=None,
                       source=v.columns(result, left="left", right="right", top="electrons"))
    counts.figure.quad(left="left", right="right", top="top", bottom=0, fill_color=v.SECOND, line_color=None,
                       source=v.columns(result, left="full_left", right="full_right", top="full_electrons"))
    counts.figure.scatter("x", "y", line_color=v.NEUTRAL, fill_color=v.NEUTRAL, size=5,
                          source=v.columns(result, x="centre", y="expected"))
    return [paths, counts]
