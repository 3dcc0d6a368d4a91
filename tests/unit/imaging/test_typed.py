import numpy as np
import pytest

from imaging.typed import MOST, TypedError, as_image, call


def run(code, argument=3, **names):
    return call(code, "image_function", argument, names)


def test_the_function_is_called_with_the_names_it_may_use():
    assert run("def image_function(x):\n    return twice(x) + k\n", twice=lambda x: 2 * x, k=5) == 11


def test_what_typed_code_changes_stays_in_it():
    names = {"k": 5}
    call("k = 7\ndef image_function(x):\n    return k\n", "image_function", 0, names)
    assert names == {"k": 5}


@pytest.mark.parametrize(("code", "message"), [
    ("def image_function(x):\n    return x +\n", r"line 2: invalid syntax"),
    ("def image_function(x):\nreturn x\n", r"line 2: expected an indented block"),
    ("def image_function(x):\n    return (x\n", r"line 2: '\(' was never closed"),
    ("x = 1\n\nraise ValueError('no')\n", r"line 3: ValueError: no"),
    ("def helper(x):\n    return 1 / 0\n\ndef image_function(x):\n    return helper(x)\n",
     r"line 2: ZeroDivisionError"),
    ("def image_function(x):\n    a = 1\n    return np.ones((2, 3)) + np.ones((4, 3))\n",
     r"line 3: ValueError: operands could not be broadcast together with shapes \(2,3\) \(4,3\)"),
    ("def image_function(x):\n    return unknown\n", r"line 2: NameError: name 'unknown' is not defined"),
    ("def other(x):\n    return x\n", r"the code defines no function image_function"),
    ("image_function = 3\n", r"the code defines no function image_function"),
    ("", r"the code defines no function image_function"),
    ("def image_function():\n    return 1\n", r"TypeError: image_function\(\) takes 0 positional arguments"),
    ("def image_function(x):\n    return image_function(x)\n", r"line 2: RecursionError"),
    ("a\0b", r"null byte"),
])
def test_what_fails_is_told_with_its_line(code, message):
    with pytest.raises(TypedError, match=message):
        run(code, np=np)


@pytest.mark.parametrize(("value", "message"), [
    (None, r"the result is NoneType; a 2-D array of real numbers is expected"),
    ("text", r"the result is str; a 2-D array"),
    (3, r"the result has the shape \(\); \(rows, columns\) is expected"),
    (np.zeros(4), r"the shape \(4,\)"),
    (np.zeros((2, 2, 3)), r"the shape \(2, 2, 3\)"),
    (np.zeros((0, 3)), r"the shape \(0, 3\)"),
    (np.ones((2, 2)) * 1j, r"complex; take its real part"),
    ([[1, 2], [3]], r"no array"),
    (np.broadcast_to(np.float32(0), (MOST, 2)), rf"{2 * MOST} pixels; allowed are {MOST}"),
])
def test_what_is_no_image_is_refused(value, message):
    with pytest.raises(TypedError, match=message):
        as_image(value)


@pytest.mark.parametrize("value", [
    np.ones((2, 3), bool), np.ones((1, 1), np.int16), np.ones((2, 3)), [[1, 2], [3, 4]],
])
def test_images_are_taken_as_they_are(value):
    image = as_image(value)
    np.testing.assert_array_equal(image, value)
    assert image.dtype == np.asarray(value).dtype


def test_half_precision_becomes_single_which_a_page_can_read():
    assert as_image(np.ones((2, 2), np.float16)).dtype == np.float32
