"""Complex image of an electron hologram

A wave has two numbers per pixel, and a screen shows one: which one should it be?

An off-axis hologram records a wave as fringes. In its **spectrum** the wave stands beside the middle, in a
sideband; the circle is the aperture that takes it out. Shifted to the middle and transformed back, it is a
complex image, *a*·exp(*iφ*). A wider aperture resolves more and lets more noise in; from a third or half of
the distance on, it may reach what stands round the middle and is no part of the wave. An aperture passes far
fewer frequencies than the hologram has pixels, so the wave has two pixels per fringe, and 256 a side at most.

**Real** and **imaginary** part, *a*·cos *φ* and *a*·sin *φ*, change with the constant phase, which means
nothing. **Amplitude** and **phase** can be read. But a phase is known up to whole turns: with a linear map,
the step from π to −π looks like an edge. A **cyclic** map has no such edge, and no way up either.

**Unwrapping** adds whole turns until neighbours differ by less than half a turn, as those of the true phase
are assumed to do. Round a **residue**, ⊕ or ⊖, the phase comes back a turn off, so no unwrapping is right: a
cut remains from it to one of the other sign, or to the border. Residues are zeros of the wave, or noise. A
**ramp** in the phase is a shift of the spectrum. The border is unreliable: the transform joins the edges.

- [skimage.restoration.unwrap_phase](https://scikit-image.org/docs/0.25.x/auto_examples/filters/plot_phase_unwrap.html)
- H. Lichte, M. Lehmann, [Electron holography](https://doi.org/10.1088/0034-4885/71/1/016102) (2008)
- V. Grillo et al., [electron holograms](https://zenodo.org/records/3878720) (2020), data
"""

from dataclasses import dataclass, field

import numpy as np
from scipy import ndimage

from imaging import fourier, holography, phases, profiles
from imaging.colour_maps import colour_map, coloured
from imaging.intensity import grey_levels
from imaging.wording import spoken
from livedemo import Actions, Choice, ImageInput, Line, Picture, Range, Result, Select, Toggle

SECTION = "Visualising images"
HINT = "Turn the constant phase: what moves, and what stays?"
PRESETS = {
    "A linear map: the edges are not there": {"map": "linear", "raw": "imaginary"},
    "Unwrapped: how thick is the particle?": {"processed": "unwrapped", "ramp_x": 0.31, "ramp_y": -0.05},
    "One picture: phase as hue, amplitude as light": {
        "image": "hologram-vortices", "processed": "colour", "raw": "recorded",
        "ramp_x": -1.31, "ramp_y": -1.1},
    "Two vortices: no unwrapping is right": {
        "image": "hologram-vortices", "processed": "unwrapped", "residues": True, "raw": "recorded",
        "ramp_x": -1.31, "ramp_y": -1.1, "line": ((400.0, 256.0), (110.0, 256.0))},
    "Lattice fringes: strain is another slope": {
        "image": "strained-gold", "processed": "unwrapped", "raw": "recorded",
        "ramp_x": -0.45, "ramp_y": 0.23, "line": ((20.0, 200.0), (380.0, 200.0))},
}
CHANNELS = {"amplitude": "Amplitude", "phase": "Phase", "unwrapped": "Unwrapped phase",
            "colour": "Hue + amplitude"}
#: Turns across the image; and in percent the narrowest aperture, and the one whose wave suggests a ramp.
STEEPEST, NARROWEST, USUAL = 10.0, 5, 40

