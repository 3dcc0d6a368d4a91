"""Phases against scikit-image, numpy and waves whose zeros are known."""
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import ndimage
from skimage.restoration import unwrap_phase

from imaging.colour_maps import colour_map
from imaging.phases import (
    Wave,
    along,
    compared,
    inner,
    residues,
    strongest_residues,
    unwrapped,
    wave_colours,
    wrapped,
)
from imaging.srgb import to_linear

ROW, COLUMN = np.indices((90, 110)).astype(float)
HILLS = (9 * np.exp(-((ROW - 40) ** 2 + (COLUMN - 60) ** 2) / 500) - 0.11 * ROW + 0.2 * COLUMN
         + np.random.default_rng(1).normal(0, 0.1, ROW.shape))


def vortex(row, column, sense):
    return np.hypot(ROW - row, COLUMN - column) * np.exp(1j * sense * np.arctan2(ROW - row, COLUMN - column))


@given(st.floats(-50, 50))
def test_wrapping_is_the_angle_on_the_circle(phase):
    got = wrapped(np.array(phase))
    assert abs(got) <= np.pi
    assert np.exp(1j * got) == pytest.approx(np.exp(1j * phase))


def test_a_smooth_phase_comes_back():
    got = unwrapped(wrapped(HILLS))
    difference = got - HILLS
    np.testing.assert_allclose(difference, difference[0, 0], atol=1e-9)
    assert difference[0, 0] / (2 * np.pi) == pytest.approx(round(difference[0, 0] / (2 * np.pi)), abs=1e-9)
    assert abs(np.median(got)) <= np.pi


def test_it_is_scikit_images_but_for_whole_turns():
    noisy = wrapped(HILLS)
    difference = (unwrapped(noisy) - unwrap_phase(noisy, rng=3)) / (2 * np.pi)
    np.testing.assert_allclose(difference, np.round(difference.mean()), atol=1e-9)


def joined(phase):
    """Herraez's algorithm in Python: join neighbours, those with the smallest second differences first."""
    def wrap(x):
        return np.angle(np.exp(1j * x))

    continued = np.pad(phase, 1, "reflect", reflect_type="odd")
    middle, rough = continued[1:-1, 1:-1], 0
    for down, right in ((0, 1), (1, 0), (1, 1), (1, -1)):
        after, before = (np.roll(continued, (-s * down, -s * right), (0, 1))[1:-1, 1:-1] for s in (1, -1))
        rough = rough + (wrap(before - middle) - wrap(middle - after)) ** 2
    places = list(np.ndindex(phase.shape))
    pairs = [(p, (p[0] + d, p[1] + r)) for p in places for d, r in ((0, 1), (1, 0))
             if p[0] + d < phase.shape[0] and p[1] + r < phase.shape[1]]
    result, group = phase.copy(), {p: [p] for p in places}
    for one, other in sorted(pairs, key=lambda pair: rough[pair[0]] + rough[pair[1]]):
        if group[one] is not group[other]:
            turns = np.round((result[one] - result[other]) / (2 * np.pi))
            for p in group[other]:
                result[p] += 2 * np.pi * turns
            group[one].extend(group[other])
            group |= dict.fromkeys(group[other], group[one])
    return result


@pytest.mark.parametrize("seed", [1, 2, 77])
def test_chance_decides_nothing(seed):
    """scikit-image joins the pixels of the border at random; and in 0.25 its seed does not settle how."""
    noise = np.random.default_rng(seed).uniform(-np.pi, np.pi, (22, 25))
    assert np.abs(residues(noise)).sum() > 100
    expected = joined(noise)
    for _ in range(10):
        turns = (unwrapped(noise) - expected) / (2 * np.pi)
        np.testing.assert_allclose(turns, np.round(turns[0, 0]), atol=1e-9)


@pytest.mark.parametrize("shape", [(1, 1), (1, 9), (9, 1), (2, 2), (3, 2)])
def test_small_pictures_too(shape):
    phase = wrapped(np.arange(np.prod(shape), dtype=float).reshape(shape) * 0.9)
    got = unwrapped(phase)
    assert got.shape == shape
    np.testing.assert_allclose(wrapped(got - phase), 0, atol=1e-12)
    if 1 in shape:
        np.testing.assert_allclose(np.diff(got.ravel()), 0.9, rtol=1e-9)
    assert residues(phase).shape == (shape[0] - 1, shape[1] - 1)


