import io
import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from imaging.reading import ImageError, read_image

LUMINANCE = np.array([0.2126, 0.7152, 0.0722])
DEPTHS = [np.uint8, np.int8, np.uint16, np.int16, np.uint32, np.int32, np.float32, np.float64]


@given(
    st.sampled_from([np.uint8, np.uint16, np.int32]).flatmap(
        lambda dtype: hnp.arrays(dtype, hnp.array_shapes(min_dims=2, max_dims=2, max_side=20))
    ),
    st.sampled_from(["none", "deflate"]),
    st.sampled_from(["<", ">"]),
    st.booleans(),
)
def test_values_arrive_as_they_were(tiff, array, compression, byte_order, tiled):
    options = {"tile": (16, 16)} if tiled else {"rowsperstrip": 3}
    data = tiff(array, compression=compression, byteorder=byte_order, **options)
    read = read_image(data, "a.tif")
    np.testing.assert_array_equal(read.array, array)
    assert read.array.dtype == array.dtype
    assert read.notes == []


@pytest.mark.parametrize("dtype", DEPTHS)
@pytest.mark.parametrize("options", [{}, {"compression": "deflate"}, {"bigtiff": True}, {"byteorder": ">"}])
def test_every_depth(tiff, noise, dtype, options):
    image = noise((23, 17), dtype)
    read = read_image(tiff(image, **options), "a.tif")
    np.testing.assert_array_equal(read.array, image)
    assert read.array.dtype == dtype
    assert read.dtype == np.dtype(dtype).name


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_horizontal_predictor(tiff, noise, dtype):
    image = noise((23, 17), dtype)
    data = tiff(image, compression="deflate", predictor=2)
    np.testing.assert_array_equal(read_image(data, "a.tif").array, image)


@pytest.mark.parametrize("compression", ["packbits", "tiff_lzw", "tiff_adobe_deflate", "tiff_deflate"])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.int32, np.float32])
def test_compressions_by_libtiff(by_pillow, noise, compression, dtype):
    image = noise((23, 17), dtype)
    read = read_image(by_pillow(image, "TIFF", compression=compression), "a.tif")
    np.testing.assert_array_equal(read.array, image)
    assert read.array.dtype == dtype


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.int16, np.uint32, np.int32, np.float32])
def test_lzw_at_every_depth(lzw_tiff, noise, dtype):
    image = noise((23, 17), dtype)
    read = read_image(lzw_tiff(image), "a.tif")
    np.testing.assert_array_equal(read.array, image)
    assert read.array.dtype == dtype


def test_lzw_16_bit_colour_keeps_all_bits(lzw_tiff, noise):
    colours = noise((9, 8, 3), np.uint16)
    read = read_image(lzw_tiff(colours), "a.tif")
    np.testing.assert_allclose(read.array, colours @ LUMINANCE, rtol=1e-6)
    assert read.dtype == "uint16"


@pytest.mark.parametrize("dtype", [np.float64, np.float16])
def test_lzw_of_other_depths_is_refused_with_advice(lzw_tiff, noise, dtype):
    name = np.dtype(dtype).name
    with pytest.raises(ImageError, match=f"{name} samples compressed by LZW.*save it uncompressed"):
        read_image(lzw_tiff(noise((9, 8), dtype)), "a.tif")


@pytest.mark.parametrize("planes", ["contig", "separate"])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.float32])
def test_colour_in_pixels_or_planes(tiff, noise, planes, dtype):
    colours = np.abs(noise((9, 8, 3), dtype))
    stored = colours if planes == "contig" else np.moveaxis(colours, -1, 0)
    read = read_image(tiff(stored, photometric="rgb", planarconfig=planes), "a.tif")
    np.testing.assert_allclose(read.array, colours @ LUMINANCE, rtol=1e-6)
    assert read.original_shape == (9, 8, 3)


@pytest.mark.parametrize("kind", ["unassalpha", "assocalpha"])
def test_alpha_over_white(tiff, noise, kind):
    image = noise((9, 8, 4), np.uint16)
    read = read_image(tiff(image, photometric="rgb", extrasamples=[kind]), "a.tif")
    share = image[..., 3] / 65535
    value = image[..., :3] @ LUMINANCE * (share if kind == "unassalpha" else 1)
    np.testing.assert_allclose(read.array, value + 65535 * (1 - share), rtol=1e-6)


def test_channels_without_meaning_are_dropped(tiff, noise):
    image = noise((9, 8, 5), np.uint16)
    data = tiff(image, planarconfig="contig", extrasamples=["unspecified"] * 4)
    read = read_image(data, "a.tif")
    np.testing.assert_array_equal(read.array, image[..., 0])
    assert "4 of its 5 channels" in read.notes[0]


def test_palette(tiff, noise):
    index = noise((9, 8), np.uint8)
    colours = noise((3, 256), np.uint16)
    read = read_image(tiff(index, photometric="palette", colormap=colours), "a.tif")
    np.testing.assert_allclose(read.array, colours.T[index] @ LUMINANCE, rtol=1e-6)