CONTROLS = (
    ImageInput(default="hologram", samples=("hologram", "hologram-vortices", "strained-gold", "camera")),
    Choice(name="raw", label="Raw", default="real",
           options={"recorded": "Recorded", "real": "Real", "imaginary": "Imaginary"}),
    Select(name="processed", label="Processed", default="phase", options=CHANNELS),
    Select(name="map", label="Colour map", default="cyclic",
           options={"linear": "Linear", "cyclic": "Cyclic"}, when={"processed": ("phase",)}),
    Toggle(name="residues", label="Residues", when={"processed": ("phase", "unwrapped", "colour")},
           help="Mark where the phase comes back a turn off"),
    Range(name="constant", label="Constant phase", default=0.0, low=0.0, high=2.0, step=0.02, unit="π",
          play=True, help="Added everywhere; a hologram does not tell it"),
    Range(name="aperture", label="Aperture", default=USUAL, low=NARROWEST, high=100, step=1, unit="%",
          help="Its radius, in percent of the distance from the middle of the spectrum to the sideband"),
    Range(name="ramp_x", label="Remove ramp across", default=0.0, low=-STEEPEST, high=STEEPEST, step=0.01,
          unit="turns", help="Turns of the phase from the left edge to the right one"),
    Range(name="ramp_y", label="Remove ramp down", default=0.0, low=-STEEPEST, high=STEEPEST, step=0.01,
          unit="turns", help="Turns of the phase from the upper edge to the lower one"),
    Actions(name="flatten_x", label="Ramp", options={"across": "Flatten across"}, sets=("ramp_x",),
            help="Takes off the ramp that most of the wave has, from left to right"),
    Actions(name="flatten_y", label="Ramp", options={"down": "Flatten down"}, sets=("ramp_y",),
            help="Takes off the ramp that most of the wave has, from top to bottom"),
    Line(name="line", label="Line", panel="picture", default=((256.0, 24.0), (256.0, 488.0)), most=2,
         help="Drag its ends"),
)
#: From this prominence on, fringes stand out: holograms and lattices reach thousands, noise some tens.
STANDS_OUT = 500
#: The part along each edge that is left out of numbers.
BORDER = 1 / 12
#: Marks of residues, and samples along the line, at most; of few residues of one sign the marks are large.
MARKS, SAMPLES, FEW = 300, 600, 12
#: What is drawn of the spectrum, in distances from the middle to the sideband.
AROUND = 2.0


@dataclass
class Prepared:
    """The hologram, its spectrum, its fringes, and the wave for the last aperture asked for."""

    picture: Picture
    carrier: holography.Carrier | None
    half: np.ndarray = field(repr=False)
    spectrum: np.ndarray = field(repr=False)
    spectrum_extent: np.ndarray
    ramp: tuple[float, float] = (0.0, 0.0)
    _last: tuple[int, phases.Wave, np.ndarray | None, float] | None = field(default=None, repr=False)

    def wave(self, percent):
        """Return the wave, its true phase (None where that is not known), and the RMS error in radians."""
        if self._last is None or self._last[0] != percent:
            wave = phases.Wave.of(_sideband(self, percent))
            self._last = percent, wave, *_compared(self, wave)
        return self._last[1:]


def prepare(images):
    """Find the fringes, and the ramp that the wave of a usual aperture has."""
    picture = images["image"]
    image = picture.array
    carrier = holography.find_carrier(image)
    half = holography.hologram_spectrum(image)
    reach = AROUND * carrier.length if carrier else 0.5
    spectrum = fourier.full_plane(fourier.log_amplitude(half, decades=4.5), image.shape)
    prepared = Prepared(picture, carrier, half, *fourier.around_middle(spectrum.astype(np.float32), reach))
    if carrier:
        ramp = holography.main_ramp(_sideband(prepared, min(USUAL, _widest(prepared))))
        prepared.ramp = tuple(float(np.clip(turns, -STEEPEST, STEEPEST)) for turns in ramp)
    return prepared


def _widest(prepared):
    carrier = prepared.carrier
    widest = holography.widest_aperture(prepared.picture.array.shape, carrier)
    return int(100 * widest / carrier.length + 1e-9)


def limits(prepared):
    """A large hologram of fine fringes has no room for the widest aperture."""
    return {"aperture": (NARROWEST, max(_widest(prepared), NARROWEST + 1))} if prepared.carrier else {}


def _sideband(prepared, percent):
    carrier, shape = prepared.carrier, prepared.picture.array.shape
    if carrier is None:
        return np.zeros((1, 1), complex)
    return holography.sideband_wave(prepared.half, shape, carrier, percent / 100 * carrier.length)


def _compared(prepared, wave):
    """Return the phase of `samples.hologram` relative to the carrier that was found, and the error."""
    truth, found = prepared.picture.truth, prepared.carrier
    if found is None or not {"peak", "sigma", "centre", "ramp", "carrier"} <= truth.keys():
        return None, 0.0
    rows, columns = holography.places(wave.array.shape, prepared.picture.array.shape)
    distance2 = (rows - truth["centre"][0]) ** 2 + (columns - truth["centre"][1]) ** 2
    down, across = truth["carrier"] - found.frequency
    phase = (truth["peak"] * np.exp(-distance2 / (2 * truth["sigma"] ** 2)) + truth["ramp"] * columns
             + phases.TURN * (down * rows + across * columns))
    return phases.compared(wave.unwrapped, phase, BORDER)


