import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy import ndimage
from skimage.feature import match_template

from gpu import matching

few = settings(max_examples=8, deadline=None, derandomize=True,
               suppress_health_check=[HealthCheck.function_scoped_fixture])


def noise(shape, seed=0):
    return np.random.default_rng(seed).standard_normal(shape)


def texture(shape, seed=0):
    return ndimage.gaussian_filter(noise(shape, seed), 2, mode="wrap")


def standardised(image):
    return ((image - image.mean()) / image.std()).astype(np.float32)


def cross_power(reference, moving, whiten):
    """What `gpu.matching.phase_correlation` makes, in float64."""
    power = np.fft.rfft2(reference.astype(float)) * np.fft.rfft2(moving.astype(float)).conj()
    power[..., 0, 0] = 0
    return power / np.where(power == 0, 1, np.abs(power)) if whiten else power


@pytest.mark.parametrize("shape", [(1, 16), (7, 8), (31, 60), (97, 128), (256, 255), (600, 800), (2, 5, 16)])
@pytest.mark.parametrize("whiten", [True, False])
def test_phase_correlation(gpu, shape, whiten):
    reference = standardised(noise(shape))
    moving = standardised(np.roll(reference, (3, -5), (-2, -1)) + 0.3 * noise(shape, 1))
    surface, power = gpu.run(matching.phase_correlation, reference, moving, whiten=whiten)
    expected = cross_power(reference, moving, whiten)
    # the phase of an element is as uncertain as the element is weak
    assert np.abs(power - expected).max() <= (1e-3 if whiten else 2e-6) * np.abs(expected).max()
    expected = np.fft.irfft2(expected, shape[-2:], (-2, -1))
    assert np.abs(surface - expected).max() <= 2e-6 * np.abs(expected).max()
    rows, columns = shape[-2:]
    for one in surface.reshape(-1, rows, columns):
        assert np.unravel_index(one.argmax(), one.shape) == (-3 % rows, 5 % columns)


def test_the_phase_correlation_of_a_shifted_image_is_an_impulse(gpu):
    image = standardised(noise((60, 97)))
    surface, _ = gpu.run(matching.phase_correlation, np.roll(image, (7, -11), (0, 1)), image)
    expected = np.full(image.shape, -1 / image.size)  # frequency zero is missing
    expected[7, -11] += 1
    np.testing.assert_allclose(surface, expected, atol=1e-6)


def test_frequencies_that_hold_rounding_errors_alone_have_no_say(gpu):
    """A wave is the worst case: one element holds everything, and a few errors are larger than `NOISE`."""
    wave = np.cos(2 * np.pi * (5 * np.arange(64)[:, None] + 3 * np.arange(64)) / 64)
    _, power = gpu.run(matching.phase_correlation, standardised(wave), standardised(wave))
    assert power[5, 3] == pytest.approx(1, abs=1e-6)
    assert np.count_nonzero(power) <= 4


@pytest.mark.parametrize("scale", [1e-12, 1e12])
def test_magnitudes_that_have_no_square_in_float32(gpu, scale):
    image = standardised(noise((16, 16))) * np.float32(scale)
    surface, power = gpu.run(matching.phase_correlation, image, np.roll(image, 2, 1))
    assert np.isfinite(power).all()
    if scale > 1:
        assert surface.argmax() == 14


def coefficients(gpu, image, template, pad_input, oracle=match_template):
    """Return what the GPU makes, and what an oracle, of the same input, prepared in float64."""
    values = (image - image.mean()) / image.std()
    pattern = template - template.mean()
    pattern = pattern / np.linalg.norm(pattern)
    integral = np.pad(pattern, ((1, 0), (1, 0))).cumsum(0).cumsum(1)
    outside = -image.mean() / image.std()
    got = gpu.run(matching.normalised_cross_correlation, values, pattern, integral, np.array([outside]),
                  pad_input=pad_input)
    return got, oracle(values, pattern, pad_input, constant_values=outside)


def by_definition(image, template, pad_input, constant_values):
    """Window by window: integral images, as scikit-image has them, lose many digits on a bright ground."""
    if pad_input:
        around = [(n // 2, (n - 1) // 2) for n in template.shape]
        image = np.pad(image, around, constant_values=constant_values)
    windows = np.lib.stride_tricks.sliding_window_view(image, template.shape)
    windows = windows - windows.mean((2, 3), keepdims=True)
    return np.einsum("ijkl,kl->ij", windows, template) / np.sqrt((windows**2).sum((2, 3)))


@pytest.mark.parametrize("pad_input", [False, True])
@pytest.mark.parametrize(("shape", "size"), [((31, 60), (7, 8)), ((97, 128), (16, 5)), ((5, 7), (5, 7)),
                                             ((1, 60), (1, 3)), ((243, 3), (16, 2)), ((60, 97), (31, 60))])
def test_normalised_cross_correlation(gpu, shape, size, pad_input):
    image = 100 + 20 * texture(shape)
    got, expected = coefficients(gpu, image, noise(size, 1), pad_input)
    assert got.shape == expected.shape
    np.testing.assert_allclose(got, expected, atol=1e-5)


@pytest.mark.parametrize("pad_input", [False, True])
def test_a_large_image(gpu, pad_input):
    image = texture((511, 600))
    got, expected = coefficients(gpu, image, image[100:160, 200:261], pad_input)
    np.testing.assert_allclose(got, expected, atol=1e-5)
    place = np.unravel_index(got.argmax(), got.shape)
    assert place == ((130, 230) if pad_input else (100, 200))
    assert got.max() == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("ground", ["offset", "ramp"])
@pytest.mark.parametrize("pad_input", [False, True])
def test_a_bright_ground_does_no_harm(gpu, ground, pad_input):
    image = texture((97, 128))
    image += 1e6 * image.std() if ground == "offset" else 20 * np.linspace(-1, 1, 128) * image.std()
    got, expected = coefficients(gpu, image, image[40:56, 60:75], pad_input, by_definition)
    np.testing.assert_allclose(got, expected, atol=2e-5)
    assert got.max() == pytest.approx(1, abs=2e-5)


@pytest.mark.parametrize("faint", [1e-2, 1e-3])
def test_the_error_grows_as_windows_grow_faint(gpu, faint):
    image = texture((97, 256))
    image[:, 128:] *= faint
    got, expected = coefficients(gpu, image, image[40:60, 10:30], False)
    np.testing.assert_allclose(got, expected, atol=3e-6 / faint)


def test_constant_windows_give_nothing(gpu):
    image = texture((60, 97))
    image[:, 40:] = 0.7
    got, _ = coefficients(gpu, image, image[10:18, 10:17], False)
    assert (got[:, 40:] == 0).all()
    assert (got[:, :34] != 0).all()


def test_an_impulse_is_found_where_it_is(gpu):
    image, template = np.zeros((31, 60)), np.zeros((5, 5))
    image[17, 44] = template[2, 2] = 1
    got, expected = coefficients(gpu, image, template, True)
    np.testing.assert_allclose(got, expected, atol=1e-5)
    assert got[17, 44] == pytest.approx(1, abs=1e-6)


@few
@given(shape=st.tuples(st.integers(3, 40), st.integers(3, 40)),
       share=st.tuples(st.floats(0, 1), st.floats(0, 1)), pad_input=st.booleans())
def test_random_shapes(gpu, shape, share, pad_input):
    size = tuple(2 + int(part * (side - 2)) for part, side in zip(share, shape, strict=True))
    got, expected = coefficients(gpu, 5 + noise(shape), noise(size, 1), pad_input)
    np.testing.assert_allclose(got, expected, atol=1e-5)