def test_where_zero_is_white_values_are_inverted(tiff):
    image = np.array([[0, 1], [1000, 65535]], np.uint16)
    read = read_image(tiff(image, photometric="miniswhite"), "a.tif")
    np.testing.assert_array_equal(read.array, 65535 - image)
    assert "inverted" in read.notes[0]


def test_one_bit(tiff):
    mask = np.eye(11, dtype=bool)
    read = read_image(tiff(mask), "a.tif")
    np.testing.assert_array_equal(read.array, mask)
    assert read.array.dtype == np.uint8


def test_complex(tiff, noise):
    image = noise((9, 8), np.float32) * np.complex64(1 + 2j)
    read = read_image(tiff(image), "a.tif")
    np.testing.assert_allclose(read.array, np.abs(image), rtol=1e-6)


def test_pages(tiff, noise):
    stack = noise((5, 9, 8), np.uint16)
    for frame in range(5):
        read = read_image(tiff(stack, compression="deflate"), "a.tif", frame=frame)
        np.testing.assert_array_equal(read.array, stack[frame])
        assert (read.frames, read.frame) == (5, frame)


def test_pages_of_different_shapes_and_types(noise):
    import tifffile

    pages = [noise((9, 8), np.uint16), noise((3, 20), np.float32), noise((4, 4, 3), np.uint8)]
    buffer = io.BytesIO()
    with tifffile.TiffWriter(buffer) as file:
        for page, kind in zip(pages, ["minisblack", "minisblack", "rgb"], strict=True):
            file.write(page, photometric=kind)
    for frame, page in enumerate(pages):
        read = read_image(buffer.getvalue(), "a.tif", frame=frame)
        assert (read.frames, read.original_shape, read.dtype) == (3, page.shape, page.dtype.name)
        if page.ndim == 2:
            np.testing.assert_array_equal(read.array, page)


def test_pages_compressed_by_lzw(by_pillow, noise):
    from PIL import Image

    pages = [noise((9, 8), np.uint16) for _ in range(3)]
    rest = [Image.fromarray(page) for page in pages[1:]]
    data = by_pillow(pages[0], "TIFF", compression="tiff_lzw", save_all=True, append_images=rest)
    for frame, page in enumerate(pages):
        np.testing.assert_array_equal(read_image(data, "a.tif", frame=frame).array, page)


def test_only_the_page_asked_for_is_decoded(tiff, noise, monkeypatch):
    import tifffile

    data = tiff(noise((50, 9, 8), np.uint16))
    decoded = []
    original = tifffile.TiffPage.asarray

    def recorded(page, **options):
        decoded.append(page.index)
        return original(page, **options)

    monkeypatch.setattr(tifffile.TiffPage, "asarray", recorded)
    read_image(data, "a.tif", frame=30)
    assert decoded == [30]


def test_a_missing_page_says_what_there_is(tiff, noise):
    data = tiff(noise((3, 9, 8), np.uint16))
    for frame in (-1, 3):
        with pytest.raises(ImageError, match=f"^a.tif: there is no frame {frame}, frames 0 to 2"):
            read_image(data, "a.tif", frame=frame)


@pytest.mark.parametrize("options", [{}, {"compression": "deflate"}, {"tile": (16, 16)}])
def test_cut_off_anywhere_is_an_error(tiff, noise, options):
    data = tiff(noise((60, 50), np.uint16), **options)
    for size in (4, 8, 20, 100, len(data) // 2, len(data) - 1):
        with pytest.raises(ImageError, match=r"^a.tif: this TIFF is .*(cut off|damaged)"):
            read_image(data[:size], "a.tif")


def test_cut_off_with_its_directory_at_the_end(by_pillow, lzw_tiff, noise):
    for data in (lzw_tiff(noise((60, 50), np.uint16)), by_pillow(noise((60, 50), np.uint8), "TIFF")):
        for size in (8, 100, len(data) // 2):
            with pytest.raises(ImageError, match="^a.tif: this TIFF is .*(cut off|damaged)"):
                read_image(data[:size], "a.tif")


def test_damaged_compressed_data_is_an_error(tiff, noise):
    data = bytearray(tiff(noise((60, 50), np.uint16), compression="deflate"))
    data[len(data) // 2 : len(data) // 2 + 50] = bytes(50)
    with pytest.raises(ImageError, match="^a.tif: this TIFF is damaged"):
        read_image(bytes(data), "a.tif")


def test_a_huge_page_is_refused_before_it_is_decoded(tiff):
    huge = tiff(np.zeros((16, 16), np.uint8))
    for tag in (256, 257):  # width and length, one 32-bit number each
        entry = struct.pack("<HHI", tag, 4, 1)
        assert huge.count(entry) == 1
        huge = huge.replace(entry + struct.pack("<I", 16), entry + struct.pack("<I", 30000))
    with pytest.raises(ImageError, match="30000 x 30000 pixels are too many"):
        read_image(huge, "a.tif")


def test_depth_of_a_volume_is_refused(tiff):
    data = tiff(np.zeros((16, 16, 16), np.uint8), volumetric=True, tile=(16, 16, 16))
    with pytest.raises(ImageError, match="16 slices deep"):
        read_image(data, "a.tif")
