import dataclasses
import io
import zipfile

import numpy as np
import pytest

import samples


@pytest.mark.parametrize("name", ["haadf-lattice", "nanoparticles", "coins", "zone-plate"])
def test_round_trip(name):
    sample = samples.make(name)
    loaded = samples.load(samples.export(sample, truth=sample.truth))
    for field in dataclasses.fields(sample):
        if field.name not in ("image", "truth"):
            assert getattr(loaded, field.name) == getattr(sample, field.name)
    assert loaded.truth.keys() == sample.truth.keys()
    for ours, theirs in [
        (loaded.image, sample.image),
        *((loaded.truth[k], sample.truth[k]) for k in sample.truth),
    ]:
        assert ours.dtype == theirs.dtype
        np.testing.assert_array_equal(ours, theirs)


def test_bytes_depend_on_the_sample_alone():
    first = samples.export(samples.make("graphene"))
    assert first == samples.export(samples.make("graphene"))
    dates = {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(first)).infolist()}
    assert dates == {(1980, 1, 1, 0, 0, 0)}


def test_truth_as_large_as_the_picture_stays_behind_unless_asked_for():
    sample = samples.make("nanoparticles")
    assert samples.load(samples.export(sample)).truth.keys() == {"centres", "radii"}
    assert samples.load(samples.export(sample, truth=["mask"])).truth.keys() == {"mask"}


def test_numpy_reads_it_without_pickle():
    data = samples.export(samples.make("zone-plate"))
    with np.load(io.BytesIO(data), allow_pickle=False) as archive:
        assert archive["image"].shape == (384, 384)


@pytest.mark.parametrize("data", [b"", b"no archive", samples.export(samples.make("coins"))[:-100]])
def test_other_bytes_are_refused(data):
    with pytest.raises(ValueError, match="not a sample's archive"):
        samples.load(data)
