"""The choice between CPU and GPU, with a GPU that a test makes as fast, as slow or as broken as it likes."""
import asyncio
import time

import numpy as np
import pytest

import gpu.device
from gpu.device import Adapter
from gpu.errors import DeviceLost, OutOfMemory, ShaderError, TooLarge, Unavailable
from imaging import backend


class FakeDevice:
    def __init__(self, software=False):
        self.adapter = Adapter("Test GPU", software, 1 << 30)
        self.lost = None
        self.trimmed = 0
        self.uploads = 0

    async def upload(self, array):
        self.uploads += 1
        return ("resident", array)

    def trim(self):
        self.trimmed += 1


@pytest.fixture
def clock(monkeypatch):
    """A clock that only `spend` moves."""
    now = [0.0]
    monkeypatch.setattr(time, "perf_counter", lambda: now[0])

    def spend(milliseconds):
        now[0] += milliseconds / 1000

    return spend


@pytest.fixture
def fresh(monkeypatch):
    """Nothing learnt, no device asked for."""
    monkeypatch.setattr(backend, "_gpu", backend._Gpu())
    monkeypatch.setattr(backend, "_crossovers", {})


@pytest.fixture
def device(monkeypatch, fresh):
    """A GPU on a real adapter; `asked` counts how often it was requested."""
    made = FakeDevice()
    made.asked = 0

    async def request():
        made.asked += 1
        made.lost = None
        return made

    monkeypatch.setattr(gpu.device, "request", request)
    return made


class Work:
    """Computes on either side, at a price, and remembers where."""

    def __init__(self, spend, cpu=lambda size: 0.0, gpu=lambda size: 0.0):
        self.spend, self.price, self.ran = spend, {"cpu": cpu, "gpu": gpu}, []

    def run(self, size=16, choice="auto", image=None, failing=None):
        image = np.zeros(size) if image is None else image
        self.ran = []

        def cpu():
            self.ran.append("cpu")
            self.spend(self.price["cpu"](image.size))
            return "from the CPU"

        async def on_gpu(_):
            self.ran.append("gpu")
            if failing:
                raise failing
            self.spend(self.price["gpu"](image.size))
            return "from the GPU"

        async def whole():
            with backend.computing(choice) as record:
                return await backend.choose("test", (image,), cpu, on_gpu), record

        return asyncio.run(whole())


def test_outside_a_block_the_cpu_computes(device):
    async def on_gpu(_):
        raise AssertionError

    assert asyncio.run(backend.choose("test", (np.zeros(3),), lambda: 7, on_gpu)) == 7
    assert device.asked == 0


def test_the_first_use_of_a_size_measures_both_and_later_ones_do_not(device, clock):
    work = Work(clock, cpu=lambda n: n / 100, gpu=lambda n: 5 + n / 1000)
    result, record = work.run(100)
    assert work.ran == ["gpu", "gpu", "cpu"]  # once to compile
    assert result == "from the CPU"
    assert str(record) == "CPU: scipy, 1.0 ms"
    result, record = work.run(10_000)
    assert work.ran == ["gpu", "gpu", "cpu"]
    assert result == "from the GPU"
    assert str(record) == "GPU: Test GPU, 15 ms"
    for size, where in ((1, "cpu"), (100, "cpu"), (10_000, "gpu"), (10**6, "gpu")):
        work.run(size)
        assert work.ran == [where]


