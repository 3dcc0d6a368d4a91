"""Aliasing

Samples that are too far apart fit the signal, and a slower wave just as well.

At *r* samples per frame, waves of the frequencies *f* and *f − k·r* (*k* = 1, 2, …) have the same samples.
Whoever sees only samples sees the slowest of them, between 0 and *r*/2: the **alias** of *f*. The folding
diagram shows which one: along the line, frequencies up to *r*/2 are what they seem, and what is beyond is
folded back, again and again. More than two samples per period are needed; at exactly two, the phase decides
whether anything is seen at all. Samples that are dense enough say everything: **sinc** interpolation restores
the signal, **linear** interpolation makes it flicker.

In an image each axis folds by itself, so stripes change their direction, too. Afterwards an alias cannot be
told from a signal. What can be done comes before sampling: the pixel of a detector **averages** over its
area, which damps fine waves and leaves a weak alias; an ideal **low-pass** takes out all that the samples
cannot carry.

- C. E. Shannon, [Communication in the presence of noise](https://doi.org/10.1109/JRPROC.1949.232969) (1949)
- [numpy.sinc](https://numpy.org/doc/stable/reference/generated/numpy.sinc.html)
- [scipy.signal.decimate](https://docs.scipy.org/doc/scipy/reference/generated/scipy.signal.decimate.html)
"""

import numpy as np

from imaging.aliasing import Wave, alias, filtered, interpolated
from livedemo import Choice, Range, Result, Select

SECTION = "Images as signals"
HINT = "Drag the samples from 10 to 40 per frame"
PRESETS = {
    "Two per period: nothing is seen": {"rate": 32.0, "interpolation": "linear"},
    "Just above twice: linear flickers": {"rate": 34.0, "interpolation": "linear"},
    "Slightly too slow: it runs backwards": {"rate": 17.0, "phase": 45},
    "Stripes turn": {"rate": 12.0, "angle": 30},
}

CONTROLS = (
    Select(name="signals", label="Signal", default="sin", options={
        "sin": "sin f", "cos": "cos f", "half": "sin f/2", "sin-cos": "sin f + cos f",
        "sin-half": "sin f + sin f/2", "cos-half": "cos f + sin f/2", "sin-cos-half": "all three"}),
    Range(name="frequency", label="Frequency f", default=16.0, low=0.1, high=20.0, step=0.1,
          unit="cycles/frame"),
    Range(name="rate", label="Samples", default=18.0, low=0.5, high=128.0, step=0.1, scale="log",
          unit="per frame"),
    Range(name="phase", label="Phase", default=0, low=-180, high=180, step=5, unit="°", play=True),
    Range(name="angle", label="Direction in the image", default=20, low=-90, high=90, step=1, unit="°",
          help="Of the wave, from the rows, clockwise"),
    Choice(name="interpolation", label="Between the samples", default="sinc",
           options={"nearest": "Nearest", "linear": "Linear", "sinc": "Sinc"}),
    Choice(name="prefilter", label="Before sampling", default="none",
           options={"none": "Nothing", "average": "Pixel average", "ideal": "Low-pass"}),
)
#: Part of a turn that each signal is ahead of the sine, and its frequency as a multiple of f.
SIGNALS = {"sin": (0.0, 1.0), "cos": (0.25, 1.0), "half": (0.0, 0.5)}
POSITION = np.linspace(0, 1, 1201)
#: Centres of the pixels that show an image.
PIXELS = (np.arange(240) + 0.5) / 240
#: The end of the folding diagram, in cycles per frame.
LAST = 24.0


async def compute(prepared, state):
    """Sample the signal along a line and over an image, and look what the samples say."""
    rate, between, before = state["rate"], state["interpolation"], state["prefilter"]
    named = [SIGNALS[name] for name in state["signals"].split("-")]
    turn, tilt = np.deg2rad(state["phase"]), np.deg2rad(state["angle"])
    waves, plane = [], []
    for ahead, multiple in named:
        frequency, phase = multiple * state["frequency"], turn + 2 * np.pi * ahead
        waves.append(Wave((frequency,), 1 / len(named), phase))
        plane.append(Wave((frequency * np.sin(tilt), frequency * np.cos(tilt)), 1 / len(named), phase))
    sampled, sampled_plane = ([filtered(w, rate, before) for w in some] for some in (waves, plane))
    places = np.arange(int(rate + 1e-9) + 1) / rate
    teeth = np.arange(int(LAST / (rate / 2)) + 2) * rate / 2
    seen = np.array([abs(alias(w.frequency[0], rate)) for w in waves])
    return Result(
        _sentence(state, waves, sampled, plane[0]),
        backend="CPU: numpy",
        position=POSITION,
        signal=_sum(w.at(POSITION) for w in waves),
        sample_positions=places,
        samples=_sum(w.at(places) for w in sampled),
        interpolated=interpolated(sampled, rate, between, POSITION),
        wave=_sum(w.at(PIXELS, PIXELS) for w in plane).astype(np.float32),
        picture=interpolated(sampled_plane, rate, between, PIXELS, PIXELS).astype(np.float32),
        frame=np.array([0.0, 0.0, 1.0, 1.0]),
        fold_frequency=teeth,
        fold_seen=np.array([abs(alias(tooth, rate)) for tooth in teeth]),
        nyquist=np.array([rate / 2]),
        spot_frequency=np.array([w.frequency[0] for w in waves]),
        spot_seen=seen,
    )


