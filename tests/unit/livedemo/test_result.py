"""A result holds arrays and nothing else."""
import numpy as np
import pytest

from livedemo import Result


def test_arrays_are_kept_as_they_are():
    image, mask = np.zeros((2, 3)), np.ones((2, 3), bool)
    result = Result("Two.", suggested={"level": 1}, units={"length": "nm"}, image=image, mask=mask)
    assert result.arrays["image"] is image
    assert result.arrays["mask"] is mask
    assert (result.summary, result.suggested, result.units) == ("Two.", {"level": 1}, {"length": "nm"})


@pytest.mark.parametrize("value", [[1, 2], 3.0, None, np.float64(3), np.array(["a"]), np.array([None]),
                                   np.array(["2000-01-01"], "datetime64[D]")])
def test_what_is_no_array_of_numbers_is_refused_by_name(value):
    with pytest.raises(TypeError, match="result 'table' is .*, not an array of numbers"):
        Result("One.", table=value)


@pytest.mark.parametrize("dtype", ["bool", "uint8", "int32", "float32", "complex64"])
def test_numbers_of_any_type_are_taken(dtype):
    assert Result("One.", a=np.zeros(2, dtype)).arrays["a"].dtype == dtype
