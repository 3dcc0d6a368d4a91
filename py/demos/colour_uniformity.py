"""Colour maps and uniformity

The same values in two colour maps: features that only one of them shows are made by the map.

A map is **perceptually uniform** if equal steps of value look equally large anywhere along it. Two signals
test it. A plain ramp should look featureless: bands or bright lines are the map's own. A fine ripple on the
ramp, which fades towards the bottom, should vanish at the same height everywhere: where it goes early, the
map hides detail. For fine detail the eye relies on lightness alone, so the slope of **L\\*** decides.

Every other property costs something. A **diverging** map shows the sign, but only with limits symmetric about
zero. A **cyclic** map has no false edge where a phase jumps from π to −π, but no direction either. A map of
**equal lightness** leaves shading to something else and hides fine detail. A rainbow makes more contrast than
there is, and finds structure in noise.

- P. Kovesi, [Good colour maps: how to design them](https://arxiv.org/abs/1509.03700) (2015)
- [colorcet](https://colorcet.holoviz.org/), maps made by his rules
- [CIEDE2000](https://doi.org/10.1002/col.20070), the colour difference that is drawn
"""

from dataclasses import dataclass, field
from functools import cache

import numpy as np

from imaging.colour_maps import TITLES, colour_map, coloured, step_differences
from imaging.intensity import grey_levels
from imaging.map_signals import ONE_ROW, map_signal
from imaging.srgb import to_lab
from imaging.wording import spoken
from livedemo import ImageInput, Interval, Kept, Picture, Range, Result, Select, Toggle

SECTION = "Visualising images"
HINT = "Raise the ripple until you see it everywhere in one map; where does the other one still hide it?"
PRESETS = {
    "A plain ramp: whose bands are these?": {"signal": "ramp", "map_a": "jet", "map_b": "viridis"},
    "Hot and Fire: one of them is uniform": {"signal": "comb", "map_a": "hot", "map_b": "fire"},
    "Two signs: put the middle of the map at zero": {
        "signal": "asymmetric", "map_a": "viridis", "map_b": "diverging", "symmetric_b": True},
    "A phase: a false edge, or none": {"signal": "phase", "map_a": "viridis", "map_b": "cyclic"},
    "Noise in a rainbow": {"signal": "noise", "map_a": "spectrum", "map_b": "greys"},
}
SIGNALS = {
    "ramp": "Ramp", "comb": "Ramp + ripple", "cosine": "Cosine", "asymmetric": "Two signs, asymmetric",
    "phase": "Phase", "gaussian": "Gaussian", "noise": "Noise", "image": "An image",
}
#: What suits a signal: a middle for its zero, ends that meet for its jumps; else a uniform map does.
FITTING = {"cosine": "diverging", "asymmetric": "diverging", "phase": "cyclic", "noise": "greys"}
MAPS = {"fitting": "What suits the signal"} | TITLES
#: What the colours of a strip depend on, for either one.
PARTS = ("map", "symmetric", "limits")
#: Entries across which the difference of colours is taken: 1/16 of a map.
REACH = 16

CONTROLS = (
    Select(name="signal", label="Signal", default="comb", options=SIGNALS),
    ImageInput(default="haadf-lattice",
               samples=("haadf-lattice", "nanoparticles", "graphene", "zone-plate", "camera"),
               when={"signal": ("image",)}),
    Range(name="ripple", label="Ripple", default=10.0, low=0.0, high=20.0, step=0.5, unit="%",
          when={"signal": ("comb",)}, help="From crest to trough at the top, in percent of the ramp"),
    Range(name="wavelength", label="Wavelength", default=12, low=4, high=64, step=1, unit="px",
          when={"signal": ("comb",)}),
    Select(name="map_a", label="Map A", default="jet", options=MAPS),
    Select(name="map_b", label="Map B", default="fitting", options=MAPS),
    Toggle(name="symmetric_a", label="A symmetric", help="Limits at equal distances from zero"),
    Toggle(name="symmetric_b", label="B symmetric", help="Limits at equal distances from zero"),
    Interval(name="limits_a", label="Limits A", default=(0.0, 1.0), low=0.0, high=1.0, step=0.01,
             when={"symmetric_a": (False,)}, help="Parts of the range of the values"),
    Interval(name="limits_b", label="Limits B", default=(0.0, 1.0), low=0.0, high=1.0, step=0.01,
             when={"symmetric_b": (False,)}, help="Parts of the range of the values"),
    Select(name="measure", label="Compare", default="lightness",
           options={"lightness": "Lightness", "steps": "Differences"}),
)


@dataclass(frozen=True)
class Prepared:
    """The image, and what was coloured last."""

    picture: Picture
    kept: Kept = field(default_factory=Kept, repr=False)


def prepare(images):
    return Prepared(images["image"])


def _limits(values, parts, symmetric):
    low, high = float(values.min()), float(values.max())
    if symmetric:
        far = max(abs(low), abs(high))
        return -far, far
    return tuple(low + part * (high - low) for part in parts)


