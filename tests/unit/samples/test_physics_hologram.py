"""Holograms have the fringes, the contrast and the noise of their truth, and carry the wave."""
import numpy as np
import pytest

import samples

PLACES = np.indices((512, 512)).astype(float)


def fringes(sample):
    """Return exp(2 pi i k . r) for the true carrier."""
    return np.exp(2j * np.pi * np.tensordot(sample.truth["carrier"], PLACES, 1))


def test_the_carrier_is_the_strongest_peak_beside_the_middle():
    empty = samples.make("hologram", particle=False)
    power = np.abs(np.fft.fft2(empty.image - empty.image.mean()))
    power[:20, :20] = power[:20, -20:] = power[-20:, :20] = power[-20:, -20:] = 0
    row, column = np.unravel_index(power[:, :256].argmax(), (512, 256))
    assert np.hypot(row, column) / 512 == pytest.approx(1 / 6, abs=1 / 512)
    assert np.rad2deg(np.arctan2(row, column)) == pytest.approx(35, abs=0.5)
    np.testing.assert_allclose(empty.truth["carrier"], [row / 512, column / 512], atol=0.6 / 512)


def test_the_visibility_of_an_empty_hologram():
    empty = samples.make("hologram", particle=False)
    envelope = np.exp(-(((PLACES[0] - 256) / 460.8) ** 4))
    sideband = np.mean(empty.image * fringes(empty).conj())
    assert 2 * abs(sideband) / empty.image.mean() == pytest.approx(0.55, abs=0.005)
    assert np.angle(sideband) == pytest.approx(0, abs=0.01)
    assert empty.image.mean() == pytest.approx(200 * envelope.mean(), rel=0.001)


@pytest.mark.parametrize("name", ["hologram", "hologram-vortices"])
def test_expected_counts_are_the_interference_of_two_waves(name):
    """|a exp(i phi) F + 1|^2 holds (1 + a^2) and 2 a cos; partial coherence scales the cosine to V."""
    sample = samples.make(name)
    wave = sample.truth["wave"].astype(complex) * fringes(sample)
    together = np.abs(wave + 1) ** 2
    apart = np.abs(wave) ** 2 + 1
    envelope = np.exp(-(((PLACES[0] - 256) / 460.8) ** 4))
    counts = 200 * envelope * (apart + sample.truth["visibility"] * (together - apart)) / 2
    np.testing.assert_allclose(sample.truth["expected"], counts, rtol=2e-5, atol=1e-2)


@pytest.mark.parametrize("name", ["hologram", "hologram-vortices"])
def test_the_noise_is_poissonian(name):
    sample = samples.make(name)
    scaled = (sample.image - sample.truth["expected"]) / np.sqrt(sample.truth["expected"])
    assert abs(scaled.mean()) < 0.01
    assert scaled.var() == pytest.approx(1, abs=0.02)


def test_the_phase_is_a_bump_on_a_ramp():
    sample = samples.make("hologram")
    truth, wave = sample.truth, sample.truth["wave"]
    assert np.abs(wave).min() == pytest.approx(np.exp(-0.35), abs=1e-3)
    row, column = np.unravel_index(np.abs(wave).argmin(), wave.shape)
    np.testing.assert_array_equal(truth["centre"], [row, column])
    phase = np.unwrap(np.unwrap(np.angle(wave.astype(complex)), axis=1), axis=0)
    phase -= phase[0, 0]
    assert phase[0, -1] == pytest.approx(0.8 * np.pi, rel=0.005)
    assert phase[0, -1] / 511 == pytest.approx(truth["ramp"], rel=0.01)
    assert phase[row, column] - column * truth["ramp"] == pytest.approx(9, abs=1e-3)
    beside = column + round(float(truth["sigma"]))
    assert phase[row, beside] - beside * truth["ramp"] == pytest.approx(9 * np.exp(-0.5), abs=0.05)


def test_its_phase_can_be_rebuilt_from_what_the_browser_gets():
    sample = samples.make("hologram")
    truth = samples.load(samples.export(sample)).truth
    assert "wave" not in truth
    distance2 = np.square(PLACES - truth["centre"][:, None, None]).sum(axis=0)
    phase = truth["peak"] * np.exp(-distance2 / (2 * truth["sigma"] ** 2)) + truth["ramp"] * PLACES[1]
    wave = sample.truth["wave"]
    np.testing.assert_allclose(np.exp(1j * phase) * np.abs(wave), wave, atol=1e-5)


def test_round_each_vortex_the_phase_turns_once():
    truth = samples.make("hologram-vortices").truth
    angle = np.linspace(0, 2 * np.pi, 361)
    for row, column, sense in truth["vortices"]:
        around = truth["wave"][np.rint(row + 30 * np.sin(angle)).astype(int),
                               np.rint(column + 30 * np.cos(angle)).astype(int)]
        turns = np.diff(np.unwrap(np.angle(around))).sum() / (2 * np.pi)
        assert turns == pytest.approx(sense, abs=1e-6)
        assert abs(truth["wave"][round(row), round(column)]) < 0.1
    assert sorted(truth["vortices"][:, 2]) == [-1, 1]
