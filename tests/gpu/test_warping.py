"""gpu.warping and gpu.maps against scipy.ndimage in float64, with skimage's coordinates."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy import ndimage
from skimage.transform import PolynomialTransform, warp_polar

from gpu import maps, warping
from gpu.plan import Plan

MODES = ["reflect", "constant", "nearest", "mirror", "wrap"]
SHAPES = [(1, 1), (2, 3), (1, 60), (31, 1), (5, 7), (8, 16), (60, 97)]
few = settings(max_examples=15, deadline=None, derandomize=True,
               suppress_health_check=[HealthCheck.function_scoped_fixture])


def noise(shape, seed=0):
    return np.random.default_rng(seed).standard_normal(shape).astype(np.float32)


def expected(image, places, order, mode, cval=0.0):
    name = {"wrap": "grid-wrap"}.get(mode, mode)
    return ndimage.map_coordinates(image.astype(float), places, order=order, mode=name, cval=cval)


def check(got, image, places, order, mode, error=0.0):
    """Compare where an error of a place of that many pixels does not decide about a pixel or the edge."""
    want = expected(image, places, order, mode)
    sure = np.full(got.shape, True)
    if order == 0:
        sure = (abs(places % 1 - 0.5) >= error).all(0)
    if mode == "constant":
        last = np.reshape(image.shape, (2,) + (1,) * got.ndim) - 1.0
        sure &= (np.minimum(abs(places), abs(places - last)) >= error).all(0)
    allowed = 1e-5 * abs(image).max() + (error * np.ptp(image) if order else 0.0)
    assert abs(got - want)[sure].max(initial=0.0) <= allowed


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("order", [0, 1, 3])
def test_coordinates(gpu, order, mode):
    rng = np.random.default_rng(1)
    for shape in SHAPES:
        if order == 3 and mode == "reflect" and min(shape) in range(2, 8):
            continue  # scipy is not exact there, see test_splines_pass_through_the_pixels
        image = noise(shape)
        near = rng.uniform(-2, max(shape) + 1, (2, 400))
        far = rng.uniform(-3 * max(shape), 4 * max(shape), (2, 400))
        places = np.concatenate([near, far], 1).astype(np.float32)
        got = gpu.run(warping.coordinates, image, places, order=order, mode=mode)
        check(got, image, places.astype(float), order, mode)


@pytest.mark.parametrize("order", [0, 1, 3])
def test_coordinates_at_the_centres_and_half_way(gpu, order):
    image = noise((8, 7))
    places = np.mgrid[0:7.5:0.5, 0:6.5:0.5]
    got = gpu.run(warping.coordinates, image, places, order=order, mode="constant")
    assert got.shape == (15, 13)
    check(got, image, places, order, "constant")


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("shape", [(2, 2), (3, 5), (1, 7), (255, 31)])
def test_splines_pass_through_the_pixels(gpu, shape, mode):
    image = noise(shape)
    places = np.indices(shape)
    got = gpu.run(warping.coordinates, image, places, order=3, mode=mode)
    assert abs(got - image).max() <= 1e-5 * abs(image).max()


@pytest.mark.parametrize("mode", ["mirror", "reflect", "wrap"])
def test_spline_coefficients(gpu, mode):
    image = noise((31, 128))
    got = gpu.run(warping.spline_coefficients, image, mode=mode)
    want = ndimage.spline_filter(image.astype(float), mode={"wrap": "grid-wrap"}.get(mode, mode))
    assert abs(got - want).max() <= 1e-6 * abs(want).max()


@pytest.mark.parametrize("order", [0, 1, 3])
def test_far_away(gpu, order):
    image = noise((5, 7))
    places = np.array([[-1e30, 1e30, 3e9, 2.0], [1.0, -3e38, -3e9, 1e20]])
    outside = gpu.run(warping.coordinates, image, places, order=order, mode="constant", cval=-2.5)
    assert (outside == -2.5).all()
    corners = gpu.run(warping.coordinates, image, places, order=order, mode="nearest")
    assert corners == pytest.approx([image[0, 1], image[4, 0], image[4, 0], image[2, 6]], abs=1e-5)


def test_large_offset(gpu):
    image = 1e6 + noise((97, 60))
    places = np.random.default_rng(2).uniform(0, 59, (2, 500)).astype(np.float32)
    got = gpu.run(warping.coordinates, image, places, order=3, mode="mirror")
    assert abs(got - expected(image, places.astype(float), 3, "mirror")).max() <= 1e-6 * 1e6


def rotation(degrees, zoom, shape, target):
    """Return the matrix of a rotation about the centres of image and result."""
    c, s = zoom * np.cos(np.radians(degrees)), zoom * np.sin(np.radians(degrees))
    matrix = np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]])
    matrix[:2, 2] = (np.array(shape) - 1) / 2 - matrix[:2, :2] @ ((np.array(target) - 1) / 2)
    return matrix


def projected(matrix, shape):
    o = np.concatenate([np.indices(shape), np.ones((1, *shape))])
    a, b, w = np.tensordot(matrix, o, 1)
    return np.stack([a / w, b / w])


@few
@given(st.integers(1, 40), st.integers(1, 40), st.floats(-180, 180), st.floats(0.3, 3),
       st.sampled_from([0, 1, 3]), st.sampled_from(MODES))
def test_affine(gpu, rows, columns, degrees, zoom, order, mode):
    image, target = noise((31, 20)), (rows, columns)
    matrix = rotation(degrees, zoom, image.shape, target)
    change = maps.affine_change(matrix, target)
    got = gpu.run(warping.affine, image, change, shape=target, order=order, mode=mode)
    check(got, image, projected(matrix, target), order, mode, error=2e-5)


def test_affine_is_affine_transform(gpu):
    image = noise((31, 60))
    matrix = rotation(12, 1.1, image.shape, image.shape)
    got = gpu.run(warping.affine, image, maps.affine_change(matrix, image.shape))
    assert abs(got - ndimage.affine_transform(image.astype(float), matrix)).max() <= 1e-5 * abs(image).max()


def test_affine_of_little_is_exact(gpu):
    """Places up to 1023 would have steps of 2^-14; the way of up to 2 pixels has steps of 2^-23."""
    image = noise((256, 1024))
    matrix = np.array([[1, 1e-3, 0.3], [-2e-4, 1, -0.7], [0, 0, 1]])
    got = gpu.run(warping.affine, image, maps.affine_change(matrix, image.shape), order=1, mode="mirror")
    want = expected(image, projected(matrix, image.shape), 1, "mirror")
    assert abs(got - want).max() <= 2e-6 * abs(image).max()


def test_affine_of_nothing(gpu):
    image = noise((243, 511))
    for order, error in ((0, 0), (1, 0), (3, 1e-5)):
        got = gpu.run(warping.affine, image, maps.affine_change(np.eye(3), image.shape), order=order)
        assert abs(got - image).max() <= error


def test_affine_projects(gpu):
    image, target = noise((60, 97)), (128, 70)
    matrix = 3 * np.array([[0.5, 0.1, 2], [-0.05, 1.2, 1], [1e-3, -2e-3, 1]])
    change = maps.affine_change(matrix, target)
    got = gpu.run(warping.affine, image, change, shape=target, order=1, mode="reflect")
    check(got, image, projected(matrix, target), 1, "reflect", error=2e-5)


@pytest.mark.parametrize("degree", [1, 2, 3, 4, 5])
def test_polynomial(gpu, degree):
    """Coefficients that move pixels by some pixels, in the order of skimage."""
    image, target = noise((60, 97)), (97, 128)
    terms = (degree + 1) * (degree + 2) // 2
    powers = np.array([j for j in range(degree + 1) for i in range(j + 1)])
    coefficients = np.random.default_rng(degree).uniform(-3, 3, (2, terms)) / 100.0**powers
    coefficients[[0, 1], [1, 2]] += 0.7
    columns_rows = np.indices(target)[::-1].reshape(2, -1).T
    places = PolynomialTransform(coefficients)(columns_rows).T[::-1].reshape(2, *target)
    change = maps.polynomial_change(coefficients, target)
    got = gpu.run(warping.polynomial, image, change, shape=target, order=3, mode="mirror")
    check(got, image, places, 3, "mirror", error=2e-5)


@pytest.mark.parametrize("scaling", ["linear", "log"])
@pytest.mark.parametrize(("mode", "name"),
                         [("nearest", "edge"), ("reflect", "symmetric"), ("mirror", "reflect")])
def test_polar_is_warp_polar(gpu, scaling, mode, name):
    rows, columns = np.indices((128, 97))
    image = np.sin(rows / 9) + np.cos(columns / 7 + rows / 20)
    target, centre, radius = (90, 60), (61.3, 50.5), 55.0
    directions, radii = maps.polar_grid(target, radius, scaling)
    for order in (1, 3):
        got = gpu.run(warping.polar, image, directions, radii, np.array(centre), order=order, mode=mode)
        want = warp_polar(image, centre, radius=radius, output_shape=target, scaling=scaling, order=order,
                          mode=name, clip=False, preserve_range=True)
        assert abs(got - want).max() <= 1e-5 * abs(want).max()


def test_600_by_800(gpu):
    image = noise((600, 800))
    matrix = rotation(30, 0.9, image.shape, image.shape)
    got = gpu.run(warping.affine, image, maps.affine_change(matrix, image.shape), order=3)
    check(got, image, projected(matrix, image.shape), 3, "constant", error=3e-5)


def test_arguments():
    plan = Plan()
    image, change, stack = plan.input((5, 7)), plan.input((3, 3)), plan.input((2, 5, 7))
    with pytest.raises(ValueError, match="order is 2; allowed are 0, 1, 3"):
        warping.affine(plan, image, change, order=2)
    with pytest.raises(ValueError, match="mode is 'edge'"):
        warping.affine(plan, image, change, mode="edge")
    with pytest.raises(ValueError, match=r"the matrix has the shape \(5, 7\)"):
        warping.affine(plan, image, image)
    with pytest.raises(ValueError, match=r"the image has the shape \(2, 5, 7\)"):
        warping.affine(plan, stack, change)
    with pytest.raises(ValueError, match=r"\(2, n\) with n one of 3, 6, 10, 15, 21"):
        warping.polynomial(plan, image, plan.input((2, 4)))
    with pytest.raises(ValueError, match=r"the places have the shape \(5, 7\)"):
        warping.coordinates(plan, image, image)
    with pytest.raises(ValueError, match=r"\(angles, 2\), \(radii,\) and \(2,\) are expected"):
        warping.polar(plan, image, image, plan.input((3,)), plan.input((2,)))


def test_arguments_of_maps():
    with pytest.raises(ValueError, match=r"the matrix has the shape \(2, 3\)"):
        maps.affine_change(np.ones((2, 3)), (5, 5))
    with pytest.raises(ValueError, match="sends the centre of the result to infinity"):
        maps.affine_change([[1, 0, 0], [0, 1, 0], [1, 0, -2]], (5, 5))
    with pytest.raises(ValueError, match="scaling is 'cubic'"):
        maps.polar_grid((5, 5), 3, "cubic")
    with pytest.raises(ValueError, match="the radius is 1; more than 1 is needed"):
        maps.polar_grid((5, 5), 1, "log")