async def compute(prepared, state):
    """Take the ramp off, add the constant, and show one channel each of the wave."""
    image, carrier = prepared.picture.array, prepared.carrier
    wave, truth, error = prepared.wave(state["aperture"])
    rows, columns = holography.places(wave.array.shape, image.shape)
    turned = -phases.TURN * (state["ramp_y"] / image.shape[0] * rows
                             + state["ramp_x"] / image.shape[1] * columns)
    whole = phases.TURN * np.round(np.median(wave.unwrapped + turned) / phases.TURN)
    turned += np.pi * state["constant"]
    shown = wave.array * np.exp(1j * turned)
    arrays = {
        "amplitude": wave.amplitude,
        "phase": np.angle(shown).astype(np.float32),
        "unwrapped": (wave.unwrapped + turned - whole).astype(np.float32),
    }
    raw = image if state["raw"] == "recorded" else \
        (shown.real if state["raw"] == "real" else shown.imag).astype(np.float32)
    unit = "counts" if state["processed"] == "amplitude" else "rad"
    step = np.divide(image.shape, wave.array.shape)
    frame = image.shape[::-1]
    circle = holography.outline(carrier, state["aperture"] / 100) if carrier else np.zeros((2, 0))
    extent = np.array([*(-step[::-1] / 2), *frame])
    return Result(
        _sentence(prepared, wave, arrays["unwrapped"], None if truth is None else error),
        suggested={"ramp_y": prepared.ramp[0], "ramp_x": prepared.ramp[1]},
        units={"length": prepared.picture.unit, "channel": unit},
        backend="CPU: scipy",
        image=image,
        raw=raw,
        raw_extent=np.array([-0.5, -0.5, *frame]) if raw is image else extent,
        picture_extent=extent,
        spectrum=prepared.spectrum,
        spectrum_extent=prepared.spectrum_extent,
        **arrays,
        **_coloured(state, shown, arrays),
        **_marks(wave, step, state["residues"]),
        **_along_line(prepared.picture, wave, truth, turned, whole, state["line"]),
        circle_rows=circle[0],
        circle_columns=circle[1],
    )


def _coloured(state, shown, arrays):
    """Return the channel, its picture, and the colours and the ends of its colour bar."""
    channel, turn = state["processed"], np.array([-np.pi, np.pi])
    if channel == "colour":
        picture = phases.wave_colours(shown, float(np.percentile(arrays["amplitude"], 99)))
        table = colour_map("cyclic")
        return {"processed": picture, "picture": picture, "bar_colours": table, "bar_ends": turn}
    values = arrays[channel]
    low, high = float(values.min()), float(values.max())
    name, ends = {
        "amplitude": ("greys", np.array([0.0, high or 1.0])),
        "phase": ("cyclic" if state["map"] == "cyclic" else "greys", turn),
        "unwrapped": ("viridis", np.array([low, high if high > low else low + 1])),
    }[channel]
    table = colour_map(name)
    picture = coloured(grey_levels(values, *ends), table)
    return {"processed": values, "picture": picture, "bar_colours": table, "bar_ends": ends}


def _marks(wave, step, shown):
    """Return where the residues of either sign are, in pixels of the hologram."""
    marks = {}
    for name, places in zip(("plus", "minus"), phases.strongest_residues(
            wave.residues, wave.amplitude, MARKS if shown else 0), strict=True):
        marks[f"{name}_rows"], marks[f"{name}_columns"] = places * step[:, None]
        marks[f"{name}_sizes"] = np.full(places.shape[1], 18.0 if places.shape[1] <= FEW else 8.0)
    return marks


def _along_line(picture, wave, truth, turned, whole, line):
    """Return the phases along the part of the line that is on the image."""
    length = float(np.hypot(*np.diff(np.array(line), axis=0).T).sum())
    distance, at, _ = profiles.along(line, min(1.0, SAMPLES / max(length, 1)))
    shape = np.array(picture.array.shape)[:, None]
    inside = ((at >= 0) & (at <= shape - 1)).all(axis=0)
    inside[0] |= not inside.any()
    distance = distance[inside] * (picture.pixel_size or 1.0)
    at = at[:, inside] * np.array(wave.array.shape)[:, None] / shape
    wrapped, unwrapped = phases.along(wave.array, wave.unwrapped, turned, at)
    course = {"cut_distance": distance, "cut_wrapped": wrapped, "cut_unwrapped": unwrapped - whole}
    if truth is None:
        return course | {"truth_distance": np.zeros(0), "cut_truth": np.zeros(0)}
    true = ndimage.map_coordinates(truth + turned - whole, at, order=1, mode="nearest")
    return course | {"truth_distance": distance, "cut_truth": true}


