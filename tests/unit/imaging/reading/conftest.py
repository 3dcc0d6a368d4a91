"""Files to read, encoded by hand or by a library other than the one that reads them."""

import io
import struct
import zlib

import numpy as np
import pytest


def encode_npy(array):
    """Return an array as an NPY file."""
    buffer = io.BytesIO()
    np.save(buffer, array)
    return buffer.getvalue()


def encode_tiff(array, **options):
    """Return an array as a TIFF file by tifffile, grey unless `photometric` says otherwise."""
    import tifffile

    buffer = io.BytesIO()
    tifffile.imwrite(buffer, array, **{"photometric": "minisblack"} | options)
    return buffer.getvalue()


def encode_pillow(array, kind, mode=None, **options):
    """Return an array as a file by Pillow."""
    from PIL import Image

    picture = array if isinstance(array, Image.Image) else Image.fromarray(array)
    buffer = io.BytesIO()
    (picture.convert(mode) if mode else picture).save(buffer, kind, **options)
    return buffer.getvalue()


def encode_png(array, filter_type=0, interlaced=False):
    """Return an array of uint8 or uint16, (rows, columns[, channels]), as a PNG file by the specification.

    https://www.w3.org/TR/png-3/
    """
    channels = array.shape[2] if array.ndim == 3 else 1
    rows, columns = array.shape[:2]
    samples = array.astype(array.dtype.newbyteorder(">"))
    colour_type = {1: 0, 2: 4, 3: 2, 4: 6}[channels]
    header = struct.pack(">IIBBBBB", columns, rows, array.itemsize * 8, colour_type, 0, 0, int(interlaced))
    # Adam7: first row and column of each pass, then its steps down and across.
    adam7 = ["0088", "0488", "4084", "0244", "2042", "0122", "1021"] if interlaced else ["0011"]
    passes = [samples[r::down, c::across] for r, c, down, across in (map(int, steps) for steps in adam7)]
    body = b"".join(_filtered(part, filter_type, channels * array.itemsize) for part in passes if part.size)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(body)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _filtered(part, filter_type, pixel_bytes):
    """Return the scan lines of a pass, unfiltered (0) or Paeth-filtered (4)."""
    lines = np.frombuffer(part.tobytes(), np.uint8).reshape(len(part), -1).astype(int)
    if filter_type == 4:
        padded = np.pad(lines, ((1, 0), (pixel_bytes, 0)))
        left, above, corner = padded[1:, :-pixel_bytes], padded[:-1, pixel_bytes:], padded[:-1, :-pixel_bytes]
        guess = left + above - corner
        near = [abs(guess - neighbour) for neighbour in (left, above, corner)]
        paeth = np.where(
            (near[0] <= near[1]) & (near[0] <= near[2]), left, np.where(near[1] <= near[2], above, corner)
        )
        lines = (lines - paeth) % 256
    return np.insert(lines, 0, filter_type, axis=1).astype(np.uint8).tobytes()


def encode_lzw_tiff(array):
    """Return an array, grey or RGB, as a little-endian TIFF with one LZW strip.

    The strip uses no table: every byte is a 9-bit literal, and clear codes come before the code would grow.
    """
    channels = array.shape[2] if array.ndim == 3 else 1
    rows, columns = array.shape[:2]
    data = array.astype(array.dtype.newbyteorder("<")).tobytes()
    codes = [code for start in range(0, len(data), 250) for code in (256, *data[start : start + 250])] + [257]
    bits = "".join(f"{code:09b}" for code in codes)
    strip = int(bits.ljust(-(-len(bits) // 8) * 8, "0"), 2).to_bytes(-(-len(bits) // 8), "big")
    sample_format = {"u": 1, "i": 2, "f": 3}[array.dtype.kind]
    bit_depth = 8 * array.itemsize
    entries = [
        (256, 4, 1, columns),
        (257, 4, 1, rows),
        (258, 3, channels, bit_depth),
        (259, 3, 1, 5),
        (262, 3, 1, 1 if channels == 1 else 2),
        (273, 4, 1, 8),
        (277, 3, 1, channels),
        (278, 4, 1, rows),
        (279, 4, 1, len(strip)),
        (339, 3, 1, sample_format),
    ]
    strip += b"\0" * (len(strip) % 2)
    deep_offset = 8 + len(strip)
    table = struct.pack("<H", len(entries))
    for tag, kind, count, value in entries:
        table += struct.pack("<HHII", tag, kind, count, deep_offset if count > 1 else value)
    depths = struct.pack("<3H", *[bit_depth] * 3) + b"\0\0"
    return b"II*\0" + struct.pack("<I", deep_offset + len(depths)) + strip + depths + table + bytes(4)


@pytest.fixture(scope="session")
def npy():
    return encode_npy


@pytest.fixture(scope="session")
def tiff():
    return encode_tiff


@pytest.fixture(scope="session")
def lzw_tiff():
    return encode_lzw_tiff


@pytest.fixture(scope="session")
def png():
    return encode_png


@pytest.fixture(scope="session")
def by_pillow():
    return encode_pillow


@pytest.fixture
def noise():
    """Random values of any shape and type, over the whole range of integers."""
    generator = np.random.default_rng(7)

    def make(shape, dtype):
        dtype = np.dtype(dtype)
        if dtype.kind == "f":
            return generator.normal(size=shape).astype(dtype)
        limits = np.iinfo(dtype)
        return generator.integers(limits.min, limits.max, shape, dtype, endpoint=True)

    return make
