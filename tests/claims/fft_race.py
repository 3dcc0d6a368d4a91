"""FFT race: times are those that were measured, floors those of two passes over the memory."""
import re

from claims import N

NAMES = {"numpy": "numpy.fft", "scipy": "scipy.fft", "there_and_back": "GPU with transfer", "stays": "GPU"}


def times(arrays):
    """Return milliseconds by implementation and size, for those that were measured at all."""
    known = {name: dict(zip(arrays[f"{name}_size"].astype(int).tolist(), arrays[f"{name}_ms"], strict=True))
             for name in NAMES}
    return {name: by_size for name, by_size in known.items() if by_size}


def spoken(milliseconds):
    """Return a pattern for a time, and the number that must stand there."""
    return (f"{N} ms", milliseconds) if milliseconds < 1000 else (f"{N} s", milliseconds / 1000)


def claims(arrays, state, pictures):
    measured = times(arrays)
    common = set.intersection(*map(set, measured.values())) if measured else set()
    batch = int(state["batch"])
    if not common:
        largest = int(state["largest"])
        if batch > 1:
            yield f"time {N} images of", batch
        yield (f"of {N} x {N} to {N} x {N} here; ", 64, 64, largest, largest)
        # Both axes, a complex number of two float32 read and written: 2 x 2 x 8 bytes.
        pattern, least = spoken(2 * 2 * 8 * largest**2 * batch / 100e9 * 1e3)
        yield ("memory of 100 GB/s alone needs",)
        yield rf"needs {pattern} for the last\.$", least
        return
    size = max(common)
    yield (f"^{N} x {N}: ", size, size)
    for name, by_size in measured.items():
        pattern, time = spoken(by_size[size])
        yield f"[:,] {re.escape(NAMES[name])} {pattern}", time
    gpu = measured.get("there_and_back" if state["transfer"] else "stays")
    if gpu:
        ratio = measured["scipy"][size] / gpu[size]
        who = "the GPU is {} times as fast as scipy" if ratio > 1 else "scipy is {} times as fast as the GPU"
        yield "; " + who.format(N), max(ratio, 1 / ratio)
        if arrays["crossover"].size:
            at = arrays["crossover"][0]
            around = [n for n in sorted(gpu) if n in measured["scipy"]]
            wins = [gpu[n] < measured["scipy"][n] for n in around]
            assert all(won for n, won in zip(around, wins, strict=True) if n > at)
            assert not any(won for n, won in zip(around, wins, strict=True) if n < at and n == around[0])
            yield (f"; the GPU wins from {N} x {N} on", at, at)
    floor = arrays["floor_ms"][-1] / 1e3
    yield (r"; memory of [^:;]+: " + f"{N} GB/s", 32 * arrays["floor_size"][-1] ** 2 * batch / floor / 1e9)
    yield from _notes(arrays, measured, state)


def _notes(arrays, measured, state):
    """Yield what is said of the sizes that were left out, once the race is over."""
    batch, largest = int(state["batch"]), int(state["largest"])
    left_out = [n for n in arrays["line_size"].astype(int) if n <= largest and n**2 * batch > 2**24]
    for size in left_out[:1]:
        yield (f"; {N} images of {N} x {N} are more than 128 MiB", batch, size, size)
    for name, by_size in measured.items():
        last = max(by_size)
        expected = 5 * by_size[last]
        if expected > 4000 and 2 * last <= largest and 2 * last not in left_out:
            yield (f"; {re.escape(NAMES[name])} would take about {N} s at {N} x {N}", expected / 1000,
                   2 * last, 2 * last)
