"""Colours of pixels against the mapping written down in float64."""
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from livedemo.display import Display

GREYS = [f"#{i:02x}{i:02x}{i:02x}" for i in range(256)]
GREY = Display("a", GREYS)
#: What imaging.reading lets through is at most 1e30.
floats = {np.float32: st.floats(-(2.0**99), 2.0**99, width=32), np.float64: st.floats(-1e30, 1e30)}


def arrays(dtype):
    elements = floats.get(dtype)
    return hnp.arrays(dtype, hnp.array_shapes(min_dims=2, max_dims=2, max_side=9), elements=elements)


def channels(rgba):
    """Return the bytes as the browser reads them, shape (rows, columns, 4)."""
    assert rgba.dtype == np.uint32
    assert rgba.flags.c_contiguous
    return rgba.view(np.uint8).reshape(*rgba.shape, 4)


def assert_mapped(values, pixels, low, high):
    """A value a fraction f between the limits has the colour floor(256 f); rounding may move it at a step."""
    position = (values.astype(np.float64) - low) / (high - low) * 256
    index = pixels[..., 0].astype(np.float64)
    assert (index >= np.clip(np.floor(position - 1e-3), 0, 255)).all()
    assert (index <= np.clip(np.floor(position + 1e-3), 0, 255)).all()
    assert (pixels[..., 3] == 255).all()


@pytest.mark.parametrize("dtype", [np.uint8, np.int8, np.uint16, np.int16, np.uint32, np.int32, np.int64,
                                   np.float32, np.float64])
@given(data=st.data())
def test_values_between_their_own_limits(dtype, data):
    values = data.draw(arrays(dtype))
    rgba, (low, high) = GREY.rgba(values)
    assert low == values.min()
    assert high == values.max() or (values.min() == values.max() and high > low)
    assert_mapped(values, channels(rgba), low, high)


@given(arrays(np.uint8), st.integers(0, 200), st.integers(1, 100))
def test_values_between_given_limits(values, low, span):
    rgba, limits = Display("a", GREYS, low, low + span).rgba(values)
    assert limits == (low, low + span)
    assert_mapped(values, channels(rgba), *limits)


def test_a_small_difference_far_from_zero_is_seen():
    values = np.array([[2**31, 2**31 + 3]], np.uint32)
    assert channels(GREY.rgba(values)[0])[0, :, 0].tolist() == [0, 255]


@pytest.mark.parametrize("value", [0, -3, 255, 1e29, -1e29])
def test_a_constant_array_has_the_first_colour(value):
    rgba, (low, high) = GREY.rgba(np.full((2, 3), value, np.float32))
    assert high > low
    assert not channels(rgba)[..., :3].any()


def test_a_mask_has_the_first_and_the_last_colour():
    display = Display("m", ["#102030", "#405060", "#708090a0"])
    rgba, limits = display.rgba(np.array([[False, True]]))
    assert channels(rgba).tolist() == [[[0x10, 0x20, 0x30, 255], [0x70, 0x80, 0x90, 0xA0]]]
    assert limits == (0.0, 1.0)


@pytest.mark.parametrize("value", [False, True])
def test_an_even_mask_keeps_its_colour(value):
    rgba, _ = Display("m", GREYS).rgba(np.full((2, 2), value))
    assert (channels(rgba)[..., 0] == 255 * value).all()


def test_ready_made_colours_pass_unchanged():
    values = np.random.default_rng(0).integers(0, 256, (5, 7, 4), np.uint8)
    for given_ in (values, np.asfortranarray(values), values[::-1]):
        rgba, _ = GREY.rgba(given_)
        np.testing.assert_array_equal(channels(rgba), given_)


def test_a_table_made_before_gives_the_same():
    values = np.arange(12.0).reshape(3, 4)
    np.testing.assert_array_equal(GREY.coloured(values, GREY.table()).rgba(), GREY.rgba(values)[0])


@given(arrays(np.float32), st.floats(0.1, 9))
def test_limits_may_follow_zero_or_the_spread(values, sigmas):
    low, high = Display("a", GREYS, automatic="symmetric").limits(values)
    assert low == -high or not values.any()
    assert high >= np.abs(values).max()
    low, high = Display("a", GREYS, automatic="sigmas", sigmas=sigmas).limits(values)
    wide = values.astype(float)
    if np.ptp(wide) > 1e-5 * np.abs(wide).max():
        want = np.clip(wide.mean() + np.array([-sigmas, sigmas]) * wide.std(), wide.min(), wide.max())
        np.testing.assert_allclose([low, high], want, rtol=1e-6, atol=1e-6 * np.ptp(wide))


@pytest.mark.parametrize(("arguments", "told"), [
    ({"automatic": "best"}, "'best': expected range, symmetric, sigmas"),
    ({"colours": GREYS[:1]}, "1 colours: expected 2 to 256"), ({"colours": GREYS + GREYS}, "512 colours"),
])
def test_a_display_that_cannot_be(arguments, told):
    with pytest.raises(ValueError, match=told):
        Display(**{"array": "a", "colours": GREYS} | arguments)


def test_pixels_that_must_not_be_blended():
    few = Display("a", GREYS[:3])
    assert few.exact(np.zeros((2, 2)))
    assert GREY.exact(np.zeros((2, 2), bool))
    assert GREY.exact(np.zeros((2, 2, 4), np.uint8))
    assert not GREY.exact(np.zeros((2, 2)))


def test_what_is_described_can_be_read():
    display = Display("a", ("#000000", "#ffffff80"), low=-1.0)
    assert Display.read(display.describe()).describe() == display.describe()
