"""The facade, on both hosts: arrays go to and fro, memory comes back, and what fails says why."""
import numpy as np
import pytest

from gpu import fft


def noise(shape, seed=0):
    return np.random.default_rng(seed).standard_normal(shape).astype(np.float32)


async def round_trip(device, *arrays):
    return [await device.download(await device.upload(array)) for array in arrays]


@pytest.mark.parametrize(("given", "dtype"), [
    (np.arange(6, dtype=np.uint8).reshape(2, 3), np.float32),
    (np.array([[1.5], [-2.0]]), np.float32),
    (np.array([True, False]), np.float32),
    (np.array([-(2**31), 7], np.int32), np.int32),
    (np.array([2**32 - 1], np.uint32), np.uint32),
    (np.array([1 + 2j, 3j]), np.complex64),
    (np.arange(24.0).reshape(4, 6)[::2, ::-1], np.float32),
])
def test_arrays_go_up_and_come_down(gpu, given, dtype):
    (back,) = gpu.call(round_trip, given)
    assert back.dtype == dtype
    np.testing.assert_array_equal(back, given)


async def refused(device, array):
    try:
        await device.upload(array)
    except (TypeError, ValueError) as error:
        return f"{type(error).__name__}: {error}"


@pytest.mark.parametrize(("array", "message"), [
    (np.zeros((0, 3)), "ValueError: an array of shape (0, 3) is empty"),
    (np.array(["text"]), "TypeError: an array of <U4 is not one of numbers"),
])
def test_what_is_no_array_of_numbers_is_refused(gpu, array, message):
    assert gpu.call(refused, array) == message


async def kept(device, image):
    from gpu import fft

    spectrum = await device.run(fft.rfft2, image, keep=True)
    again = await device.run(fft.rfft2, image * 2, keep=True)
    back = await device.run(fft.irfft2, spectrum, columns=image.shape[1])
    return spectrum.shape, back, await device.run(fft.irfft2, again, columns=image.shape[1])


def test_a_result_that_stays_is_not_overwritten_by_the_next(gpu):
    image = noise((24, 30))
    shape, once, twice = gpu.call(kept, image)
    assert shape == (24, 16)
    np.testing.assert_allclose(once, image, atol=1e-5)
    np.testing.assert_allclose(twice, 2 * image, atol=1e-5)


async def nothing_to_do(device, array):
    from gpu import fft

    resident = await device.run(fft.fft, array, keep=True)
    other = await device.run(fft.fft, 2 * array)
    return await device.download(resident), other


def test_a_plan_without_dispatches_hands_out_what_came_in(gpu):
    array = noise((5, 1)) + 1j
    first, second = gpu.call(nothing_to_do, array)
    np.testing.assert_array_equal(first, array.astype(np.complex64))
    np.testing.assert_array_equal(second, (2 * array).astype(np.complex64))


async def overlapping(device, images):
    import asyncio

    from gpu import fft

    return await asyncio.gather(*(device.run(fft.rfft2, image) for image in images))


def test_runs_of_one_plan_may_overlap(gpu):
    images = [noise((32, 40), seed) for seed in range(6)]
    for image, spectrum in zip(images, gpu.call(overlapping, images), strict=True):
        expected = np.fft.rfft2(image.astype(float))
        assert np.abs(spectrum - expected).max() < 2e-6 * np.sqrt(np.mean(np.abs(expected) ** 2))


async def two_hundred(device, images):
    import gc

    from gpu import fft

    device.trim()
    gc.collect()
    before, memory = device.allocated, []
    for round_ in range(200):
        spectrum = await device.run(fft.rfft2, images[round_ % 2], keep=True)
        await device.run(fft.irfft2, spectrum, columns=images[0].shape[1])
        memory.append(device.allocated)
    del spectrum
    device.trim()
    gc.collect()
    return before, memory, device.allocated


def test_two_hundred_computations_take_no_more_memory_than_two(gpu):
    before, memory, after = gpu.call(two_hundred, [noise((64, 60)), noise((64, 60), 1)])
    assert max(memory) > before
    assert len(set(memory[1:])) == 1
    assert after == before