def test_residues_are_the_zeros_of_a_wave():
    wave = vortex(30.2, 25.7, 1) * vortex(60.6, 80.1, -1) * vortex(70.5, 20.5, 1)
    found = residues(np.angle(wave))
    assert found.dtype == np.int8
    assert {(r, c): found[r, c] for r, c in np.argwhere(found)} == {(30, 25): 1, (60, 80): -1, (70, 20): 1}
    assert not residues(wrapped(HILLS)).any()


def test_they_sum_to_the_turns_round_the_border():
    noise = np.random.default_rng(6).uniform(-np.pi, np.pi, (30, 40))
    border = np.concatenate([noise[0, :-1], noise[:-1, -1], noise[-1, :0:-1], noise[:0:-1, 0]])
    turns = np.sum(np.angle(np.exp(1j * (np.roll(border, -1) - border)))) / (2 * np.pi)
    assert residues(noise).sum(dtype=int) == round(turns)


def test_the_residues_in_the_strongest_wave_come_first():
    wave = vortex(30.2, 25.7, 1) * vortex(60.6, 80.1, -1) * np.where(COLUMN > 50, 10, 1)
    found = residues(np.angle(wave))
    positive, negative = strongest_residues(found, np.abs(wave), 10)
    np.testing.assert_array_equal(positive, [[30.5], [25.5]])
    np.testing.assert_array_equal(negative, [[60.5], [80.5]])
    strong = strongest_residues(found, np.abs(wave), 1)
    assert [places.shape[1] for places in strong] == [0, 1]
    assert [places.shape for places in strongest_residues(found, np.abs(wave), 0)] == [(2, 0), (2, 0)]


def test_a_truth_is_compared_without_its_constant_and_the_border():
    error = np.random.default_rng(7).normal(0, 0.03, HILLS.shape)
    error[:5] = 50
    aligned, rms = compared(HILLS + error, HILLS + 2.5, 0.1)
    assert rms == pytest.approx(0.03, rel=0.05)
    np.testing.assert_allclose(aligned, HILLS, atol=0.002)
    assert inner(HILLS, 0.1).shape == (72, 88)
    assert inner(HILLS[:1, :5], 0.1).shape == (1, 5)


def test_along_a_line_the_wave_is_interpolated_and_never_its_phase():
    wave = np.exp(1j * wrapped(HILLS))
    smooth = 0.3 * COLUMN - 0.1
    places = np.array([np.full(200, 40.3), np.linspace(2, 100, 200)])
    short, long = along(wave, unwrapped(np.angle(wave)), smooth, places)
    np.testing.assert_allclose(wrapped(long - short), 0, atol=1e-9)
    assert np.abs(short).max() <= np.pi
    true = ndimage.map_coordinates(HILLS + smooth, places, order=1)
    difference = long - true
    np.testing.assert_allclose(difference, np.round(difference[0] / (2 * np.pi)) * 2 * np.pi, atol=0.02)


def test_a_wave_holds_what_the_functions_say():
    array = vortex(30.2, 25.7, 1) * np.exp(0.1j * ROW)
    wave = Wave.of(array)
    assert wave.array is array
    np.testing.assert_allclose(wave.amplitude, np.hypot(array.real, array.imag), rtol=1e-6)
    np.testing.assert_array_equal(wave.residues, residues(np.angle(array)))
    np.testing.assert_allclose(np.exp(1j * wave.unwrapped) * wave.amplitude, array, rtol=1e-5)


def test_the_hue_of_a_wave_is_its_phase():
    angles = np.linspace(-np.pi, np.pi, 256, endpoint=False) + np.pi / 256
    colours = wave_colours(np.exp(1j * angles)[None], 1.0)
    np.testing.assert_array_equal(colours[0], colour_map("cyclic"))
    closed = wave_colours(np.exp(1j * np.array([[-np.pi + 1e-9, np.pi - 1e-9]])), 1.0)[0].astype(int)
    assert np.abs(closed[0] - closed[1]).max() <= 3
    assert (wave_colours(np.exp(1j * angles)[None] * 5, 1.0) == colours).all()


def test_the_lightness_of_a_wave_is_its_amplitude():
    amplitudes = np.linspace(0.2, 1, 9)
    colours = wave_colours(amplitudes[None] * np.exp(0.4j), 1.0)[0]
    light = to_linear(colours[:, :3] / 255)
    # Cubic roots of light, as in Oklab; 8 bits are few where it is dark.
    np.testing.assert_allclose(np.cbrt(light / light[-1]), amplitudes[:, None] * [1, 1, 1], atol=0.02)
    assert (colours[:, 3] == 255).all()
    assert wave_colours(np.zeros((2, 3), complex), 0.0)[..., :3].max() == 0
