"""NumPy reads the NPY files that the page writes."""
import io
import json
import subprocess
from pathlib import Path

import numpy as np
import pytest

SCRIPT = Path(__file__).with_name("npy.mjs")
TYPES = ("bool", "uint8", "int8", "uint16", "int16", "uint32", "int32", "uint64", "int64", "float32",
         "float64", "complex64", "complex128")
SHAPES = ((), (0,), (5,), (3, 4), (2, 3, 4), (1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2))


def written(array, **changed):
    about = {"shape": array.shape, "dtype": array.dtype.name} | changed
    data = json.dumps(about).encode() + b"\n" + array.tobytes()
    return subprocess.run(["node", SCRIPT], input=data, capture_output=True, check=False)


@pytest.mark.parametrize("dtype", TYPES)
def test_every_type(dtype):
    array = (np.random.default_rng(2).normal(0, 90, (7, 5)) * (1 + 2j if "complex" in dtype else 1)).astype(
        dtype, casting="unsafe")
    loaded = np.load(io.BytesIO(written(array).stdout))
    assert loaded.dtype == array.dtype
    np.testing.assert_array_equal(loaded, array)


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape(shape):
    array = np.arange(np.prod(shape, dtype=int), dtype=np.float32).reshape(shape)
    content = written(array).stdout
    np.testing.assert_array_equal(np.load(io.BytesIO(content)), array, strict=True)
    saved = io.BytesIO()
    np.save(saved, array)
    assert content == saved.getvalue()


def test_other_types_are_refused_by_name():
    done = written(np.zeros(2), dtype="float16")
    assert done.returncode
    assert b"an array of float16 cannot be saved: NPY is written for bool, uint8" in done.stderr
