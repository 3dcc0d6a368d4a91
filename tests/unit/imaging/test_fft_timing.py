import asyncio

import numpy as np
import pytest

from gpu.errors import Unavailable
from imaging import backend, fft_timing


@pytest.mark.parametrize("shape", [(1, 1), (7, 5), (64, 64), (300, 17)])
def test_rows_are_those_of_the_whole_transform(shape):
    rng = np.random.default_rng(0)
    image = (rng.standard_normal(shape) + 1j * rng.standard_normal(shape)).astype(np.complex64)
    rows = np.unique([0, shape[0] // 2, shape[0] - 1])
    whole = np.fft.fft2(image.astype(np.complex128))
    found = fft_timing.rows_of_transform(image, rows)
    np.testing.assert_allclose(found, whole[rows], atol=1e-11 * np.abs(whole).max())


def test_the_error_of_a_transform_that_is_right_is_rounding_and_of_a_wrong_one_is_what_was_done_to_it():
    image = fft_timing.noise(64, 1)[0]
    right = np.fft.fft2(image.astype(np.complex128))
    assert fft_timing.relative_error(right, image) < 1e-13
    wrong = right.copy()
    wrong[0, 5] += 3e-3 * np.sqrt(np.mean(np.abs(right) ** 2))
    assert fft_timing.relative_error(wrong, image) == pytest.approx(3e-3, rel=1e-6)


def test_noise_is_white_and_the_same_every_time():
    noise = fft_timing.noise(128, 3)
    assert (noise.shape, noise.dtype) == ((3, 128, 128), np.complex64)
    np.testing.assert_array_equal(noise, fft_timing.noise(128, 3))
    assert np.abs(noise[0] - noise[1]).max() > 1
    assert np.mean(np.abs(noise) ** 2) == pytest.approx(2, rel=0.02)


def test_a_time_is_the_median_of_as_many_timings_as_are_wanted(monkeypatch):
    clock = [0.0]
    monkeypatch.setattr(fft_timing.time, "perf_counter", lambda: clock[0])
    prices = iter([0.1, 0.03, 0.01, 0.02])

    def transform(images):
        clock[0] += next(prices, 0.02) if calls else 0
        calls.append(1)
        return images

    calls = []
    measured = asyncio.run(fft_timing.on_cpu(transform, np.ones((1, 2, 2), np.complex64), 3))
    assert measured.milliseconds == pytest.approx(20)


def test_quick_transforms_are_timed_by_the_dozen_because_clocks_are_coarse(monkeypatch):
    clock, calls = [0.0], []
    monkeypatch.setattr(fft_timing.time, "perf_counter", lambda: round(clock[0], 3))

    def transform(images):
        calls.append(1)
        clock[0] += 3e-4
        return images

    measured = asyncio.run(fft_timing.on_cpu(transform, np.ones((1, 2, 2), np.complex64), 5))
    assert measured.milliseconds == pytest.approx(0.3, rel=0.1)
    assert len(calls) > 60


@pytest.mark.parametrize(("slow", "fast", "expected"), [
    ([1, 4, 16], [2, 2, 2], 64 * np.sqrt(2)),
    ([3, 4, 16], [2, 2, 2], 64.0),
    ([1, 1, 1], [2, 2, 2], None),
    ([3, 1, 16], [2, 2, 2], 128 * 2 ** (1 / 4)),
    ([1, 4, 1], [2, 2, 2], None),
    ([], [], None),
])
def test_the_crossover_is_where_the_lines_meet_for_the_last_time(slow, fast, expected):
    sizes = 64.0 * 2 ** np.arange(len(slow))
    found = fft_timing.crossover(sizes, np.array(slow, float), np.array(fast, float))
    assert found == (None if expected is None else pytest.approx(expected))


def test_the_floor_is_the_traffic_of_two_axes():
    assert fft_timing.least_milliseconds(1024, 2, 1e9) == pytest.approx(2 * 32 * 1024**2 / 1e9 * 1000)


@pytest.fixture
def no_gpu(monkeypatch):
    async def device():
        raise Unavailable("this browser found no GPU")

    monkeypatch.setattr(backend, "device", device)


def test_without_a_gpu_there_is_nothing_to_measure_and_the_cpu_s_memory_is(no_gpu):
    with pytest.raises(fft_timing.Unmeasured, match="found no GPU"):
        asyncio.run(fft_timing.on_gpu(fft_timing.noise(8, 1), 1, True))
    where, bandwidth = asyncio.run(fft_timing.copy_bandwidth())
    assert where == "the CPU"
    assert 1e8 < bandwidth < 1e13