def _sentence(prepared, wave, unwrapped, error):
    picture, carrier = prepared.picture, prepared.carrier
    if carrier is None:
        rows, columns = picture.array.shape
        return f"No fringes in these {rows} x {columns} pixels: there is no wave to reconstruct."
    found = np.abs(wave.residues).sum(dtype=int)
    residues = {0: "no residues", 1: "1 residue"}.get(int(found), f"{found} residues")
    if carrier.prominence < STANDS_OUT:
        return (f"No hologram: the strongest wave, {1 / carrier.length:.1f} px, has "
                f"{carrier.prominence:.0f} times the median power around it (fringes have thousands), so its "
                f"phase means little: {residues}.")
    period = 1 / np.hypot(*(carrier.frequency + np.divide(prepared.ramp, picture.array.shape)))
    size = f" ({spoken(period * picture.pixel_size, 3)} {picture.unit})" if picture.pixel_size else ""
    mean = picture.array.mean(dtype=np.float64)
    contrast = 2 * float(np.median(wave.amplitude)) / mean if mean > 0 else np.inf
    visible = f", visibility {contrast:.2f}" if contrast <= 1.5 else ""
    span = np.ptp(phases.inner(unwrapped, BORDER))
    off = f", {error:.3f} rad from the truth (RMS)" if error is not None else ""
    return f"Fringes of {period:.2f} px{size}{visible}; the phase spans {span:.1f} rad{off}, with {residues}."


def view(result):
    """One channel of the wave beside another, the phase along a line, and the spectrum with the aperture."""
    from livedemo import view as v

    read_out = (v.Value("amplitude", "amplitude", digits=1), v.Value("phase", "phase", "rad", 2),
                v.Value("unwrapped", "unwrapped", "rad", 2))
    parts = {"recorded": "Recorded image", "real": "Real part", "imaginary": "Imaginary part"}
    raw = v.image(result, "raw", title=("raw", parts), extent="raw_extent", count_axes=True,
                  colour_bar="counts", read_out=(v.Value("raw", "counts", digits=1),))
    picture = v.image(result, "picture", title=("processed", CHANNELS), extent="picture_extent",
                      read_out=read_out, count_axes=True, colour_bar="{channel}",
                      bar=("bar_colours", "bar_ends"))
    black, white = "#000000", "#ffffff"
    for sign, stroke, ink, paper in (("plus", "cross", black, white), ("minus", "dash", white, black)):
        source = v.columns(result, x=f"{sign}_columns", y=f"{sign}_rows", size=f"{sign}_sizes")
        for marker in ("circle", stroke):
            picture.figure.scatter("x", "y", marker=marker, size="size", line_width=2, line_color=ink,
                                   fill_color=paper, source=source)
    cut = v.plot("cut", title="Phase along the line", x_label="distance / {length}", y_label="rad",
                 caption="Orange wrapped, blue unwrapped, grey true.", from_zero=False)
    cut.figure.line("x", "y", line_color=v.NEUTRAL, line_width=6, line_alpha=0.6,
                    source=v.columns(result, x="truth_distance", y="cut_truth"))
    cut.figure.line("x", "y", line_color=v.ACCENT, line_width=2.5,
                    source=v.columns(result, x="cut_distance", y="cut_unwrapped"))
    cut.figure.scatter("x", "y", size=4, line_color=v.SECOND, fill_color=v.SECOND,
                       source=v.columns(result, x="cut_distance", y="cut_wrapped"))
    spectrum = v.image(result, "spectrum", title="Spectrum", colours=v.VIRIDIS,
                       extent="spectrum_extent", read_out=(v.Value("spectrum", "log₁₀ |F|", digits=2),),
                       x_label="cycles / px", y_label="cycles / px")
    for axis in spectrum.figure.axis:
        axis.ticker.desired_num_ticks = 3
    spectrum.figure.line("x", "y", line_color="#ffd400", line_width=2,
                         source=v.columns(result, x="circle_columns", y="circle_rows"))
    return [raw, picture, cut, spectrum]
