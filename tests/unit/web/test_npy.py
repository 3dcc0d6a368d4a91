"""What a page saves as .npy, numpy.load reads as it was."""
import io
import json
import subprocess
from pathlib import Path

import numpy as np
import pytest

SCRIPT = Path(__file__).with_name("npy.mjs")
DTYPES = ("bool", "uint8", "int8", "uint16", "int16", "uint32", "int32", "uint64", "int64", "float16",
          "float32", "float64", "complex64", "complex128")


def written(array, dtype=""):
    about = {"shape": array.shape, "dtype": dtype or array.dtype.name}
    return subprocess.run(["node", SCRIPT], input=json.dumps(about).encode() + b"\n" + array.tobytes(),
                          capture_output=True, check=False)


@pytest.mark.parametrize("shape", [(), (0,), (7,), (5, 3), (2, 3, 4), (1,) * 20], ids=str)
@pytest.mark.parametrize("dtype", DTYPES)
def test_numpy_loads_it(dtype, shape):
    array = (np.random.default_rng(1).normal(0, 50, shape) * (1 + 2j)).astype(np.complex128)
    if not dtype.startswith("complex"):
        array = array.real if dtype[0] in "bf" else np.abs(array.real)
    array = np.asarray(array > 0 if dtype == "bool" else array).astype(dtype)
    content = written(array).stdout
    loaded = np.load(io.BytesIO(content), allow_pickle=False)
    assert loaded.dtype == array.dtype
    assert loaded.shape == array.shape
    np.testing.assert_array_equal(loaded, array)
    saved = io.BytesIO()
    np.save(saved, array)
    assert content == saved.getvalue() or len(shape) > 9  # where numpy leaves room for longer axes


def test_what_has_no_description_is_refused_by_name():
    done = written(np.zeros(3), "datetime64")
    assert done.returncode
    assert b"arrays of datetime64 cannot be saved as NPY" in done.stderr
