"""The race: what it measures, in which order, and what it says of it."""
import asyncio
from types import SimpleNamespace

import numpy as np
import pytest

from claims import check
from imaging import fft_timing
from imaging.fft_timing import Measured, Unmeasured
from livedemo import discovery
from livedemo.state import clean_state

DEMO = discovery.load("fft-race")


@pytest.fixture
def machine(monkeypatch):
    """A machine whose times are known: milliseconds by implementation, as functions of the size."""
    prices = {"numpy": lambda n: n**2 / 1e4, "scipy": lambda n: n**2 / 1e5,
              "there_and_back": lambda n: 1 + n**2 / 1e6, "stays": lambda n: 0.1 + n**2 / 1e7}
    begun = []

    async def on_cpu(transform, images, repeats):
        name = "numpy" if transform is np.fft.fft2 else "scipy"
        begun.append((name, images.shape, repeats))
        return Measured(prices[name](images.shape[-1]), 1e-7)

    async def on_gpu(images, repeats, transfer):
        name = "there_and_back" if transfer else "stays"
        begun.append((name, images.shape, repeats))
        if prices[name] is None:
            raise Unmeasured("this browser found no GPU")
        return Measured(prices[name](images.shape[-1]), 2e-7)

    async def copy_bandwidth():
        return "Test GPU", 5e10

    monkeypatch.setattr(fft_timing, "on_cpu", on_cpu)
    monkeypatch.setattr(fft_timing, "on_gpu", on_gpu)
    monkeypatch.setattr(fft_timing, "copy_bandwidth", copy_bandwidth)
    return SimpleNamespace(prices=prices, begun=begun)


def race(**values):
    state = clean_state(DEMO.controls, {"measure": ["measure"], **values}, {})

    async def whole():
        return [result async for result in DEMO.results(None, state)]

    results = asyncio.run(whole())
    check("fft-race", results[-1].summary, results[-1].arrays, state, {})
    return results


def test_nothing_is_measured_unasked(machine):
    (result,) = race(measure=[])
    assert machine.begun == []
    assert result.progress is None
    assert result.summary == ("Press Measure to time an image of 64 x 64 to 1024 x 1024 here; "
                              "memory of 100 GB/s alone needs 0.336 ms for the last.")
    assert result.arrays["numpy_ms"].size == result.arrays["crossover"].size == 0
    np.testing.assert_allclose(result.arrays["floor_10"], 32 * result.arrays["line_size"] ** 2 / 1e10 * 1e3)


def test_the_figure_fills_in_as_it_measures(machine):
    results = race(largest="256", batch="4", repeats=3)
    assert [r.progress for r in results] == [*np.arange(1, 13) / 12, 1]
    assert [r.arrays["numpy_ms"].size for r in results] == [1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 3]
    assert machine.begun[0] == ("numpy", (4, 64, 64), 3)
    assert {shape for _, shape, _ in machine.begun} == {(4, n, n) for n in (64, 128, 256)}
    last = results[-1].arrays
    np.testing.assert_array_equal(last["scipy_size"], [64, 128, 256])
    np.testing.assert_allclose(last["scipy_ms"], np.array([64, 128, 256]) ** 2 / 1e5)
    np.testing.assert_allclose(last["floor_ms"], 4 * 32 * last["floor_size"] ** 2 / 5e10 * 1e3)


@pytest.mark.parametrize("transfer", [True, False])
def test_the_crossover_is_where_the_gpu_begins_to_win(machine, transfer):
    result = race(transfer=transfer, largest="2048")[-1]
    (found,) = result.arrays["crossover"]
    exact = np.sqrt(1 / (1e-5 - 1e-6)) if transfer else np.sqrt(0.1 / (1e-5 - 1e-7))
    assert found == pytest.approx(exact, rel=0.15)
    assert f"wins from {found:.0f} x {found:.0f} on" in result.summary
    ratio = machine.prices["scipy"](2048) / machine.prices["there_and_back" if transfer else "stays"](2048)
    assert f"the GPU is {ratio:.2g} times as fast as scipy" in result.summary
    assert "memory of Test GPU: 50 GB/s" in result.summary


def test_where_the_cpu_wins_it_says_so(machine):
    machine.prices.update(there_and_back=lambda n: n**2 / 1e4)
    result = race()[-1]
    assert result.arrays["crossover"].size == 0
    assert "scipy is 10 times as fast as the GPU" in result.summary


def test_without_a_gpu_the_others_race_and_it_says_why(machine):
    machine.prices.update(there_and_back=None, stays=None)
    result = race()[-1]
    assert result.arrays["scipy_ms"].size == 5
    assert result.arrays["stays_ms"].size == 0
    assert result.summary.count("this browser found no GPU") == 1
    assert "1024 x 1024: numpy.fft 105 ms, scipy.fft 10.5 ms" in result.summary


def test_what_would_take_too_long_is_not_begun(machine):
    machine.prices.update(numpy=lambda n: n**2 / 1e3)
    result = race(largest="4096")[-1]
    assert ("numpy", (1, 2048, 2048), 5) not in machine.begun
    assert ("numpy", (1, 4096, 4096), 5) not in machine.begun
    assert ("scipy", (1, 4096, 4096), 5) in machine.begun
    assert result.summary.count("numpy.fft would take about 5 s at 2048 x 2048") == 1
    assert result.units["size"] == "1024 x 1024"


def test_batches_beyond_the_memory_of_every_gpu_are_left_out(machine):
    result = race(largest="4096", batch="16")[-1]
    assert max(shape[-1] for _, shape, _ in machine.begun) == 1024
    assert "16 images of 2048 x 2048 are more than 128 MiB" in result.summary


def test_it_really_measures():
    result = race(largest="128", repeats=1)[-1]
    arrays = result.arrays
    assert (arrays["numpy_ms"] > 0).all()
    assert (arrays["scipy_error"] < 2e-6).all()
    assert (arrays["scipy_error"] > 1e-8).all()


def test_bars_of_memory_stand_beside_the_race(machine):
    before, after = race(measure=[], largest="512")[0], race(largest="256")[-1]
    for result, size in ((before, 512), (after, 256)):
        assert result.units["size"] == f"{size} x {size}"
        assert result.arrays["floor_100_bar"] == pytest.approx(32 * size**2 / 1e11 * 1e3)
