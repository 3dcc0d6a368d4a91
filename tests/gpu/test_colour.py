"""gpu.colour against livedemo.display and against float64: every byte is the same."""

import numpy as np
import pytest

from gpu import colour
from gpu.plan import Plan
from livedemo.display import Display


def table(count):
    """Return colours of which no two are equal."""
    return [f"#{n:02x}{255 - n:02x}{37 * n % 256:02x}" for n in range(count)]


IMAGES = {
    "noise": np.random.default_rng(0).standard_normal((97, 128)),
    "bytes": np.arange(256).reshape(16, 16),
    "counts": np.random.default_rng(0).integers(0, 65536, (255, 31)),
    "offset": 1e6 + np.random.default_rng(0).standard_normal((60, 60)),
    "constant": np.full((1, 7), 3.25),
    "ramp": np.linspace(-1e-3, 1e3, 511)[:, None],
}


@pytest.mark.parametrize("count", [2, 3, 64, 256])
@pytest.mark.parametrize("name", IMAGES)
def test_same_bytes_as_display(gpu, name, count):
    image = IMAGES[name].astype(np.float32)
    middle = float(np.median(image))
    for low, high in ((None, None), (middle, middle + 0.7), (-0.1, 1e5)):
        display = Display("image", table(count), low, high)
        want, limits = display.rgba(image)
        got = gpu.run(colour.to_rgba, image, colour.steps(*limits, count), display.table())
        assert (got == want).all()


@pytest.mark.parametrize(("scale", "gamma"), [("linear", 0.4), ("linear", 2.2), ("log", 1.0), ("log", 0.4)])
def test_gamma_and_logarithm(gpu, scale, gamma):
    low, high, count = 0.5, 300.0, 256
    image = np.random.default_rng(0).lognormal(2, 2, (97, 255)).astype(np.float32)
    inside = np.clip(image.astype(float), low, high)
    part = np.log(inside / low) / np.log(high / low) if scale == "log" else (inside - low) / (high - low)
    want = np.minimum(np.floor(count * part**gamma), count - 1).astype(int)
    colours = Display("image", table(count)).table()
    got = gpu.run(colour.to_rgba, image, colour.steps(low, high, count, gamma, scale), colours)
    assert (got == colours[want]).all()
    assert len(np.unique(want)) > 200


def test_steps_are_the_first_to_get_a_colour():
    display = Display("image", table(256), -3.0, 1000.0)
    steps = colour.steps(-3.0, 1000.0, 256)
    index = {int(rgba): n for n, rgba in enumerate(display.table())}
    for values, added in ((steps, 1), (np.nextafter(steps, np.float32(-np.inf)), 0)):
        got = [index[int(rgba)] for rgba in display.rgba(values[None])[0][0]]
        assert got == [n + added for n in range(255)]


def test_arguments():
    for arguments, message in (((1, 1, 256), "the limits are 1 and 1; low < high is needed"),
                               ((0, 1, 256, 1, "log"), "0 < low < high is needed"),
                               ((0, 1, 256, 0), "gamma is 0; more than 0 is needed"),
                               ((0, 1, 1), "the number of colours is 1"),
                               ((0, 1, 256, 1, "root"), "scale is 'root'")):
        with pytest.raises(ValueError, match=message):
            colour.steps(*arguments)
    plan = Plan()
    with pytest.raises(ValueError, match=r"\(n - 1,\) and \(n,\) are expected"):
        colour.to_rgba(plan, plan.input((5, 5)), plan.input((255,)), plan.input((255,), np.uint32))
