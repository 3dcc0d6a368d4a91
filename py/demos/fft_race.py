"""FFT race

How long does a Fourier transform of N x N complex numbers take here, on the CPU and on the GPU?

What is transformed is the image, repeated like tiles where it is too small, or white noise: the time is the
same. Its **spectrum** is what every contestant must find.

An FFT needs about 5 N² log₂ N² operations. That is little for each number that has to be fetched from
memory, so **memory** sets the pace: for either axis all numbers are read and written once at least, 32 N²
bytes of complex numbers of 8 bytes. Grey lines and bars are that floor for memories of 10, 100 and 1000 GB/s;
"Measure" adds the one of this machine, from the speed of a copy. Small images may stay in a cache, which is
faster.

A **GPU** has many times the memory bandwidth of a CPU. But its data must be brought there and back, and every
command costs some time to give: small images are done sooner on the CPU. What stays on the GPU from one
step to the next saves the transfer.

All results are complex numbers of two float32. Compared with float64, the error of a transform that computes
in float32 throughout grows only about like √log₂ N² times the rounding of one operation; one that computes in
float64 inside errs by little more than the last rounding.

On a device without a GPU the browser may play one in software: then its curves show what that costs.

- [scipy.fft.fft2](https://docs.scipy.org/doc/scipy/reference/generated/scipy.fft.fft2.html)
- [WebGPU](https://www.w3.org/TR/webgpu/), [WGSL](https://www.w3.org/TR/WGSL/)
- S. Williams, A. Waterman, D. Patterson, [Roofline](https://doi.org/10.1145/1498765.1498785), 2009
"""

from dataclasses import dataclass, field

import numpy as np

from imaging import fft_timing, fourier
from imaging.fft_timing import Measured
from livedemo import Actions, Choice, ImageInput, Kept, Range, Result, Select, Toggle

SIZES = (64, 128, 256, 512, 1024, 2048, 4096)
#: Complex numbers in one batch; 128 MiB, what every WebGPU device takes in one piece.
MOST_NUMBERS = 1 << 24
#: Nothing is begun that is expected to take longer, in milliseconds: Python answers nobody meanwhile.
PATIENCE = 4000
#: Memory bandwidths of the grey lines, in bytes per second.
BANDWIDTHS = {"10": 1e10, "100": 1e11, "1000": 1e12}
LABELS = {"numpy": "numpy.fft", "scipy": "scipy.fft", "there_and_back": "GPU with transfer", "stays": "GPU"}
#: Side of the spectrum that is shown.
SHOWN = 256
#: Rounding of one operation in float32.
ROUNDING = 2.0**-24

SECTION = "Images and computers"
HINT = "Press Measure; then try larger images, or more of them at once"
PRESETS = {
    "Small images, many at once": {"largest": "256", "batch": "32"},
    "Large images": {"largest": "2048"},
    "Data that stays on the GPU": {"transfer": False},
}
CONTROLS = (
    Actions(name="measure", label="Race", options={"measure": "Measure"}, starts=True,
            help="Times every implementation on this machine, size by size"),
    Select(name="largest", label="Largest size", default="1024",
           options={str(n): f"{n} x {n}" for n in SIZES[1:]}),
    Select(name="batch", label="Images at once", default="1",
           options={str(1 << i): str(1 << i) for i in range(6)}),
    Range(name="repeats", label="Repeats", default=5, low=1, high=20, step=1,
          help="Timings of which the median is taken"),
    Choice(name="input", label="Numbers", default="image", options={"image": "Image", "noise": "Noise"}),
    ImageInput(default="tiles", samples=("tiles", "zone-plate", "camera", "haadf-lattice"),
               when={"input": ("image",)}),
    Toggle(name="transfer", label="Count the transfer", default=True,
           help="Whether the crossover is that of the GPU with transfer or without"),
)


@dataclass(frozen=True)
class Prepared:
    """The image that is transformed, and its spectrum."""

    image: np.ndarray
    kept: Kept = field(default_factory=Kept, repr=False)

    def numbers(self, kind, size, batch):
        """Return what is transformed, (batch, size, size) complex64."""
        return fft_timing.noise(size, batch) if kind == "noise" else fft_timing.tiled(self.image, size, batch)

    def spectrum(self, kind):
        """Return the amplitude that the transform has, as a logarithm, with frequency 0 in the middle."""
        (numbers,) = self.numbers(kind, SHOWN, 1)
        plane = np.fft.fftshift(np.fft.fft2(numbers.astype(np.complex128)))
        return fourier.log_amplitude(plane, decades=4).astype(np.float32)


