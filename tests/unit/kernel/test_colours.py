"""The colours that the worker gives are those of `livedemo.display`, pixel by pixel."""
import json
import subprocess
from pathlib import Path

import numpy as np
import pytest

from livedemo.display import Display

SCRIPT = Path(__file__).with_name("colours.mjs")
MANY = [f"#{i:02x}{255 - i:02x}80" for i in range(256)]
FEW = ["#000000", "#11223344", "#ffffff"]
TYPES = {"uint8": "Uint8Array", "int8": "Int8Array", "uint16": "Uint16Array", "int16": "Int16Array",
         "uint32": "Uint32Array", "int32": "Int32Array", "float32": "Float32Array", "float64": "Float64Array",
         "bool": "Uint8Array"}


def by_worker(image):
    high = None if image.values.dtype == bool else image.limits[1]
    about = {"type": TYPES[image.values.dtype.name], "size": image.values.size, "colours": len(image.table),
             "low": image.limits[0], "high": high, "wide": image.wide}
    data = json.dumps(about).encode() + b"\n" + image.table.tobytes() + image.values.tobytes()
    done = subprocess.run(["node", SCRIPT], input=data, capture_output=True, check=True)
    return np.frombuffer(done.stdout, np.uint32).reshape(image.values.shape)


@pytest.mark.parametrize("limits", [(None, None), (-20, 30.5), (5.25, None)])
@pytest.mark.parametrize("colours", [MANY, FEW], ids=["many", "few"])
@pytest.mark.parametrize("dtype", TYPES)
def test_they_are_those_of_numpy(dtype, colours, limits):
    generator = np.random.default_rng(3)
    values = generator.normal(0, 300, (61, 83))
    if dtype == "bool":
        values = values > 0
    elif dtype[0] in "iu":
        values = np.clip(values, np.iinfo(dtype).min, np.iinfo(dtype).max).round()
    image = Display("a", colours, *limits).coloured(values.astype(dtype))
    np.testing.assert_array_equal(by_worker(image), image.rgba())


def test_what_is_constant_has_the_first_colour():
    image = Display("a", MANY).coloured(np.full((3, 4), 1e9, np.float32))
    np.testing.assert_array_equal(by_worker(image), image.table[0])
