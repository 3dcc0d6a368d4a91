"""What holds for every format: recognition, limits, non-finite values, reduction, messages."""

import contextlib
import io
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import imaging
from imaging.reading import MAX_PIXELS, ImageError, read_image, required_packages
from imaging.reading._reduce import block_mean, reduction


@pytest.mark.parametrize("kind", ["JPEG", "GIF", "BMP", "WEBP"])
def test_other_formats_are_what_pillow_gives(by_pillow, noise, kind):
    from PIL import Image

    colour = np.kron(noise((4, 5, 3), np.uint8), np.ones((8, 8, 1), np.uint8))
    data = by_pillow(colour, kind)
    expected = np.asarray(Image.open(io.BytesIO(data)).convert("RGB")) @ [0.2126, 0.7152, 0.0722]
    np.testing.assert_allclose(read_image(data, "a").array, expected, rtol=1e-6)
    with pytest.raises(ImageError, match=f"^a: this {kind} is damaged or cut off"):
        read_image(data[: len(data) // 2], "a")


@pytest.mark.parametrize("kind", ["JPEG", "BMP"])
def test_grey_stays_grey(by_pillow, kind):
    grey = np.kron(np.arange(20, dtype=np.uint8).reshape(4, 5) * 12, np.ones((8, 8), np.uint8))
    read = read_image(by_pillow(grey, kind), "a")
    assert read.array.dtype == np.uint8
    assert np.abs(read.array.astype(int) - grey).max() <= 3
    assert read.notes == []


def test_jpeg_is_turned_upright(by_pillow):
    from PIL import Image

    exif = Image.Exif()
    exif[0x0112] = 6  # the top of the scene is on the right
    grey = np.zeros((16, 32), np.uint8)
    grey[:, 24:] = 255
    read = read_image(by_pillow(grey, "JPEG", exif=exif), "a.jpg")
    assert read.array.shape == (32, 16)
    assert read.array[-4:].min() > 200
    assert "upright" in read.notes[0]


def test_frames_of_a_gif(by_pillow):
    from PIL import Image

    frames = [Image.fromarray(np.full((4, 5), value, np.uint8)) for value in (10, 200, 90)]
    data = by_pillow(frames[0], "GIF", save_all=True, append_images=frames[1:])
    for number, value in enumerate((10, 200, 90)):
        read = read_image(data, "a.gif", frame=number)
        assert (read.frames, read.array.min(), read.array.max()) == (3, value, value)


def test_content_decides_and_not_the_name(png, tiff, npy, noise):
    image = noise((5, 6), np.uint16)
    for data in (png(image), tiff(image), npy(image)):
        for name in ("a.png", "a.tif", "a.txt", ""):
            np.testing.assert_array_equal(read_image(data, name).array, image)


def test_required_packages(png, tiff, npy, by_pillow, noise):
    image = noise((5, 6), np.uint8)
    assert required_packages(npy(image)) == []
    assert required_packages(tiff(image)) == ["pillow", "tifffile"]
    assert required_packages(tiff(image, byteorder=">", bigtiff=True)) == ["pillow", "tifffile"]
    for data in (png(image), *(by_pillow(image, kind) for kind in ("JPEG", "GIF", "BMP", "WEBP"))):
        assert required_packages(data) == ["pillow"]
    assert required_packages(b"") == required_packages(b"text") == []


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b"Dear students,\nhere is", r"text: 'Dear students, here is'. Allowed are PNG, JPEG"),
        ("Ein Bild für Übungen".encode(), "text: 'Ein Bild für Übungen'"),
        (b"BMW is no bitmap", "text: 'BMW"),
        (bytes(range(128, 160)), "unknown bytes: 80 81 82"),
        (b"\0\0\0\x03" + bytes(50), "Gatan DM3"),
        (b"\0\0\0\x04" + bytes(50), "Gatan DM4"),
        (b"PK\x03\x04" + bytes(50), "ZIP"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89HDF\r\n\x1a\n", "HDF5"),
    ],
)
def test_what_is_no_image_is_named(data, message):
    with pytest.raises(ImageError, match=f"^holiday.png: .*{message}"):
        read_image(data, "holiday.png")


MAGIC = [b"", b"\x89PNG\r\n\x1a\n", b"II*\0", b"MM\0*", b"\x93NUMPY", b"GIF89a"]


@given(st.binary(max_size=200), st.sampled_from(MAGIC))
def test_arbitrary_bytes_give_an_image_or_an_image_error(data, magic):
    with contextlib.suppress(ImageError):
        assert read_image(magic + data, "a").array.ndim == 2


def test_huge_header_is_refused_before_it_is_decoded(png):
    small = png(np.zeros((1, 1), np.uint8))
    header = b"IHDR" + struct.pack(">IIBBBBB", 30000, 30000, 16, 6, 0, 0, 0)
    huge = small[:12] + header + struct.pack(">I", zlib.crc32(header)) + small[33:]
    with pytest.raises(ImageError, match=r"^a.png: 30000 x 30000 pixels are too many: at most 67,108,864"):
        read_image(huge, "a.png")
    assert MAX_PIXELS == 8192**2