def prepare(images):
    return Prepared(images["image"].array)


@dataclass
class Race:
    """What was measured so far, by implementation and size."""

    times: dict[str, dict[int, Measured]] = field(default_factory=lambda: {name: {} for name in LABELS})
    notes: list[str] = field(default_factory=list)
    bandwidth: tuple[str, float] | None = None

    def note(self, text):
        """Add a note, unless it is there."""
        if text not in self.notes:
            self.notes.append(text)


async def compute(prepared, state):
    """Measure, if asked to, and show what there is after each timing."""
    race = Race()
    batch = int(state["batch"])
    sizes = [n for n in SIZES if n <= int(state["largest"])]
    if not state["measure"]:
        yield _result(prepared, race, sizes, state, None)
        return
    race.bandwidth = await fft_timing.copy_bandwidth()
    done = 0
    for size in sizes:
        if size**2 * batch > MOST_NUMBERS:
            race.note(f"{batch} images of {size} x {size} are more than 128 MiB")
            break
        images = prepared.numbers(state["input"], size, batch)
        for name in LABELS:
            await _measure(race, name, images, state["repeats"])
            done += 1
            yield _result(prepared, race, sizes, state, done / (len(LABELS) * len(sizes)))
    yield _result(prepared, race, sizes, state, 1.0)


