"""What is seen in the pictures is what their truth says."""

import numpy as np
import pytest
from scipy import ndimage
from scipy.spatial import cKDTree

import samples


def strongest_frequency(image: np.ndarray, at_least: float) -> np.ndarray:
    """Return the (row, column) frequency, in cycles per pixel, of the highest peak beyond a radius."""
    window = np.outer(np.hanning(image.shape[0]), np.hanning(image.shape[1]))
    padded = [4 * n for n in image.shape]
    amplitude = np.abs(np.fft.fft2((image - image.mean()) * window, padded))
    fy, fx = np.fft.fftfreq(padded[0]), np.fft.fftfreq(padded[1])
    amplitude[np.hypot(fy[:, None], fx) < at_least] = 0
    row, column = np.unravel_index(np.argmax(amplitude), amplitude.shape)
    return np.array([fy[row], fx[column]])


def distance_to_lattice(point: np.ndarray, basis: np.ndarray) -> float:
    """Return how far `point` is from the nearest sum of whole multiples of the rows of `basis`."""
    coefficients = np.linalg.solve(basis.T, point)
    return float(np.linalg.norm(basis.T @ (coefficients - np.round(coefficients))))


@pytest.mark.parametrize(
    "name", ["haadf-lattice", "graphene", "nanoparticles", "cross-grating", "diffraction"]
)
def test_noise_is_poissonian(name):
    sample = samples.make(name)
    expected = sample.truth["expected"].astype(float)
    scaled = (sample.image - expected) / np.sqrt(expected)
    assert abs(scaled.mean()) < 0.02
    assert scaled.var() == pytest.approx(1, abs=0.02)


def test_noise_of_a_flat_region_has_its_mean_as_variance():
    sample = samples.make("layers")
    for number, level in enumerate(sample.truth["levels"]):
        inside = ndimage.binary_erosion(sample.truth["classes"] == number, iterations=8)
        assert sample.image[inside].mean() == pytest.approx(level, rel=0.02)
        assert sample.image[inside].var() == pytest.approx(level, rel=0.05)


def test_haadf_lattice_has_its_spacing_under_drift():
    sample = samples.make("haadf-lattice", jitter=0)
    drift = (sample.truth["drift"][-1] - sample.truth["drift"][0]) / (len(sample.image) - 1)
    # What lay at p before the drift is seen at q with p = q + drift * q[row].
    shear = np.eye(2) + np.outer(drift, [1, 0])
    angle = np.deg2rad(12)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    cell = np.linalg.solve(shear, turn @ np.diag([20, 20 * np.sqrt(2)])).T  # rows: lattice vectors as seen
    reciprocal = np.linalg.inv(cell).T
    peak = strongest_frequency(sample.image.astype(float), at_least=0.03)
    assert distance_to_lattice(peak, reciprocal) < 0.001
    assert np.linalg.norm(peak) > 0.03


def test_haadf_columns_are_where_the_truth_says():
    sample = samples.make("haadf-lattice", drift=(0, 0), jitter=0, dose=1e4)
    strong = sample.truth["amplitudes"] > 0.7
    inside = ((sample.truth["positions"] > 8) & (sample.truth["positions"] < 248)).all(axis=1)
    smooth = ndimage.gaussian_filter(sample.image.astype(float), 1)
    maxima = np.argwhere((ndimage.maximum_filter(smooth, 7) == smooth) & (smooth > 0.5 * smooth.max()))
    distance, _ = cKDTree(maxima).query(sample.truth["positions"][strong & inside])
    assert distance.max() < 1
    assert sample.pixel_size * 20 * np.sqrt(2) == pytest.approx(0.6058)


def test_graphene_has_its_bond_length_and_one_vacancy():
    sample = samples.make("graphene")
    positions, vacancy = sample.truth["positions"], sample.truth["vacancy"]
    distance, _ = cKDTree(positions).query(positions, k=2)
    assert distance[:, 1] * sample.pixel_size == pytest.approx(np.full(len(positions), 0.142))
    peak = strongest_frequency(sample.image.astype(float), at_least=0.03)
    assert np.linalg.norm(peak) == pytest.approx(1 / (1.5 * 9), rel=0.01)  # {10} planes of a honeycomb
    assert np.linalg.norm(vacancy - 128) < 9
    around = cKDTree(positions).query_ball_point(vacancy, 9.1)
    assert len(around) == 3
    blurred = ndimage.gaussian_filter(sample.image.astype(float), 2)
    at_atoms = ndimage.map_coordinates(blurred, positions[around].T, order=1)
    assert ndimage.map_coordinates(blurred, vacancy[:, None], order=1) < 0.8 * at_atoms.min()


def test_nanoparticles_are_those_of_the_truth():
    sample = samples.make("nanoparticles")
    centres, radii, mask = (sample.truth[key] for key in ("centres", "radii", "mask"))
    assert len(centres) == len(radii) == 45
    assert np.median(radii) * sample.pixel_size == pytest.approx(5.5, rel=0.2)
    distance = np.hypot(*(centres[:, None] - centres[None]).transpose(2, 0, 1))
    apart = distance / (radii[:, None] + radii) + np.eye(45)
    assert apart.min() > 0.92
    assert (apart < 1).any(), "no particles touch"
    assert mask.sum() == pytest.approx(np.pi * (radii**2).sum(), rel=0.02)
    for (row, column), radius in zip(centres, radii, strict=True):
        middle = sample.image[int(row) - 1 : int(row) + 2, int(column) - 1 : int(column) + 2].mean()
        assert middle / 300 == pytest.approx(np.exp(-2 * radius / 32), rel=0.25)