@pytest.mark.parametrize("crossing", [30, 1000, 50_000])
def test_between_known_sizes_it_measures_again_and_finds_the_crossover(device, clock, crossing):
    work = Work(clock, cpu=lambda n: n / crossing, gpu=lambda n: 1.0)
    rng = np.random.default_rng(0)
    for size in rng.integers(1, 2 * crossing, 60):
        result, _ = work.run(int(size))
        assert result == ("from the CPU" if size <= crossing else "from the GPU")
    measured = 0
    for size in range(1, 2 * crossing, max(1, crossing // 100)):
        work.run(size)
        measured += len(work.ran) > 1
    assert measured < 20


def test_operations_have_crossovers_of_their_own(device, clock):
    async def choose(operation, price):
        async def on_gpu(_):
            clock(2.0)
            return "gpu"

        with backend.computing("auto"):
            return await backend.choose(operation, (np.zeros(9),), lambda: clock(price) or "cpu", on_gpu)

    assert asyncio.run(choose("cheap", 1.0)) == "cpu"
    assert asyncio.run(choose("dear", 9.0)) == "gpu"


def test_a_software_adapter_means_the_cpu_unless_it_is_forced(device, clock):
    device.adapter = Adapter("SwiftShader", True, 1 << 30)
    work = Work(clock, cpu=lambda n: 9.0)
    assert work.run()[0] == "from the CPU"
    assert work.ran == ["cpu"]
    result, record = work.run(choice="gpu")
    assert (result, work.ran) == ("from the GPU", ["gpu"])
    assert str(record).startswith("GPU: SwiftShader")


def test_the_cpu_can_be_forced_and_then_no_gpu_is_asked_for(device, clock):
    work = Work(clock, cpu=lambda n: 1000.0)
    assert work.run(choice="cpu")[0] == "from the CPU"
    assert device.asked == 0


@pytest.mark.parametrize("choice", ["auto", "gpu"])
def test_without_an_adapter_the_cpu_computes_and_says_why(monkeypatch, fresh, clock, choice):
    asked = []

    async def request():
        asked.append(1)
        raise Unavailable("this browser found no GPU")

    monkeypatch.setattr(gpu.device, "request", request)
    work = Work(clock, cpu=lambda n: 2.0)
    for _ in range(3):
        result, record = work.run(choice=choice)
        assert result == "from the CPU"
        assert str(record) == "CPU: scipy, 2.0 ms (this browser found no GPU)"
    assert len(asked) == (1 if choice == "auto" else 3)


@pytest.mark.parametrize("choice", ["auto", "gpu"])
@pytest.mark.parametrize("failing", [OutOfMemory("none left"), TooLarge("too large"), ShaderError("line 3")])
def test_what_fails_on_the_gpu_is_computed_on_the_cpu(device, clock, choice, failing):
    result, record = Work(clock).run(choice=choice, failing=failing)
    assert result == "from the CPU"
    assert str(failing) in str(record)


def test_a_lost_gpu_is_not_asked_for_again_unless_it_is_forced(device, clock):
    work = Work(clock)
    work.run()
    device.lost = "it slept"
    result, record = work.run(choice="auto")
    assert result == "from the CPU"
    assert "the GPU was lost: it slept" in str(record)
    assert device.asked == 1
    assert work.run(choice="gpu")[0] == "from the GPU"
    assert device.asked == 2


def test_a_loss_on_the_way_is_survived(device, clock):
    result, record = Work(clock).run(choice="gpu", failing=DeviceLost("the GPU was lost: unplugged"))
    assert result == "from the CPU"
    assert "unplugged" in str(record)


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_images_that_are_not_finite_go_to_the_cpu(device, clock, value):
    image = np.zeros((4, 4))
    image[1, 2] = value
    result, record = Work(clock).run(choice="gpu", image=image)
    assert result == "from the CPU"
    assert "not finite" in str(record)


def test_errors_of_our_own_are_not_swallowed(device, clock):
    with pytest.raises(ZeroDivisionError):
        Work(clock).run(choice="gpu", failing=ZeroDivisionError())


def test_one_request_serves_computations_that_begin_together(device):
    async def on_gpu(_):
        return 1

    async def one():
        with backend.computing("gpu"):
            return await backend.choose("test", (np.zeros(2),), lambda: 0, on_gpu)

    async def both():
        return await asyncio.gather(one(), one(), one())

    assert asyncio.run(both()) == [1, 1, 1]
    assert device.asked == 1


def test_the_record_adds_up_and_names_every_place(device, clock):
    async def on_gpu(_):
        clock(1.25)

    async def whole():
        with backend.computing("gpu") as record:
            for _ in range(2):
                await backend.choose("test", (np.zeros(2),), lambda: 0, on_gpu)
            await backend.choose("test", (np.array([np.nan]),), lambda: clock(12.0), on_gpu, library="numpy")
        return record

    record = asyncio.run(whole())
    assert str(record) == "GPU: Test GPU, 2.5 ms; CPU: numpy, 12 ms (the image is not finite everywhere)"


def test_an_unknown_choice_is_refused():
    with pytest.raises(ValueError, match="'tpu'; allowed are 'auto', 'cpu', 'gpu'"), backend.computing("tpu"):
        pass


def test_a_held_array_is_uploaded_once_per_device():
    first, second = FakeDevice(), FakeDevice()
    held = backend.Held(np.arange(3))

    async def use():
        assert await held.on(first) is await held.on(first)
        await held.on(second)
        await held.on(first)

    asyncio.run(use())
    assert (first.uploads, second.uploads) == (2, 1)
    assert held.finite
    assert not backend.Held(np.array([np.inf])).finite


def test_trim_reaches_the_device(device, clock):
    backend.trim()  # without a device: nothing
    Work(clock).run(choice="gpu")
    backend.trim()
    assert device.trimmed == 1
