import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import samples

NAMES = samples.names()
SYNTHETIC = [
    "binary-mask",
    "cross-grating",
    "diffraction",
    "drifting-lattice",
    "edx-gold",
    "edx-haadf",
    "edx-iron",
    "edx-silver",
    "frame-moving",
    "frame-static",
    "frame-tilted",
    "graphene",
    "haadf-lattice",
    "hologram",
    "hologram-vortices",
    "layers",
    "nanoparticles",
    "soft-disc",
    "strained-gold",
    "tiles",
    "uneven-light",
    "zone-plate",
]


def test_all_samples_are_found():
    assert sorted(SYNTHETIC + ["camera", "coins"]) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_sample_is_a_complete_image(name):
    sample = samples.make(name)
    assert sample.name == name
    assert sample.title
    assert sample.description.endswith(".")
    assert sample.quantity
    assert sample.image.ndim == 2
    assert sample.image.dtype.name in ("uint8", "uint16", "uint32", "float32")
    assert np.isfinite(sample.image).all()
    assert sample.image.max() > sample.image.min()
    assert (sample.pixel_size is None) == (sample.unit == "px")
    assert sample.pixel_size is None or sample.pixel_size > 0


@pytest.mark.parametrize("name", NAMES)
def test_same_sample_twice_is_the_same(name):
    once, again = samples.make(name), samples.make(name)
    np.testing.assert_array_equal(once.image, again.image)
    assert once.truth.keys() == again.truth.keys()
    for key in once.truth:
        np.testing.assert_array_equal(once.truth[key], again.truth[key])


@pytest.mark.parametrize("name", ["nanoparticles", "graphene", "tiles"])
def test_another_seed_gives_another_picture(name):
    assert (samples.make(name, seed=1).image != samples.make(name, seed=2).image).any()


def test_unknown_name_says_what_there_is():
    with pytest.raises(ValueError, match="no sample 'moon'; there are binary-mask, camera, coins"):
        samples.make("moon")


def test_photographs_say_whose_they_are():
    assert "Brooklyn Museum" in samples.make("coins").description
    assert "Lav Varshney" in samples.make("camera").description
    assert "CC0" in samples.make("camera").description


def test_the_browser_needs_numpy_alone():
    code = (
        "import sys; import samples; "
        "print(sorted({'scipy', 'skimage', 'PIL'} & {m.partition('.')[0] for m in sys.modules}))"
    )
    root = Path(samples.__path__[0]).parent
    run = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