def test_grating_calibrates_the_magnification():
    sample = samples.make("cross-grating")
    pitch, angle = sample.truth["pitch"], np.deg2rad(sample.truth["angle"])
    peak = strongest_frequency(sample.image.astype(float), at_least=0.01)
    assert 1 / np.linalg.norm(peak) == pytest.approx(pitch, rel=0.01)
    assert 1e6 / (pitch * sample.pixel_size) == pytest.approx(2160)
    # Lines run along the rows or along the columns, turned by the angle.
    directions = [np.array([np.cos(angle), -np.sin(angle)]), np.array([np.sin(angle), np.cos(angle)])]
    assert max(abs(direction @ peak) for direction in directions) / np.linalg.norm(peak) > np.cos(
        np.deg2rad(0.5)
    )


def test_diffraction_spans_five_decades():
    sample = samples.make("diffraction")
    quiet = np.sort(ndimage.gaussian_filter(sample.image.astype(float), 2).ravel())[:1000].mean()
    assert sample.image.max() / quiet > 5e4
    assert np.log10(sample.truth["expected"].max() / sample.truth["expected"].min()) == pytest.approx(
        5, abs=0.3
    )


def test_diffraction_spots_are_where_the_truth_says():
    sample = samples.make("diffraction")
    spots, centre, indices = (sample.truth[key] for key in ("spots", "centre", "indices"))
    near = np.linalg.norm(spots - centre, axis=1) < 140
    for row, column in spots[near]:
        patch = sample.image[int(row) - 7 : int(row) + 9, int(column) - 7 : int(column) + 9].astype(float)
        mass = ndimage.center_of_mass(patch - np.percentile(patch, 20))
        assert np.hypot(mass[0] + int(row) - 7 - row, mass[1] + int(column) - 7 - column) < 1
    reflection = np.linalg.norm(spots[(indices == [1, 1]).all(axis=1)][0] - centre)
    assert reflection * sample.pixel_size == pytest.approx(2 / 0.4078)  # (200) of gold
    assert np.linalg.norm(centre - 256) > 3


def test_beam_stop_hides_the_direct_beam():
    sample = samples.make("diffraction", stop=True)
    hidden = sample.image[sample.truth["stop"]]
    assert hidden.mean() == pytest.approx(1, abs=0.1)
    assert not samples.make("diffraction").truth["stop"].any()


def test_tiles_have_their_course_height():
    sample = samples.make("tiles")
    peak = strongest_frequency(sample.image.astype(float), at_least=0.03)
    assert 1 / np.linalg.norm(peak) == pytest.approx(26, rel=0.02)
    assert abs(np.rad2deg(np.arctan2(-peak[1], peak[0]) % np.pi) - 8) < 1


def test_zone_plate_has_the_frequency_of_its_radius():
    sample = samples.make("zone-plate")
    n, rings = len(sample.image), sample.truth["rings"]
    for offset in (40, 80, 120):
        # A short stretch along the row through the middle: its frequency is 2 K r / n cycles per pixel.
        stretch = sample.image[n // 2, n // 2 + offset - 16 : n // 2 + offset + 16].astype(float)
        spectrum = np.abs(np.fft.rfft((stretch - stretch.mean()) * np.hanning(32), 1024))
        expected = 2 * rings * (offset / (n / 2)) / n
        assert np.argmax(spectrum) / 1024 == pytest.approx(expected, abs=0.006)


def test_no_single_threshold_does_in_uneven_light():
    from skimage.filters import threshold_local, threshold_otsu

    def dice(found: np.ndarray) -> float:
        """Return the overlap of what was found with the truth, 1 for equal masks."""
        return 2 * (found & truth).sum() / (found.sum() + truth.sum())

    sample = samples.make("uneven-light")
    truth = sample.truth["mask"]
    image = ndimage.gaussian_filter(sample.image.astype(float), 1)
    assert dice(image < threshold_otsu(image)) < 0.5
    assert max(dice(image < level) for level in range(20, 400, 5)) < 0.6
    local = threshold_local(image, 101, method="mean")
    assert dice(image < 0.85 * local) > 0.8
    even = ndimage.gaussian_filter(samples.make("nanoparticles").image.astype(float), 1)
    assert dice(even < threshold_otsu(even)) > 0.9


def test_layers_are_four_classes_from_the_substrate_up():
    sample = samples.make("layers")
    classes = sample.truth["classes"]
    assert set(np.unique(classes)) == {0, 1, 2, 3}
    assert (np.diff(classes.astype(int), axis=0) <= 0).all()
    assert (classes[0] == 3).all()
    assert (classes[-1] == 0).all()
    fractions = np.bincount(classes.ravel()) / classes.size
    assert fractions == pytest.approx([0.30, 0.22, 0.22, 0.26], abs=0.03)
