"""Against the formula written out in float64."""
import numpy as np
import pytest

from imaging.compositing import Layer, alpha_ramp, composite
from imaging.srgb import from_linear, to_linear

GENERATOR = np.random.default_rng(6)
SHAPE = (23, 31)
GREY = GENERATOR.integers(0, 256, SHAPE, np.uint8)
LAYERS = [
    Layer((0.9, 0.62, 0.0), GENERATOR.random(SHAPE, np.float32)),
    Layer((0.2, 0.5, 1.0), GENERATOR.random(SHAPE, np.float32), GENERATOR.integers(0, 256, SHAPE, np.uint8)),
]


def formula(layers, blend, linear):
    decode, encode = (to_linear, from_linear) if linear else (np.asarray, np.asarray)
    below = decode(np.repeat(GREY[..., None] / 255, 3, -1))
    for layer in layers:
        shade = 1.0 if layer.shade is None else layer.shade[..., None] / 255
        front = decode(np.array(layer.colour) * shade)
        alpha = layer.alpha[..., None].astype(float)
        below = alpha * front + (1 - alpha) * below if blend == "over" else below + alpha * front
    return 255 * encode(np.clip(below, 0, 1))


@pytest.mark.parametrize("count", [0, 1, 2])
@pytest.mark.parametrize("blend", ["over", "add"])
@pytest.mark.parametrize("linear", [False, True])
def test_it_is_the_formula(count, blend, linear):
    rgba = composite(GREY, LAYERS[:count], blend, linear)
    assert rgba.dtype == np.uint8
    assert (rgba[..., 3] == 255).all()
    difference = np.abs(rgba[..., :3] - formula(LAYERS[:count], blend, linear))
    assert difference.max() < 0.5 + (0.2 if linear else 1e-3)  # rounding, and the table of linear light


@pytest.mark.parametrize("linear", [False, True])
def test_the_order_matters_for_over_only(linear):
    def both(blend):
        return [composite(GREY, layers, blend, linear) for layers in (LAYERS, LAYERS[::-1])]

    np.testing.assert_allclose(*(a.astype(float) for a in both("add")), atol=1)
    one, other = both("over")
    assert np.abs(one.astype(float) - other).max() > 50


@pytest.mark.parametrize("linear", [False, True])
def test_transparent_and_opaque(linear):
    clear, full = np.zeros(SHAPE, np.float32), np.ones(SHAPE, np.float32)
    rgba = composite(GREY, [Layer((1, 0, 0), clear)], "over", linear)
    np.testing.assert_array_equal(rgba[..., :3], np.repeat(GREY[..., None], 3, -1))
    rgba = composite(GREY, [Layer((1, 0.4, 0), full)], "over", linear)
    assert np.unique(rgba[..., :3].reshape(-1, 3), axis=0).tolist() == [[255, 102, 0]]


def test_half_of_light_is_brighter_than_half_of_levels():
    black, half = np.zeros((1, 1), np.uint8), np.full((1, 1), 0.5, np.float32)
    layer = Layer((1.0, 1.0, 1.0), half)
    assert composite(black, [layer])[0, 0, 0] == 128
    assert composite(black, [layer], linear_light=True)[0, 0, 0] == 188


def test_a_ramp():
    values = np.array([0, 1, 1.5, 2, 2.5, 3, 9])
    np.testing.assert_allclose(alpha_ramp(values, 2, 2), [0, 0, 0.25, 0.5, 0.75, 1, 1])
    np.testing.assert_array_equal(alpha_ramp(values, 2, 0), [0, 0, 0, 0, 1, 1, 1])


def test_arguments():
    with pytest.raises(ValueError, match="the softness is -1"):
        alpha_ramp(np.ones(3), 0, -1)
    with pytest.raises(ValueError, match="blend is 'under'"):
        composite(GREY, [], "under")