async def _measure(race, name, images, repeats):
    """Add one timing to the race, or a note why there is none."""
    size, known = images.shape[-1], race.times[name]
    if known and size // 2 not in known:
        return  # it has given up
    expected = 5 * known[size // 2].milliseconds if known else 0
    if expected > PATIENCE:
        race.note(f"{LABELS[name]} would take about {expected / 1000:.0f} s at {size} x {size}")
        return
    try:
        if name in ("numpy", "scipy"):
            known[size] = await fft_timing.on_cpu(_transform(name), images, repeats)
        else:
            known[size] = await fft_timing.on_gpu(images, repeats, name == "there_and_back")
    except fft_timing.Unmeasured as error:
        race.note(str(error))


def _transform(name):
    if name == "numpy":
        return np.fft.fft2
    from scipy import fft  # a second in the browser: not before somebody starts the race
    return fft.fft2


def _result(prepared, race, sizes, state, progress):
    batch = int(state["batch"])
    arrays = {}
    for name, known in race.times.items():
        arrays[f"{name}_size"] = np.array(list(known), float)
        arrays[f"{name}_ms"] = np.array([m.milliseconds for m in known.values()], float)
        arrays[f"{name}_error"] = np.array([m.error for m in known.values()], float)
    line = np.array(SIZES, float)
    crossing = _crossing(race, state["transfer"])
    at = _common(race)
    for label, speed in BANDWIDTHS.items():
        arrays[f"floor_{label}"] = fft_timing.least_milliseconds(line, batch, speed)
        least = fft_timing.least_milliseconds(at or sizes[-1], batch, speed)
        arrays[f"floor_{label}_bar"] = np.array([least])
    here = line if race.bandwidth else line[:0]
    arrays["floor_size"] = here
    bandwidth = race.bandwidth[1] if race.bandwidth else 1.0
    arrays["floor_ms"] = fft_timing.least_milliseconds(here, batch, bandwidth)
    for name, known in race.times.items():
        arrays[f"{name}_bar"] = np.array([known[at].milliseconds if at in known else 0.0])
    return Result(
        _sentence(race, sizes, state, at, crossing),
        units={"size": f"{at or sizes[-1]} x {at or sizes[-1]}"},
        progress=progress,
        backend=f"CPU and {race.bandwidth[0]}" if race.times["stays"] else "CPU",
        image=prepared.image,
        spectrum=prepared.kept("spectrum", state["input"], lambda: prepared.spectrum(state["input"])),
        spectrum_extent=np.array([-0.5 - 0.5 / SHOWN, -0.5 - 0.5 / SHOWN, 1.0, 1.0]),
        line_size=line,
        rounding=ROUNDING * np.sqrt(np.log2(line**2)),
        crossover=np.array([] if crossing is None else [crossing]),
        **arrays,
    )


def _common(race):
    """Return the largest size at which all that take part were measured, 0 if there is none."""
    taking_part = [set(known) for known in race.times.values() if known]
    return max(set.intersection(*taking_part), default=0) if taking_part else 0


def _crossing(race, transfer):
    """Return the size from which the GPU is faster than scipy."""
    slow, fast = race.times["scipy"], race.times["there_and_back" if transfer else "stays"]
    sizes = [n for n in slow if n in fast]
    times = ([known[n].milliseconds for n in sizes] for known in (slow, fast))
    return fft_timing.crossover(np.array(sizes, float), *map(np.array, times))


def _sentence(race, sizes, state, at, crossing):
    if not at:
        images = "an image" if state["batch"] == "1" else f"{state['batch']} images"
        least = fft_timing.least_milliseconds(sizes[-1], int(state["batch"]), BANDWIDTHS["100"])
        first, last = (f"{size} x {size}" for size in (sizes[0], sizes[-1]))
        return (f"Press Measure to time {images} of {first} to {last} here; "
                f"memory of 100 GB/s alone needs {_short(least)} for the last.")
    times = {name: known[at].milliseconds for name, known in race.times.items() if at in known}
    text = f"{at} x {at}: " + ", ".join(f"{LABELS[name]} {_short(ms)}" for name, ms in times.items())
    gpu = times.get("there_and_back" if state["transfer"] else "stays")
    if gpu:
        names = ("scipy", "the GPU") if gpu > times["scipy"] else ("the GPU", "scipy")
        ratio = max(gpu, times["scipy"]) / min(gpu, times["scipy"])
        text += f"; {names[0]} is {ratio:.2g} times as fast as {names[1]}"
        text += f"; the GPU wins from {crossing:.0f} x {crossing:.0f} on" if crossing else ""
    if race.bandwidth:
        where, bandwidth = race.bandwidth
        text += f"; memory of {where}: {bandwidth / 1e9:.3g} GB/s"
    return "; ".join([text, *race.notes]) + "."


def _short(milliseconds):
    return f"{milliseconds:.3g} ms" if milliseconds < 1000 else f"{milliseconds / 1000:.3g} s"


def view(result):
    """Times against size, the times at one size as bars, the errors, and the spectrum."""
    from bokeh.models import FixedTicker, Range1d

    from livedemo import view as v

    colours = dict(zip(LABELS, (v.THIRD, v.ACCENT, v.SECOND, v.FOURTH), strict=True))
    times = v.plot("times", title="Time of a transform", x_label="N", y_label="ms", log="xy",
                   caption="Dashed: measured memory. Dotted: crossover.")
    errors = v.plot("errors", title="Largest error", x_label="N", y_label="error / rms", log="xy",
                    caption="Grey: float32 rounding, 2⁻²⁴ √log₂ N².")
    for panel in (times, errors):
        panel.figure.xaxis.ticker = FixedTicker(ticks=[64, 256, 1024, 4096])
        panel.figure.x_range = Range1d(56, 4700)
    times.figure.y_range = Range1d(1e-4, 1e4)
    errors.figure.y_range = Range1d(1e-8, 1e-5)
    for label in BANDWIDTHS:
        times.figure.line("x", "y", line_color=v.NEUTRAL, line_width=1.5,
                          source=v.columns(result, x="line_size", y=f"floor_{label}"))
    errors.figure.line("x", "y", line_color=v.NEUTRAL, line_width=1.5,
                       source=v.columns(result, x="line_size", y="rounding"))
    times.figure.line("x", "y", line_color=v.FOURTH, line_width=2, line_dash="dashed",
                      source=v.columns(result, x="floor_size", y="floor_ms"))
    times.figure.vspan(x="x", line_color=v.SECOND, line_width=2, line_dash="dotted",
                       source=v.columns(result, x="crossover"))
    for name, colour in colours.items():
        for panel, what in ((times, "ms"), (errors, "error")):
            source = v.columns(result, x=f"{name}_size", y=f"{name}_{what}")
            panel.figure.line("x", "y", line_color=colour, line_width=2.5, source=source)
            panel.figure.scatter("x", "y", line_color=colour, fill_color=colour, size=7, source=source)
    bars = {f"{name}_bar": (LABELS[name], colour) for name, colour in colours.items()}
    bars |= {f"floor_{label}_bar": (f"memory, {label} GB/s", v.NEUTRAL) for label in BANDWIDTHS}
    race = v.plot("race", title="The race", x_label="time at {size} / ms", y_label="",
                  names=[label for label, _ in bars.values()])
    for place, (name, (_, colour)) in enumerate(bars.items()):
        race.figure.quad(left=0, right="ms", bottom=place + 0.4, top=place - 0.4, line_color=None,
                         fill_color=colour, source=v.columns(result, ms=name))
    spectrum = v.image(result, "spectrum", title="Spectrum", colours=v.VIRIDIS, extent="spectrum_extent",
                       read_out=(v.Value("spectrum", "log₁₀ |F|", digits=2),),
                       x_label="cycles / px", y_label="cycles / px")
    return [times, race, errors, spectrum]
