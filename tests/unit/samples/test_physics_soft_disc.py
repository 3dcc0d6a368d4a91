"""The disc has the place, the size, the edge and the noise of its truth."""
import numpy as np
import pytest
from scipy import ndimage, special

import samples


def test_the_disc_is_where_the_truth_says():
    disc = samples.make("soft-disc", offset=(1.3, -2.6), dose=1e4)
    weights = disc.truth["expected"] - disc.truth["expected"].min()
    np.testing.assert_allclose(ndimage.center_of_mass(weights), disc.truth["centre"], atol=1e-3)
    np.testing.assert_allclose(disc.truth["centre"], [23.5 + 1.3, 23.5 - 2.6])
    area = weights.sum() / 1e4
    assert area == pytest.approx(np.pi * disc.truth["radius"] ** 2, rel=0.01)
    assert disc.truth["radius"] * disc.pixel_size == pytest.approx(20)


def test_its_edge_is_an_error_function():
    disc = samples.make("soft-disc")
    row = disc.truth["expected"][23] / 2000 - 0.01
    distance = np.hypot(0.5, np.arange(48) - 23.5)
    inside = 0.5 - 0.5 * special.erf((distance - 14.4) / np.sqrt(2))
    np.testing.assert_allclose(row, inside, atol=1e-6)


def test_its_noise_is_poissonian():
    disc = samples.make("soft-disc")
    scaled = (disc.image - disc.truth["expected"]) / np.sqrt(disc.truth["expected"])
    assert abs(scaled.mean()) < 0.08
    assert scaled.var() == pytest.approx(1, abs=0.1)


def test_it_is_band_limited_enough_to_be_shifted():
    """A shift by its Fourier transform is the same picture taken elsewhere."""
    still, moved = (samples.make("soft-disc", offset=o).truth["expected"].astype(float)
                    for o in ((0, 0), (-3.4, 2.3)))
    got = np.fft.ifft2(ndimage.fourier_shift(np.fft.fft2(still), (-3.4, 2.3))).real
    assert np.abs(got - moved).max() < 0.005 * 2000
    halfway = ndimage.shift(still, (-3.4, 2.3), order=1, mode="grid-wrap")
    assert np.abs(halfway - moved).max() > 0.02 * 2000
