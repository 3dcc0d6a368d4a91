"""Typed arithmetic: what the code gets, what it gives, and what is said of it."""
import numpy as np
import pytest

import demos.image_math
from imaging.typed import TypedError
from livedemo import discovery

DEMO = discovery.load("image-math")
IMAGE = np.random.default_rng(0).integers(0, 256, (13, 21), np.uint8)


def code(body):
    return "def image_function(img):\n" + "".join(f"    {line}\n" for line in body.splitlines())


@pytest.mark.parametrize(("name", "expected"), [
    ("Negative", lambda x: -x), ("Add 5", lambda x: x + 5), ("Square", lambda x: x**2),
    ("Logarithm", np.log1p), ("Cancel", np.zeros_like),
    ("Ramp", lambda x: x * np.linspace(0, 1, 21)),
    ("Edges", lambda x: x - np.concatenate([x[:, -1:], x[:, :-1]], axis=1)),
])
def test_the_examples_compute_what_they_say(compute, name, expected):
    result = compute(DEMO, {"code": demos.image_math.EXAMPLES[name]}, IMAGE)
    np.testing.assert_allclose(result.arrays["output"], expected(IMAGE.astype(float)), rtol=1e-12, atol=1e-9)


def test_the_default_is_the_negative_in_float64(compute):
    result = compute(DEMO, {}, IMAGE)
    assert result.arrays["output"].dtype == np.float64
    np.testing.assert_array_equal(result.arrays["output"], -1.0 * IMAGE)
    low, high, mean = -float(IMAGE.max()), 0.0 - float(IMAGE.min()), -IMAGE.mean()
    assert result.summary == (f"float64, 13 x 21: from {low:.4g} to {high:.4g}, mean {mean:.4g} "
                              f"(the image: {IMAGE.min()} to {IMAGE.max()}).")


def test_two_hundred_and_a_hundred_is_44_in_8_bits(compute):
    image = np.full((3, 4), 200, np.uint8)
    result = compute(DEMO, {"dtype": "uint8", "code": code("return img + 100")}, image)
    assert result.arrays["output"].dtype == np.uint8
    assert (result.arrays["output"] == 44).all()


def test_the_second_image_has_the_shape_of_the_first(compute):
    result = compute(DEMO, {"code": code("return other")}, np.zeros((30, 50), np.uint8))
    assert result.arrays["output"].shape == (30, 50)
    sample = compute(DEMO, {"image": "coins", "other": "coins", "code": code("return other - img")})
    assert (sample.arrays["output"] == 0).all()


def test_a_resampled_second_image_keeps_its_mean(compute, sample):
    result = compute(DEMO, {"image": "camera", "other": "coins", "code": code("return other")})
    assert result.arrays["output"].shape == (512, 512)
    assert result.arrays["output"].mean() == pytest.approx(sample("coins").array.mean(), rel=0.02)


def test_noise_is_standard_normal_and_the_same_every_time(compute):
    first, again = (compute(DEMO, {"code": code("return noise")}).arrays["output"] for _ in range(2))
    np.testing.assert_array_equal(first, again)
    assert abs(first.mean()) < 0.01
    assert first.std() == pytest.approx(1, rel=0.01)


def test_h_and_w_are_rows_and_columns(compute):
    output = compute(DEMO, {"code": code("return np.full((2, 2), 100 * h + w)")}, IMAGE).arrays["output"]
    assert (output == 1321).all()


def test_what_is_not_finite_is_counted_and_shown_as_the_smallest_value(compute):
    image = np.array([[0.0, 1.0, 100.0]])
    result = compute(DEMO, {"code": code("return np.log10(img)")}, image)
    np.testing.assert_array_equal(result.arrays["output"], [[0, 0, 2]])
    assert "from 0 to 2" in result.summary
    assert "1 pixel is not finite and shown as the smallest value" in result.summary
    nothing = compute(DEMO, {"code": code("return img * np.nan")}, image)
    assert (nothing.arrays["output"] == 0).all()
    assert "3 pixels are not finite" in nothing.summary


def test_the_code_cannot_change_the_image(compute):
    result = compute(DEMO, {"code": code("img[:] = 0\nother[:] = 0\nreturn img")}, IMAGE)
    np.testing.assert_array_equal(result.arrays["image"], IMAGE)
    assert result.arrays["other"].any()


def test_what_does_not_fit_is_cut_off_when_the_image_is_converted(compute):
    image = np.array([[-5.0, 0.4, 0.6, 300.0]])
    result = compute(DEMO, {"dtype": "uint8", "code": code("return img")}, image)
    np.testing.assert_array_equal(result.arrays["output"], [[0, 0, 1, 255]])


def test_an_error_names_its_line(compute):
    with pytest.raises(TypedError, match="line 3: NameError"):
        compute(DEMO, {"code": code("a = 1\nreturn a + b")}, IMAGE)