async def compute(prepared, state):
    """Colour the values by both maps, and measure the maps."""
    image, name = prepared.picture.array, state["signal"]
    state = state | {f"map_{side}": _map(state, side) for side in "ab"}
    signal = (name, state["ripple"], state["wavelength"]) if name == "comb" else (name,)
    values = image if name == "image" else map_signal(*signal)
    low, high = (spoken(end) for end in (values.min(), values.max()))
    arrays = {}
    for side in "ab":
        arrays |= prepared.kept(side, (signal, *(state[f"{part}_{side}"] for part in PARTS)),
                                lambda side=side: _strip(side, state, values))
    measure = {"lightness": "lightness L*", "steps": "ΔE₀₀ over 1/16 of the map"}[state["measure"]]
    return Result(
        f"{SIGNALS[name]} from {low} to {high}; " + "; ".join(_note(side, state) for side in "ab") + ".",
        units={"measure": measure},
        backend="CPU: numpy",
        image=image,
        values=values,
        **prepared.kept("profile", signal, lambda: _profile(values, name)),
        **arrays,
        **prepared.kept("maps", tuple(state[name] for name in ("map_a", "map_b", "measure")),
                        lambda: _measured(state)),
    )


def _map(state, side):
    """Return the name of the map of a side."""
    name = state[f"map_{side}"]
    return FITTING.get(state["signal"], "viridis") if name == "fitting" else name


def _strip(side, state, values):
    """Return the values in the colours of a map, and its colour bar."""
    table = colour_map(state[f"map_{side}"])
    low, high = _limits(values, state[f"limits_{side}"], state[f"symmetric_{side}"])
    # The rows of most signals are all the same.
    rows = values[:1] if state["signal"] in ONE_ROW else values
    colours = coloured(grey_levels(rows, low, high), table)
    return {
        f"strip_{side}": np.ascontiguousarray(np.broadcast_to(colours, (*values.shape, 4))),
        f"limits_{side}": np.array([low, high]),
        f"bar_ends_{side}": np.array([low, high if high > low else low + 1]),
        f"colours_{side}": table,
    }


def _profile(values, name):
    """Return the middle row of an image, the first one of a signal."""
    profile = values[values.shape[0] // 2 if name == "image" else 0].astype(np.float64)
    return {"profile": profile, "positions": np.arange(profile.size, dtype=np.float64)}


def _measured(state):
    """Return what is drawn along both maps, 0 to 1, and the places of their bars below."""
    arrays = {}
    for side in "ab":
        light, steps = _properties(state[f"map_{side}"])
        places = {"lightness": np.linspace(0, 1, light.size),
                  "steps": (np.arange(steps.size) + REACH / 2) / (steps.size + REACH - 1)}[state["measure"]]
        arrays[f"lightness_{side}"], arrays[f"steps_{side}"] = light, steps
        arrays[f"bar_{side}"] = colour_map(state[f"map_{side}"])[None]
        arrays[f"place_{side}"] = places
        arrays[f"measured_{side}"] = light if state["measure"] == "lightness" else steps
    top = max(100.0 if state["measure"] == "lightness" else 1.0,
              *(arrays[f"measured_{side}"].max() for side in "ab"))
    for number, side in enumerate("ab"):
        arrays[f"extent_{side}"] = np.array([0, -0.09 * (number + 1) * top, 1, 0.08 * top])
    return arrays


@cache
def _properties(name):
    """Return the lightness along a map, and its differences."""
    table = colour_map(name)
    return to_lab(table[:, :3] / 255)[:, 0], step_differences(table, REACH)


def _note(side, state):
    light, steps = _properties(state[f"map_{side}"])
    return (f"{side.upper()}, {TITLES[state[f'map_{side}']]}: L* {light.min():.0f} to {light.max():.0f}, "
            f"steps ΔE {steps.min():.1f} to {steps.max():.1f}")


def view(result):
    """Both strips, the profile, and what was measured along the maps."""
    from livedemo import view as v
    from livedemo.display import Display

    read_out = (v.Value("values", "value", digits=3),)
    colour = {"a": v.SECOND, "b": v.ACCENT}
    strips = [v.image(result, f"strip_{side}", title=f"Map {side.upper()}", read_out=read_out,
                      colour_bar="", bar=(f"colours_{side}", f"bar_ends_{side}"))
              for side in "ab"]
    profile = v.plot("profile_plot", title="Values along a row", x_label="column / px", y_label="value",
                     from_zero=False)
    profile.figure.line("x", "y", line_color=v.NEUTRAL, line_width=2,
                        source=v.columns(result, x="positions", y="profile"))
    maps = v.plot("maps", title="The two maps, measured", x_label="place in the map", y_label="{measure}",
                  from_zero=False, caption="Orange, upper bar: A. Blue, lower bar: B.")
    for side in "ab":
        maps.figure.line("x", "y", line_color=colour[side], line_width=3,
                         source=v.columns(result, x=f"place_{side}", y=f"measured_{side}"))
        v.picture_in(maps, result, Display(f"bar_{side}", ("#000000", "#ffffff")), f"extent_{side}")
    return [strips[0], strips[1], profile, maps]
