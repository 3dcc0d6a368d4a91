"""Order statistics against SciPy: equal, not close."""
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy import ndimage
from skimage.morphology import disk

from gpu import edges, ranking
from gpu.plan import Plan

MODES = list(edges.CODES)
OPERATIONS = ["minimum", "maximum", "median"]
few = settings(max_examples=15, deadline=None, derandomize=True,
               suppress_health_check=[HealthCheck.function_scoped_fixture])


def noise(shape, seed=0):
    return np.random.default_rng(seed).standard_normal(shape).astype(np.float32)


def mask(size, footprint):
    return np.ones((size, size)) if footprint == "square" else disk(size // 2)


def assert_as_scipy(gpu, name, image, size, footprint="square", **options):
    got = gpu.run(getattr(ranking, name), image, size=size, footprint=footprint, **options)
    expected = getattr(ndimage, f"{name}_filter")(image, footprint=mask(size, footprint), **options)
    assert got.dtype == np.float32
    np.testing.assert_array_equal(got, expected)


@pytest.mark.parametrize("name", OPERATIONS)
@pytest.mark.parametrize("shape", [(1, 1), (1, 97), (128, 1), (2, 3), (7, 5), (8, 16), (60, 31), (243, 255),
                                   (256, 511)])
def test_any_shape(gpu, name, shape):
    assert_as_scipy(gpu, name, noise(shape), 3)
    assert_as_scipy(gpu, name, noise(shape), 5, "disc")


@pytest.mark.parametrize("name", ["minimum", "maximum"])
def test_larger_images(gpu, name):
    assert_as_scipy(gpu, name, noise((601, 799)), 9)
    assert_as_scipy(gpu, name, noise((600, 800)), 7, "disc")


@pytest.mark.parametrize("name", OPERATIONS)
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("footprint", ["square", "disc"])
def test_beyond_every_edge(gpu, name, mode, footprint):
    for shape in ((3, 2), (1, 7), (20, 17)):
        assert_as_scipy(gpu, name, noise(shape), 9, footprint, mode=mode, cval=0.25)


@pytest.mark.parametrize("size", range(1, 32, 2))
@pytest.mark.parametrize("footprint", ["square", "disc"])
def test_any_size(gpu, size, footprint):
    for name in OPERATIONS:
        assert_as_scipy(gpu, name, noise((19, 18)), size, footprint)


@few
@given(rows=st.integers(1, 40), columns=st.integers(1, 40), half=st.integers(0, 4),
       footprint=st.sampled_from(["square", "disc"]), mode=st.sampled_from(MODES), data=st.data())
def test_any_rank(gpu, rows, columns, half, footprint, mode, data):
    footing = mask(2 * half + 1, footprint)
    rank = data.draw(st.integers(-int(footing.sum()), int(footing.sum()) - 1))
    image = noise((rows, columns), seed=rows)
    got = gpu.run(ranking.rank, image, rank=rank, size=2 * half + 1, footprint=footprint, mode=mode)
    np.testing.assert_array_equal(got, ndimage.rank_filter(image, rank, footprint=footing, mode=mode))


@pytest.mark.parametrize("image", [
    np.zeros((9, 20), np.float32),
    np.arange(180, dtype=np.float32).reshape(9, 20),
    np.random.default_rng(0).choice(np.float32([0.0, -0.0]), (9, 20)),
    np.random.default_rng(1).integers(-2, 3, (9, 20)).astype(np.float32),
    1e6 + noise((9, 20)),
    np.random.default_rng(2).choice(np.float32([3.4e38, -3.4e38, 1.2e-38, -1.2e-38, 0]), (9, 20)),
    (noise((9, 20)) * np.float32(10) ** noise((9, 20)) ** 3).astype(np.float32),
], ids=["constant", "ramp", "zeros of both signs", "ties", "offset", "extremes", "decades"])
def test_any_content(gpu, image):
    for name in OPERATIONS:
        assert_as_scipy(gpu, name, image, 5)


@pytest.mark.parametrize("name", OPERATIONS)
def test_images_of_a_batch_do_not_touch(gpu, name):
    batch = noise((2, 3, 18, 7))
    operation = getattr(ranking, name)
    one_by_one = [[gpu.run(operation, image, size=5, footprint="disc") for image in row] for row in batch]
    np.testing.assert_array_equal(gpu.run(operation, batch, size=5, footprint="disc"), one_by_one)


@pytest.mark.parametrize("radius", range(16))
def test_discs_are_those_of_scikit_image(radius):
    columns = np.abs(np.arange(-radius, radius + 1))
    table = ranking.reaches(2 * radius + 1, "disc")
    np.testing.assert_array_equal(columns <= table[:, None], disk(radius))


@pytest.mark.parametrize(("options", "message"), [
    ({"size": 4}, "size is 4; allowed are the odd numbers from 1 to 31"),
    ({"size": 33}, "size is 33; allowed are the odd numbers from 1 to 31"),
    ({"size": 3, "footprint": "round"}, "footprint is 'round'; allowed are 'square' and 'disc'"),
    ({"size": 3, "mode": "edge"}, "mode is 'edge'; allowed are 'reflect', "),
    ({"size": 3, "rank": 9}, "rank is 9; a square of size 3 allows -9 to 8"),
])
def test_errors_name_what_is_allowed(options, message):
    plan = Plan()
    operation = ranking.rank if "rank" in options else ranking.median
    with pytest.raises(ValueError, match=message):
        operation(plan, plan.input((4, 5)), **options)