async def of_many_shapes(device, kept):
    import numpy as np

    import gpu.device
    from gpu import fft

    before, gpu.device.KEPT = gpu.device.KEPT, kept
    try:
        memory = []
        for rows in range(8, 40):
            await device.run(fft.fft2, np.ones((rows, 64), np.complex64))
            memory.append(device.allocated)
    finally:
        gpu.device.KEPT = before
    device.trim()
    return memory


def test_plans_that_do_not_run_keep_a_bounded_memory(gpu):
    limit = 200_000
    memory = gpu.call(of_many_shapes, limit)
    assert limit / 2 < max(memory[10:]) <= limit + 3 * 40 * 64 * 8


async def too_long(device):
    import numpy as np

    from gpu import fft

    try:
        await device.run(fft.fft, np.zeros(4097, np.complex64))
    except Exception as error:
        return type(error).__name__, str(error)


def test_too_long_an_axis_is_refused(gpu):
    kind, message = gpu.call(too_long)
    assert kind == "TooLarge"
    assert message == "4097 elements along an axis are too many for the FFT on the GPU; allowed are 4096"


async def with_less(device):
    import dataclasses

    import numpy as np

    from gpu import fft

    whole = device._api.adapter
    device._api.adapter = dataclasses.replace(whole, largest=1 << 20)
    try:
        await device.run(fft.fft2, np.zeros((512, 512), np.complex64))
    except Exception as error:
        return type(error).__name__, str(error)
    finally:
        device._api.adapter = whole


def test_an_array_beyond_the_limit_of_the_adapter_is_refused_by_name(gpu):
    kind, message = gpu.call(with_less)
    assert kind == "TooLarge"
    assert message == ("an array of shape (512, 512) needs 2 MiB in one piece; "
                       f"{gpu.adapter.name} allows 1 MiB")


async def compiled(device, text):
    from gpu.shaders import Source

    lines = tuple(("test.wgsl", number + 1) for number in range(2)) + (("shared.wgsl", 1), ("shared.wgsl", 2))
    try:
        await device._api.pipeline("test.wgsl", Source(text, lines), ())
    except Exception as error:
        return type(error).__name__, str(error)


@pytest.mark.parametrize(("text", "where"), [
    ("fn main( {\n\n\n\n", "test.wgsl, line 1: "),
    ("@compute @workgroup_size(1)\nfn main() {}\n\nconst x: i32 = 1.5;\n", "shared.wgsl, line 2: "),
])
def test_a_shader_that_does_not_compile_names_its_file_and_line(gpu, text, where):
    kind, message = gpu.call(compiled, text)
    assert kind == "ShaderError"
    assert message.startswith(where)


def test_a_shader_without_its_entry_point_names_its_file(gpu):
    kind, message = gpu.call(compiled, "@compute @workgroup_size(1)\nfn other() {}\n\n\n")
    assert kind == "ShaderError"
    assert "test.wgsl" in message


async def lost(device, when):
    import numpy as np

    from gpu import fft
    from gpu.device import request

    own = await request()
    image = np.ones((16, 16), np.float32)
    await own.run(fft.rfft2, image)
    if when == "between":
        own._api._device.destroy()
    else:
        submit = own._api.submit

        def submit_and_lose(commands):
            submit(commands)
            own._api._device.destroy()

        own._api.submit = submit_and_lose
    seen = []
    for _ in range(2):
        try:
            await own.run(fft.rfft2, image)
            seen.append("computed")
        except Exception as error:
            seen.append(type(error).__name__)
    return seen, own.lost, (await device.run(fft.rfft2, image))[0, 0].real


@pytest.mark.parametrize("when", ["between", "on the way"])
def test_a_device_that_is_lost_says_so_and_another_one_computes(gpu, when):
    seen, why, total = gpu.call(lost, when)
    assert seen == ["DeviceLost", "DeviceLost"]
    assert why
    assert total == 256


async def closed(device):
    import numpy as np

    from gpu.device import request

    own = await request()
    own.close()
    try:
        await own.upload(np.ones(3))
    except Exception as error:
        return type(error).__name__, str(error)


def test_a_device_that_was_given_back_is_lost(gpu):
    assert gpu.call(closed) == ("DeviceLost", "the GPU was lost: it was given back")


def test_an_operation_that_is_wrong_raises_its_own_error(gpu):
    with pytest.raises((ValueError, RuntimeError), match="norm is 'other'; allowed are"):
        gpu.run(fft.fft, noise(8), norm="other")