def _sum(arrays):
    return np.sum(list(arrays), axis=0)


def _sentence(state, waves, sampled, stripes):
    rate, said = state["rate"], {}
    for wave, kept in zip(waves, sampled, strict=True):
        f = wave.frequency[0]
        share = kept.amplitude / wave.amplitude
        left = f" at {100 * abs(share):.0f} % of the amplitude" if state["prefilter"] == "average" else ""
        if not share:
            said[f] = f"{f:.3g} cycles are taken out"
        elif f == rate / 2:
            said[f] = f"{f:.3g} cycles have two samples each, {100 * abs(np.sin(wave.phase)):.0f} % is seen"
        elif f < rate / 2:
            said[f] = f"{f:.3g} cycles are seen as they are{left}"
        else:
            said[f] = f"{f:.3g} cycles look like {abs(alias(f, rate)):.3g}{left}"
    down, right = (alias(f, rate) for f in stripes.frequency)
    # A direction and its opposite are the same stripes: the one that was asked for, or the one to the right.
    angle = np.rad2deg(np.arctan2(down, right))
    turn = (angle - state["angle"] + 90) % 180 - 90
    angle = state["angle"] if abs(turn) < 1e-6 else (angle + 90) % 180 - 90
    seems = np.hypot(down, right)
    looks = f"like {seems:.3g} at {round(angle)}°" if seems > 1e-9 else "even"
    return (f"{rate:.3g} samples per frame, {100 * rate / state['frequency']:.0f} % of f: "
            f"{'; '.join(said.values())}. Stripes in the image: {np.hypot(*stripes.frequency):.3g} cycles at "
            f"{state['angle']}° look {looks}.")


def view(result):
    """The signal and its samples, the folding diagram, and the same as an image."""
    from bokeh.models import Range1d

    from livedemo import view as v

    signal = v.plot("signal", title="Signal and samples", x_label="position / frame", y_label="",
                    caption="Grey: signal. Dots: samples. Blue: between them.")
    signal.figure.x_range, signal.figure.y_range = Range1d(0, 1), Range1d(-1.15, 1.15)
    signal.figure.line("x", "y", line_color=v.NEUTRAL, line_width=1.5,
                       source=v.columns(result, x="position", y="signal"))
    signal.figure.line("x", "y", line_color=v.ACCENT, line_width=3,
                       source=v.columns(result, x="position", y="interpolated"))
    signal.figure.scatter("x", "y", size=8, line_color=v.SECOND, fill_color=v.SECOND,
                          source=v.columns(result, x="sample_positions", y="samples"))
    folding = v.plot("folding", title="Folding", x_label="frequency / cycles per frame", y_label="seen as",
                     caption="Grey: half the sampling rate.")
    folding.figure.y_range.range_padding = 0.12
    folding.figure.x_range = Range1d(0, LAST)
    folding.figure.line("x", "y", line_color=v.ACCENT, line_width=2.5,
                        source=v.columns(result, x="fold_frequency", y="fold_seen"))
    folding.figure.vspan(x="x", line_color=v.NEUTRAL, line_width=2, line_dash="dotted",
                         source=v.columns(result, x="nyquist"))
    folding.figure.scatter("x", "y", size=13, line_color=v.SECOND, fill_color=v.SECOND,
                           source=v.columns(result, x="spot_frequency", y="spot_seen"))
    images = [v.image(result, array, title=title, low=-1, high=1, extent="frame", x_label="", y_label="")
              for array, title in (("wave", "Wave"), ("picture", "From its samples"))]
    return [signal, folding, *images]