def test_pillows_own_limit_is_put_back(png):
    from PIL import Image

    before = Image.MAX_IMAGE_PIXELS
    read_image(png(np.zeros((2, 2), np.uint8)), "a.png")
    with pytest.raises(ImageError):
        read_image(png(np.zeros((2, 2), np.uint8))[:30], "a.png")
    assert before is not None
    assert before == Image.MAX_IMAGE_PIXELS


def test_values_that_are_no_numbers_are_replaced_and_counted(npy):
    array = np.array([[1, 2, np.nan], [np.inf, -np.inf, 6], [np.nan, 3, 0]], np.float32)
    read = read_image(npy(array), "a")
    mean = (1 + 2 + 6 + 3 + 0) / 5
    np.testing.assert_allclose(read.array, [[1, 2, mean], [6, 0, 6], [mean, 3, 0]], rtol=1e-6)
    assert read.notes == [
        "2 of its 9 values were NaN and became the mean, 2.4.",
        "1 of its 9 values were +inf and became the largest finite value, 6.",
        "1 of its 9 values were -inf and became the smallest finite value, 0.",
    ]
    assert read.array.dtype == np.float32


def test_nan_in_a_float_tiff(tiff):
    array = np.full((300, 4), 2, np.float32)
    array[299, 3] = np.nan
    read = read_image(tiff(array), "a.tif")
    assert (read.array == 2).all()
    assert read.notes == ["1 of its 1200 values were NaN and became the mean, 2."]


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_nothing_finite_is_an_error(npy, value):
    with pytest.raises(ImageError, match="none of its 4 values is a finite number"):
        read_image(npy(np.full((2, 2), value)), "a")


@pytest.mark.parametrize("value", [1e200, -1e31, 1.7e308])
def test_magnitudes_beyond_float32_are_refused(npy, value):
    with pytest.raises(ImageError, match="values reach from"):
        read_image(npy(np.array([[0, value], [value, value]])), "a")


@given(
    hnp.arrays(np.uint16, hnp.array_shapes(min_dims=2, max_dims=2, max_side=40)),
    st.integers(1, 45),
)
def test_reduction_is_the_exact_mean_of_blocks(array, k):
    got = block_mean(array, k)
    for i in range(got.shape[0]):
        for j in range(got.shape[1]):
            block = array[i * k : (i + 1) * k, j * k : (j + 1) * k]
            assert got[i, j] == np.float32(block.sum(dtype=np.int64) / block.size)
    assert got.shape == tuple(-(-side // k) for side in array.shape)


@given(st.tuples(st.integers(1, 70000), st.integers(1, 70000)), st.integers(1, 3000))
def test_reduction_is_the_least_that_fits(shape, max_side):
    k = reduction(shape, max_side)
    assert -(-max(shape) // k) <= max_side
    assert k == 1 or -(-max(shape) // (k - 1)) > max_side


def test_large_images_are_reduced_and_it_says_so(tiff, noise):
    image = noise((3000, 4000), np.uint16)
    read = read_image(tiff(image), "a.tif")
    expected = image.astype(np.float64).reshape(1500, 2, 2000, 2).mean(axis=(1, 3))
    np.testing.assert_array_equal(read.array, expected.astype(np.float32))
    assert (read.reduction, read.original_shape) == (2, (3000, 4000))
    assert "from 4000 x 3000 to 2000 x 1500 pixels" in read.notes[-1]


def test_2048_stays_and_2049_does_not(npy):
    assert read_image(npy(np.zeros((3, 2048), np.uint8)), "a").array.shape == (3, 2048)
    read = read_image(npy(np.zeros((3, 2049), np.uint8)), "a")
    assert (read.array.shape, read.reduction) == ((2, 1025), 2)
    assert read_image(npy(np.zeros((1, 5000), np.uint8)), "a").array.shape == (1, 1667)


def test_bytes_like_data(npy):
    data = npy(np.eye(3))
    for form in (bytearray(data), memoryview(data)):
        np.testing.assert_array_equal(read_image(form, "a").array, np.eye(3))


def test_max_side_must_be_positive(npy):
    with pytest.raises(ValueError, match="max_side is 0"):
        read_image(npy(np.eye(3)), "a", max_side=0)


def test_libraries_are_imported_only_when_a_file_needs_them(npy):
    code = (
        "import sys\n"
        "from imaging.reading import read_image\n"
        f"read_image({npy(np.eye(3))!r}, 'a')\n"
        "print(sorted({'PIL', 'tifffile', 'scipy', 'skimage'} & {m.partition('.')[0] for m in sys.modules}))"
    )
    root = Path(imaging.__path__[0]).parent
    run = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
