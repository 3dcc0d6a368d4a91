import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from imaging.reading import ImageError, read_image

LUMINANCE = np.array([0.2126, 0.7152, 0.0722])
WHITE = 65535


@given(
    hnp.arrays(np.uint16, hnp.array_shapes(min_dims=2, max_dims=2, max_side=11)),
    st.sampled_from([0, 4]),
    st.booleans(),
)
def test_16_bit_grey_is_exact(png, array, filter_type, interlaced):
    read = read_image(png(array, filter_type, interlaced), "a.png")
    np.testing.assert_array_equal(read.array, array)
    assert (read.array.dtype, read.dtype, read.notes) == (np.uint16, "uint16", [])


@given(
    hnp.arrays(np.uint16, st.tuples(st.integers(1, 9), st.integers(1, 9), st.just(3))),
    st.sampled_from([0, 4]),
    st.booleans(),
)
def test_16_bit_colour_keeps_all_bits(png, array, filter_type, interlaced):
    # Reducing and comparing to float32 rounding tells a lost low byte (1 in 256) at once.
    read = read_image(png(array, filter_type, interlaced), "a.png")
    if (array == array[..., :1]).all():
        np.testing.assert_array_equal(read.array, array[..., 0])
    else:
        np.testing.assert_allclose(read.array, array @ LUMINANCE, rtol=1e-6)
    assert read.dtype == "uint16"
    assert read.original_shape == array.shape


@pytest.mark.parametrize("filter_type", [0, 4])
@pytest.mark.parametrize("interlaced", [False, True])
def test_16_bit_alpha_keeps_all_bits(png, noise, filter_type, interlaced):
    for colours in (1, 3):
        array = noise((9, 7, colours + 1), np.uint16)
        read = read_image(png(array, filter_type, interlaced), "a.png")
        value = array[..., :-1] @ (LUMINANCE if colours == 3 else np.ones(1))
        share = array[..., -1] / WHITE
        np.testing.assert_allclose(read.array, value * share + WHITE * (1 - share), rtol=1e-6)
        assert any("white" in note for note in read.notes)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_opaque_alpha_and_equal_colours_leave_the_values_themselves(png, noise, dtype):
    grey = noise((6, 5), dtype)
    opaque = np.full_like(grey, np.iinfo(dtype).max)
    for channels in ([grey, opaque], [grey] * 3, [grey, grey, grey, opaque]):
        read = read_image(png(np.stack(channels, axis=-1)), "a.png")
        np.testing.assert_array_equal(read.array, grey)
        assert read.array.dtype == dtype
        assert len(read.notes) == {2: 1, 3: 1, 4: 2}[len(channels)]


def test_8_bit_grey_and_colour(png, noise):
    grey, colour = noise((6, 5), np.uint8), noise((6, 5, 3), np.uint8)
    np.testing.assert_array_equal(read_image(png(grey), "a.png").array, grey)
    np.testing.assert_allclose(read_image(png(colour, 4), "a.png").array, colour @ LUMINANCE, rtol=1e-6)


def test_palette_gives_its_colours(by_pillow, noise):
    from PIL import Image

    picture = Image.fromarray(noise((6, 5, 3), np.uint8)).quantize(8)
    expected = np.asarray(picture.convert("RGB")) @ LUMINANCE
    np.testing.assert_allclose(read_image(by_pillow(picture, "PNG"), "a.png").array, expected, rtol=1e-6)


def test_transparent_palette_colour_is_white(by_pillow):
    from PIL import Image

    picture = Image.fromarray(np.array([[0, 1]], np.uint8), "P")
    picture.putpalette([10, 10, 10, 20, 20, 20])
    read = read_image(by_pillow(picture, "PNG", transparency=1), "a.png")
    np.testing.assert_array_equal(read.array, [[10, 255]])


def test_one_bit(by_pillow):
    mask = np.eye(5, dtype=bool)
    read = read_image(by_pillow(mask, "PNG"), "a.png")
    np.testing.assert_array_equal(read.array, mask)
    assert (read.array.dtype, read.dtype) == (np.uint8, "bool")


def test_four_bits_are_scaled_and_it_says_so(by_pillow):
    # PNG stores 0 to 15; 15 means white.
    from PIL import Image

    picture = Image.fromarray(np.array([[0, 1, 15]], np.uint8), "P")
    picture.putpalette([17 * (i // 3) for i in range(48)])
    data = by_pillow(picture, "PNG", bits=4)
    grey = bytearray(data)
    assert grey[24] == 4
    read = read_image(data, "a.png")
    np.testing.assert_array_equal(read.array, [[0, 17, 255]])


@pytest.mark.parametrize("shape", [(1, 1), (1, 9), (9, 1)])
def test_thin_images(png, noise, shape):
    image = noise(shape, np.uint16)
    np.testing.assert_array_equal(read_image(png(image), "a.png").array, image)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("channels", [1, 2, 3, 4])
def test_cut_off_anywhere_is_an_error(png, noise, dtype, channels):
    image = noise((40, 30) if channels == 1 else (40, 30, channels), dtype)
    data = png(image)
    for size in (8, 20, 33, 60, len(data) // 2, len(data) - 40):
        with pytest.raises(ImageError, match="^a.png: this PNG is damaged or cut off"):
            read_image(data[:size], "a.png")


def test_damaged_data_is_an_error(png, noise):
    data = bytearray(png(noise((40, 30), np.uint16)))
    data[200:220] = bytes(20)
    with pytest.raises(ImageError, match="^a.png: this PNG is damaged"):
        read_image(bytes(data), "a.png")


def test_there_is_one_frame(png, noise):
    with pytest.raises(ImageError, match="a.png: there is no frame 1, only frame 0"):
        read_image(png(noise((4, 4), np.uint8)), "a.png", frame=1)
