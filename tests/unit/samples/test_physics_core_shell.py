"""The X-ray maps count the particles that the HAADF image shows, where their truth says."""
import numpy as np
import pytest
from scipy import ndimage

import samples
from samples import _core_shell

ELEMENTS = ("gold", "silver", "iron")


@pytest.mark.parametrize("name", ["edx-haadf", *(f"edx-{element}" for element in ELEMENTS)])
def test_counts_are_poissonian(name):
    sample = samples.make(name)
    expected = sample.truth["expected"].astype(float)
    scaled = (sample.image - expected) / np.sqrt(expected)
    assert abs(scaled.mean()) < 0.03
    assert scaled.var() == pytest.approx(1, abs=0.06)


@pytest.mark.parametrize("element", ELEMENTS)
def test_counts_go_with_the_thickness_that_a_map_pixel_sees(element):
    sample = samples.make(f"edx-{element}", counts=2000.0)
    nm = sample.truth["nm"]
    assert np.corrcoef(sample.image.ravel(), nm.ravel())[0, 1] > 0.999
    assert sample.image.sum() == pytest.approx(2000 * nm.sum() / nm.max() + 0.02 * nm.size, rel=0.005)
    # Each pixel of the map is a square of the scan, centred where the matrix says.
    to_map = sample.truth["to_map"]
    fine = ndimage.gaussian_filter(_core_shell.thickness()[element], _core_shell.SPREAD_PX)
    box = ndimage.uniform_filter(fine, 3)
    for i, j in [(10, 10), (40, 62), (80, 33)]:
        row, column, _ = np.linalg.solve(to_map, [i, j, 1])
        assert nm[i, j] == pytest.approx(box[round(row), round(column)], abs=1e-9)
        assert (row % 1, column % 1) == pytest.approx((0, 0), abs=1e-9)


def test_thickness_is_the_chord_of_a_sphere():
    nm = _core_shell.thickness()
    for y, x, radius in _core_shell.SPHERES[1:3]:
        outer = nm["gold"][y, x] + nm["silver"][y, x]
        assert outer == pytest.approx(2 * radius * 0.25)
        assert nm["gold"][y, x] / outer == pytest.approx(0.68)
    volume = (nm["gold"] + nm["silver"]).sum() * 0.25**2
    inside = [s for s in _core_shell.SPHERES if s[2] <= min(s[0], s[1], 384 - s[0], 384 - s[1])]
    assert len(inside) == len(_core_shell.SPHERES)
    assert volume == pytest.approx(sum(4 / 3 * np.pi * (r * 0.25) ** 3 for _, _, r in inside), rel=0.01)


def test_haadf_goes_with_thickness_and_atomic_number():
    sample = samples.make("edx-haadf", peak=4e4)
    nm = _core_shell.thickness()
    scattered = sum(nm[e] * _core_shell.Z[e] ** 1.7 for e in ELEMENTS) + 10 * 6**1.7
    inside = [(268, 148), (150, 236), (10, 300), (230, 20)]  # two cores, the layer, bare carbon
    counts = [sample.image[r - 1 : r + 2, c - 1 : c + 2].mean() for r, c in inside]
    expected = np.array([scattered[at] for at in inside])
    np.testing.assert_allclose(counts / counts[0], expected / expected[0], rtol=0.03)


def test_maps_and_image_have_their_pixel_sizes():
    image, counts = samples.make("edx-haadf"), samples.make("edx-gold")
    assert counts.pixel_size == pytest.approx(image.pixel_size / counts.truth["to_map"][0, 0])
    corners = np.linalg.solve(counts.truth["to_map"], np.array([[-0.5, -0.5, 1], [95.5, 95.5, 1]]).T)[:2]
    assert (corners > -0.5).all()
    assert (corners < 383.5).all()
