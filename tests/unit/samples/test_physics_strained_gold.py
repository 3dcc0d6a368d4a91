"""The lattice has the spacing, the direction, the strain and the noise of its truth."""
import numpy as np
import pytest

import samples


def peak_of(profile):
    """Return the frequency, in cycles per pixel, of the highest peak of a profile beyond 0.05."""
    amplitude = np.abs(np.fft.rfft((profile - profile.mean()) * np.hanning(profile.size), 1 << 16))
    frequency = np.fft.rfftfreq(1 << 16)
    amplitude[frequency < 0.05] = 0
    return frequency[np.argmax(amplitude)]


def test_gold_has_its_spacing():
    gold = samples.make("strained-gold")
    cell = gold.truth["cell"]
    np.testing.assert_allclose(np.linalg.norm(cell, axis=1) * gold.pixel_size, 0.4078 / 2)
    assert cell[0] @ cell[1] == pytest.approx(0, abs=1e-12)
    strong, far = (samples.make("strained-gold", degrees=d).image[:300] for d in (0.0, 2.0))
    for axis in (0, 1):
        assert peak_of(strong.mean(axis=axis)) == pytest.approx(1 / 9, abs=1e-4)
    # A turn of 2 degrees moves a row by 1 pixel in 28.6, and so by one spacing in 258.
    sheared = [peak_of(far[:, start : start + 9].mean(axis=1)) for start in (0, 200)]
    np.testing.assert_allclose(sheared, np.cos(np.deg2rad(2)) / 9, atol=2e-4)


def test_the_film_is_strained_along_the_normal_alone():
    gold = samples.make("strained-gold", degrees=0.0)
    start = int(gold.truth["interface"])
    film = gold.image[start + 2 :].astype(float)
    assert 1 / peak_of(film.mean(axis=1)) / 9 == pytest.approx(1 + gold.truth["strain"], abs=0.003)
    assert 1 / peak_of(film.mean(axis=0)) / 9 == pytest.approx(1, abs=0.001)


def test_its_noise_is_poissonian():
    gold = samples.make("strained-gold")
    scaled = (gold.image - gold.truth["expected"]) / np.sqrt(gold.truth["expected"])
    assert abs(scaled.mean()) < 0.02
    assert scaled.var() == pytest.approx(1, abs=0.02)
