"""The script that a page offers, run by a Python that has nothing of ours but the wheel."""
import asyncio
import os
import subprocess
import sys
import zipfile
from functools import cache

import numpy as np
import pytest
from PIL import Image

import samples
from imaging.typed import TypedError
from livedemo import OWN_IMAGE, Picture, discovery
from livedemo.script import script
from livedemo.state import clean_state, default_state
from sitebuild import ROOT
from sitebuild.listing import listing
from sitebuild.wheels import own_wheel
from states import random_states
from what_is_an_image import run

DEMOS = {name: discovery.load(name) for name in discovery.names()}
WHEEL = "https://example.org/wheels/what_is_an_image-0-py3-none-any.whl"
#: Its arrays are times.
MEASURES = "fft-race"


@cache
def picture(name):
    sample = samples.make(name)
    return Picture(sample.image, name, sample.title, sample.pixel_size, sample.unit, sample.truth)


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The content of the wheel, unpacked."""
    names = {name for demo in DEMOS.values() for control in demo.image_inputs for name in control.samples}
    archives = {name: samples.export(samples.make(name)) for name in names}
    folder = tmp_path_factory.mktemp("installed")
    wheel = folder / "wheel.zip"
    wheel.write_bytes(own_wheel(archives).content)
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture
def arrays_of(installed, tmp_path):
    """Run a script and return what it printed and the arrays that it saved."""

    def run_script(text, name):
        file = tmp_path / "a script.py"
        file.write_text(text, "utf-8")
        done = subprocess.run([sys.executable, "-P", str(file)], cwd=tmp_path, text=True, capture_output=True,
                              env={**os.environ, "PYTHONPATH": str(installed)}, check=False)
        assert done.returncode == 0, done.stderr
        assert str(ROOT / "py") not in done.stderr
        with np.load(tmp_path / f"{name}.npz") as saved:
            return done.stdout, dict(saved)

    return run_script


def expected(demo, values, own=None):
    """What the demo's own functions return, called one after the other."""
    pictures = {control.name: own if values[control.name] == OWN_IMAGE else picture(values[control.name])
                for control in demo.image_inputs}
    prepared = demo.prepare(pictures)
    state = clean_state(demo.controls, values, demo.limits(prepared))
    return asyncio.run(demo.last_result(prepared, state))


def assert_equal(found, result):
    assert found.keys() == result.arrays.keys()
    for name, array in result.arrays.items():
        np.testing.assert_array_equal(found[name], array, err_msg=name)


@pytest.mark.parametrize("name", DEMOS)
def test_the_script_computes_what_the_page_shows(name, arrays_of):
    demo = DEMOS[name]
    state = clean_state(demo.controls, random_states(demo.controls, 1, number=4)[0])
    text = script(demo, state, WHEEL, {})
    assert WHEEL in text
    printed, arrays = arrays_of(text, name)
    result = expected(demo, state)
    if name == MEASURES:
        assert arrays.keys() == result.arrays.keys()
        return
    assert printed == f"{result.summary}\n"
    assert_equal(arrays, result)


def test_an_own_image_is_read_from_its_file(arrays_of, tmp_path):
    demo = DEMOS["thresholding"]
    image = np.random.default_rng(3).integers(0, 256, (40, 60), np.uint8)
    Image.fromarray(image).save(tmp_path / "my “particles”.png")
    state = clean_state(demo.controls, default_state(demo.controls) | {"image": OWN_IMAGE, "level": 0.3})
    _, arrays = arrays_of(script(demo, state, WHEEL, {"image": ("my “particles”.png", 0)}), demo.name)
    np.testing.assert_array_equal(arrays["image"], image)
    assert_equal(arrays, expected(demo, state, Picture(image)))


def test_one_frame_of_a_file(arrays_of, tmp_path):
    demo = DEMOS["thresholding"]
    stack = np.random.default_rng(3).integers(0, 256, (3, 20, 30), np.uint8)
    np.save(tmp_path / "stack.npy", stack)
    state = clean_state(demo.controls, default_state(demo.controls) | {"image": OWN_IMAGE})
    _, arrays = arrays_of(script(demo, state, WHEEL, {"image": ("stack.npy", 2)}), demo.name)
    np.testing.assert_array_equal(arrays["image"], stack[2])


def test_edited_code_is_in_the_script(arrays_of):
    demo = DEMOS["thresholding"]
    source = listing("thresholding")["text"].replace("mask=mask,", "mask=~mask,", 1)
    source = "import micropip\nawait micropip.install(\n    'uncertainties')\n" + source
    text = script(demo, default_state(demo.controls), WHEEL, {}, source)
    _, arrays = arrays_of(text, demo.name)
    _, before = arrays_of(script(demo, default_state(demo.controls), WHEEL, {}), demo.name)
    np.testing.assert_array_equal(arrays["mask"], ~before["mask"])


class TestRun:
    """The function itself."""

    def test_an_array_in_the_place_of_a_sample(self):
        image = np.arange(600.0).reshape(20, 30)
        computed = run("thresholding", {"level": 0.5, "invert": False}, {"image": image})
        np.testing.assert_array_equal(computed.arrays["mask"], image > 299.5)
        assert computed.state["level"] == 0.5

    @pytest.mark.parametrize("image", [np.zeros(5), np.zeros((2, 2), complex), np.zeros((0, 4))],
                             ids=["one axis", "complex", "empty"])
    def test_an_array_that_is_no_image(self, image):
        with pytest.raises(ValueError, match=r"image: an array of the shape \(.*two axes"):
            run("thresholding", images={"image": image})

    def test_names_that_there_are_not(self):
        with pytest.raises(discovery.DemoError, match="there is no demo 'threshold'; there are aliasing"):
            run("threshold")
        with pytest.raises(ValueError, match="'picture' is no image control of thresholding"):
            run("thresholding", images={"picture": np.zeros((4, 4))})
        with pytest.raises(TypedError, match="compute"):
            run("thresholding", code={"prepare": len}, images={"image": np.zeros((4, 4))})
