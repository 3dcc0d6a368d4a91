"""Filters in the image plane against SciPy and scikit-image in float64."""
import numpy as np
import pytest
import skimage.filters
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy import ndimage

from gpu import edges, filters
from gpu.plan import Plan

MODES = list(edges.CODES)
SHAPES = [(1, 1), (1, 97), (128, 1), (2, 3), (5, 7), (8, 16), (31, 60), (243, 255), (256, 511)]
few = settings(max_examples=15, deadline=None, derandomize=True,
               suppress_health_check=[HealthCheck.function_scoped_fixture])


def noise(shape, offset=0.0, seed=0):
    return (np.random.default_rng(seed).standard_normal(shape) + offset).astype(np.float32)


def impulse(shape):
    image = np.zeros(shape, np.float32)
    image[tuple(n // 2 for n in shape)] = 1
    return image


def ramp(shape):
    return np.arange(np.prod(shape), dtype=np.float32).reshape(shape)


def assert_close(got, expected, tolerance=1e-5):
    """Compare relative to the largest magnitude that is expected."""
    assert got.dtype == np.float32
    assert got.shape == expected.shape
    assert np.abs(got - expected).max() <= tolerance * np.abs(expected).max()


def gaussian(gpu, image, sigma, order=(0, 0), **options):
    weights = [filters.gaussian_weights(sigma, n) for n in order]
    return gpu.run(filters.separable, image, *weights, **options)


@pytest.mark.parametrize("shape", [*SHAPES, (600, 800), (601, 799), (1024, 1024)])
def test_gaussian_of_any_shape(gpu, shape):
    image = noise(shape)
    assert_close(gaussian(gpu, image, 1.5), ndimage.gaussian_filter(image.astype(float), 1.5))


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("shape", [(3, 1), (7, 2), (60, 31)])
def test_gaussian_beyond_every_edge(gpu, mode, shape):
    image = noise(shape, offset=2)
    expected = ndimage.gaussian_filter(image.astype(float), 4.0, mode=mode, cval=-1.5)
    assert_close(gaussian(gpu, image, 4.0, mode=mode, cval=-1.5), expected)


@pytest.mark.parametrize("sigma", [0, 0.1, 0.5, 3.3, 25])
@pytest.mark.parametrize("make", [impulse, ramp, noise, np.ones])
def test_gaussian_of_any_sigma(gpu, sigma, make):
    image = make((31, 60))
    assert_close(gaussian(gpu, image, sigma), ndimage.gaussian_filter(image.astype(float), sigma))


@pytest.mark.parametrize("order", [(1, 0), (0, 1), (1, 1), (2, 0), (0, 2)])
def test_derivatives_of_a_gaussian(gpu, order):
    image = noise((60, 97))
    expected = ndimage.gaussian_filter(image.astype(float), 2.0, order, mode="mirror")
    assert_close(gaussian(gpu, image, 2.0, order, mode="mirror"), expected)


@pytest.mark.parametrize("sigma", [1, 5, 20])
def test_gaussian_of_noise_on_an_offset(gpu, sigma):
    image = noise((60, 97), offset=1e6)
    assert_close(gaussian(gpu, image, sigma), ndimage.gaussian_filter(image.astype(float), sigma), 1e-6)


def test_differences_do_not_see_an_offset(gpu):
    image = noise((60, 97), offset=1e6)
    assert_close(gpu.run(filters.laplace, image), ndimage.laplace(image.astype(float)))
    assert_close(gpu.run(filters.sobel_magnitude, image), skimage.filters.sobel(image.astype(float)))


@pytest.mark.parametrize("order", [0, 1, 2])
@pytest.mark.parametrize("sigma", [0.3, 1, 7.7])
def test_gaussian_weights_are_those_of_scipy(order, sigma):
    radius = int(4 * sigma + 0.5)
    impulse_response = ndimage.gaussian_filter1d(impulse((2 * radius + 1,)).astype(float), sigma, order=order)
    np.testing.assert_allclose(filters.gaussian_weights(sigma, order), impulse_response[::-1], atol=1e-14)


def test_gaussian_of_no_width_is_the_identity(gpu):
    image = noise((7, 8))
    np.testing.assert_array_equal(gaussian(gpu, image, 0), image)


def test_separable_has_a_kernel_for_each_axis(gpu):
    image, down, across = noise((16, 31)), noise(5, seed=1), noise(8, seed=2)
    expected = ndimage.correlate1d(ndimage.correlate1d(image.astype(float), down, 0), across, 1)
    assert_close(gpu.run(filters.separable, image, down, across), expected)
    assert_close(gpu.run(filters.separable, image, down), gpu.run(filters.separable, image, down, down), 0)


@pytest.mark.parametrize("operation", ["correlate", "convolve"])
@pytest.mark.parametrize("kernel_shape", [(1, 1), (3, 3), (5, 2), (4, 7), (1, 6), (6, 1), (2, 2)])
def test_kernels_of_odd_and_even_size(gpu, operation, kernel_shape):
    image, kernel = noise((31, 18)), noise(kernel_shape, seed=1)
    expected = getattr(ndimage, operation)(image.astype(float), kernel)
    assert_close(gpu.run(getattr(filters, operation), image, kernel), expected)


@pytest.mark.parametrize("operation", ["correlate", "convolve"])
@pytest.mark.parametrize("shape", SHAPES)
def test_kernels_on_any_shape(gpu, operation, shape):
    image, kernel = noise(shape), noise((4, 3), seed=1)
    expected = getattr(ndimage, operation)(image.astype(float), kernel, mode="nearest")
    assert_close(gpu.run(getattr(filters, operation), image, kernel, mode="nearest"), expected)


@few
@given(rows=st.integers(1, 40), columns=st.integers(1, 40), m=st.integers(1, 9), n=st.integers(1, 9),
       mode=st.sampled_from(MODES), operation=st.sampled_from(["correlate", "convolve"]),
       seed=st.integers(0, 99))
def test_any_kernel_on_any_image(gpu, rows, columns, m, n, mode, operation, seed):
    image, kernel = noise((rows, columns), seed=seed), noise((m, n), seed=seed + 100)
    expected = getattr(ndimage, operation)(image.astype(float), kernel, mode=mode, cval=0.5)
    assert_close(gpu.run(getattr(filters, operation), image, kernel, mode=mode, cval=0.5), expected)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("shape", SHAPES)
def test_gradients(gpu, shape, mode):
    image = noise(shape)
    precise = image.astype(float)
    for operation, options, expected in (
        (filters.sobel, {"axis": -2}, ndimage.sobel(precise, -2, mode=mode)),
        (filters.sobel, {"axis": -1}, ndimage.sobel(precise, -1, mode=mode)),
        (filters.sobel_magnitude, {}, skimage.filters.sobel(precise, mode=mode)),
        (filters.laplace, {}, ndimage.laplace(precise, mode=mode)),
    ):
        assert_close(gpu.run(operation, image, mode=mode, **options), expected)


def test_gradients_of_a_ramp(gpu):
    image = ramp((5, 60))  # slopes of 60 and 1
    inside = (slice(1, -1), slice(1, -1))
    assert (gpu.run(filters.sobel, image, axis=-2)[inside] == 480).all()
    assert (gpu.run(filters.sobel, image, axis=-1)[inside] == 8).all()
    assert (gpu.run(filters.laplace, image)[inside] == 0).all()


def test_a_constant_has_no_gradient(gpu):
    image = np.full((7, 16), 1e6 + 0.1, np.float32)
    for gradient in (gpu.run(filters.laplace, image), gpu.run(filters.sobel_magnitude, image)):
        np.testing.assert_array_equal(gradient, 0)


@pytest.mark.parametrize("mode", ["reflect", "wrap"])
def test_images_of_a_batch_do_not_touch(gpu, mode):
    batch, kernel = noise((2, 3, 7, 10)), noise((5, 4), seed=1)
    for operation, arrays in (("convolve", [kernel]), ("separable", [kernel[0]]), ("sobel_magnitude", [])):
        operation = getattr(filters, operation)
        one_by_one = [[gpu.run(operation, image, *arrays, mode=mode) for image in row] for row in batch]
        np.testing.assert_array_equal(gpu.run(operation, batch, *arrays, mode=mode), one_by_one)


def test_kernels_of_all_shapes_are_one_program():
    plan = Plan()
    image = plan.input((20, 30))
    for shape in ((3, 3), (7, 5), (1, 9)):
        filters.correlate(plan, image, plan.input(shape))
    assert len({(d.shader, d.constants) for d in plan.dispatches}) == 1


@pytest.mark.parametrize(("call", "message"), [
    (lambda plan, x: filters.correlate(plan, x, x, mode="edge"), "mode is 'edge'; allowed are 'reflect', "),
    (lambda plan, x: filters.sobel(plan, x, axis=0), "axis is 0; allowed are -2 .rows. and -1 .columns."),
    (lambda plan, x: filters.separable(plan, x, x), r"weights have the shape \(4, 5\); they must be 1-D"),
    (lambda plan, x: filters.correlate(plan, x, plan.input((3,))), "the kernel has the shape .3,.; it must"),
    (lambda plan, x: filters.gaussian_weights(-1), "sigma is -1; allowed is 0 or more"),
    (lambda plan, x: filters.gaussian_weights(0, 1), "sigma is 0; allowed is more than 0"),
    (lambda plan, x: filters.gaussian_weights(1, 3), "order is 3; allowed are 0, 1 and 2"),
])
def test_errors_name_what_is_allowed(call, message):
    plan = Plan()
    with pytest.raises(ValueError, match=message):
        call(plan, plan.input((4, 5)))
