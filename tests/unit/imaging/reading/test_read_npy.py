import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from imaging.reading import ImageError, read_image

REAL = [np.uint8, np.int8, np.uint16, np.int16, np.uint32, np.int32, np.float32, np.float64]


@given(
    st.sampled_from(REAL).flatmap(
        lambda dtype: hnp.arrays(
            dtype,
            hnp.array_shapes(min_dims=2, max_dims=2, max_side=12),
            elements=st.floats(-(2.0**90), 2.0**90, width=32) if np.dtype(dtype).kind == "f" else None,
        )
    ),
    st.sampled_from("CF"),
    st.sampled_from("<>"),
)
def test_values_arrive_as_they_were(npy, array, order, byte_order):
    stored = np.asarray(array, array.dtype.newbyteorder(byte_order), order=order)
    read = read_image(npy(stored), "a.npy")
    assert read.array.dtype == array.dtype
    assert read.array.flags.c_contiguous
    np.testing.assert_array_equal(read.array, array)
    assert (read.frames, read.frame, read.notes, read.dtype) == (1, 0, [], array.dtype.name)
    assert read.original_shape == array.shape


@pytest.mark.parametrize("shape", [(4, 5, 7), (2, 3, 5, 7), (4, 5, 5)])
def test_leading_axes_are_frames(npy, noise, shape):
    stack = noise(shape, np.uint16)
    flat = stack.reshape(-1, *shape[-2:])
    for frame in (0, 3):
        read = read_image(npy(stack), "a.npy", frame=frame)
        np.testing.assert_array_equal(read.array, flat[frame])
        assert (read.frames, read.frame) == (len(flat), frame)


def test_one_frame_of_a_fortran_ordered_stack(npy, noise):
    stack = np.asfortranarray(noise((3, 4, 5), np.float32))
    np.testing.assert_array_equal(read_image(npy(stack), "a.npy", frame=2).array, stack[2])


def test_three_values_in_the_last_axis_are_colours(npy, noise):
    colours = noise((6, 7, 3), np.uint16)
    read = read_image(npy(colours), "a.npy")
    np.testing.assert_allclose(read.array, colours @ [0.2126, 0.7152, 0.0722], rtol=1e-6)
    assert read.array.dtype == np.float32
    assert read.original_shape == (6, 7, 3)
    assert "luminance" in read.notes[0]


def test_a_stack_of_colour_images(npy, noise):
    stack = noise((2, 6, 7, 3), np.uint8)
    read = read_image(npy(stack), "a.npy", frame=1)
    assert read.frames == 2
    np.testing.assert_allclose(read.array, stack[1] @ [0.2126, 0.7152, 0.0722], rtol=1e-6)


def test_a_last_axis_of_one_is_no_axis(npy, noise):
    image = noise((6, 7, 1), np.uint8)
    np.testing.assert_array_equal(read_image(npy(image), "a.npy").array, image[..., 0])


def test_booleans_become_zero_and_one(npy):
    read = read_image(npy(np.eye(3, dtype=bool)), "a.npy")
    np.testing.assert_array_equal(read.array, np.eye(3))
    assert (read.array.dtype, read.dtype) == (np.uint8, "bool")


def test_complex_values_become_their_modulus(npy):
    read = read_image(npy(np.array([[3 + 4j, 0], [1j, -2]], np.complex64)), "a.npy")
    np.testing.assert_array_equal(read.array, [[5, 0], [1, 2]])
    assert read.array.dtype == np.float32
    assert "modulus" in read.notes[0]


@pytest.mark.parametrize(
    ("array", "dtype", "notes"),
    [
        (np.array([[1, 2**40]]), np.float64, 0),
        (np.array([[1, 2**62 + 1]]), np.float64, 1),
        (np.array([[0.5, -2]], np.float16), np.float32, 0),
        (np.array([[0.5, -2]], np.longdouble), np.float64, 0),
    ],
)
def test_other_number_types_are_widened(npy, array, dtype, notes):
    read = read_image(npy(array), "a.npy")
    assert read.array.dtype == dtype
    np.testing.assert_array_equal(read.array, array.astype(dtype))
    assert len(read.notes) == notes
    assert read.dtype == array.dtype.name


@pytest.mark.parametrize(
    ("array", "message"),
    [
        (np.array([[1, None]]), "holds object"),
        (np.array([["text"]]), "holds <U4"),
        (np.zeros((2, 2), [("x", float)]), r"holds \[\('x'"),
        (np.zeros(9), r"1 axes, shape \(9,\)"),
        (np.array(3.0), r"0 axes, shape \(\)"),
        (np.zeros((0, 4)), r"empty, shape \(0, 4\)"),
        (np.zeros((3, 0, 4)), r"empty, shape \(3, 0, 4\)"),
    ],
)
def test_what_is_no_image_is_refused(npy, array, message):
    with pytest.raises(ImageError, match=f"^a.npy: its array .*{message}"):
        read_image(npy(array), "a.npy")


def test_objects_are_never_unpickled(npy, tmp_path):
    class Trap:
        def __reduce__(self):
            return (tmp_path.joinpath("sprung").write_text, ("",))

    with pytest.raises(ImageError):
        read_image(npy(np.array([[Trap()]])), "a.npy")
    assert not tmp_path.joinpath("sprung").exists()


def test_a_file_cut_off_says_by_how_much(npy):
    data = npy(np.zeros((4, 4)))
    with pytest.raises(ImageError, match="cut off: 11 bytes are missing"):
        read_image(data[:-11], "a.npy")


@pytest.mark.parametrize("size", [7, 9, 30])
def test_a_cut_header_is_refused(npy, size):
    with pytest.raises(ImageError, match="a.npy: its NPY header is damaged"):
        read_image(npy(np.zeros((4, 4)))[:size], "a.npy")


def test_a_huge_array_is_refused_by_its_header_alone(npy):
    header = npy(np.zeros((1, 1), np.uint8)).replace(b"(1, 1), }        ", b"(30000, 30000), }")
    with pytest.raises(ImageError, match="cut off"):
        read_image(header, "a.npy")
    # A file that has all its bytes is refused for its size; the pages of this one are never touched.
    with pytest.raises(ImageError, match="9000 x 9000 pixels are too many"):
        read_image(npy(np.zeros((9000, 9000), np.uint8)), "a.npy")
