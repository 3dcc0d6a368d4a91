"""A person's own image: by dialog, drop and paste; what arrives, what is said, and what is refused."""

import base64
import io
import re
import struct
import threading
import zlib

import numpy as np
import pytest
import tifffile
from PIL import Image
from playwright.sync_api import expect
from skimage.measure import label, regionprops_table

from browser.faults import held
from browser.opened import Embedded, Opened
from imaging.reading import read_image

ROWS, COLUMNS = 37, 53
RNG = np.random.default_rng(5)
GREY8 = RNG.integers(0, 256, (ROWS, COLUMNS), np.uint8)
GREY16 = RNG.integers(0, 65536, (ROWS, COLUMNS), np.uint16)
FLOAT = RNG.normal(0, 1e-3, (ROWS, COLUMNS)).astype(np.float32)
STACK = np.stack([GREY16, GREY16[::-1], GREY16.T[:ROWS, :ROWS].repeat(2, 1)[:, :COLUMNS]])


def png(array: np.ndarray) -> bytes:
    """Return 16-bit grey, RGB or RGBA as PNG (https://www.w3.org/TR/png-3/); Pillow writes only grey."""
    rows, columns = array.shape[:2]
    colour = {1: 0, 3: 2, 4: 6}[1 if array.ndim == 2 else array.shape[2]]
    lines = b"".join(b"\0" + line.astype(">u2").tobytes() for line in array)
    return png_of(struct.pack(">IIBBBBB", columns, rows, 16, colour, 0, 0, 0), zlib.compress(lines))


def png_of(header: bytes, data: bytes) -> bytes:
    chunks = ((b"IHDR", header), (b"IDAT", data), (b"IEND", b""))
    parts = [struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
             for kind, body in chunks]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def saved(save, *arguments, **options) -> bytes:
    """Return what `save` writes into a file."""
    file = io.BytesIO()
    save(file, *arguments, **options)
    return file.getvalue()


def tiff(array: np.ndarray, **options) -> bytes:
    return saved(tifffile.imwrite, array, **options)


def npy(array: np.ndarray) -> bytes:
    return saved(np.save, array, allow_pickle=True)


@pytest.fixture
def opened(insider: Embedded, address) -> Embedded:
    insider.go(address + "demos/thresholding/?embed")
    return insider


def give(opened: Embedded, name: str, data: bytes) -> None:
    """Open a file by the dialog."""
    opened.frame.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": data})


def arrived(opened: Embedded, name: str, data: bytes) -> np.ndarray:
    """Open a file and return the image that was computed from."""
    before = opened.heard()
    give(opened, name, data)
    assert opened.hear("changed", before)["state"]["image"] == "own"
    expect(opened.frame.locator("[data-control=image] select >> nth=0 >> option:checked")).to_have_text(name)
    return opened.arrays("image")["image"]


@pytest.mark.parametrize(
    ("name", "data", "image"),
    [
        ("grey8.png", saved(Image.fromarray(GREY8).save, format="PNG"), GREY8),
        ("grey16.png", png(GREY16), GREY16),
        ("grey16.tif", tiff(GREY16), GREY16),
        ("float.tif", tiff(FLOAT), FLOAT),
        ("deflated.tif", tiff(GREY16, compression="zlib", predictor=True), GREY16),
        ("float64.npy", npy(FLOAT.astype(np.float64)), FLOAT.astype(np.float64)),
        ("named-wrongly.txt", png(GREY16), GREY16),
        ("one pixel.npy", npy(np.full((1, 1), 3.0)), np.full((1, 1), 3.0)),
        ("one row.npy", npy(np.arange(9.0)[None]), np.arange(9.0)[None]),
        ("one column.tif", tiff(GREY16[:, :1]), GREY16[:, :1]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_values_arrive_as_they_were_recorded(opened, name, data, image):
    shown = arrived(opened, name, data)
    np.testing.assert_array_equal(shown, image)
    assert shown.dtype == image.dtype
    rows, columns = image.shape
    expect(opened.frame.locator(".notes")).to_contain_text(f"{columns} × {rows} px, {image.dtype.name}")


@pytest.mark.parametrize(
    ("name", "data", "tolerance"),
    [
        ("rgb16.png", png(RNG.integers(0, 65536, (ROWS, COLUMNS, 3), np.uint16)), 0),
        ("rgba16.png", png(RNG.integers(0, 65536, (ROWS, COLUMNS, 4), np.uint16)), 0),
        ("rgb8.tif", tiff(RNG.integers(0, 256, (ROWS, COLUMNS, 3), np.uint8), photometric="rgb"), 0),
        # Two builds of a JPEG decoder may round differently.
        ("grey.jpg", saved(Image.fromarray(GREY8).save, format="JPEG", quality=90), 2),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_colour_and_jpeg_arrive_as_cpython_reads_them(opened, name, data, tolerance):
    """The unit tests of imaging.reading say what that has to be."""
    wanted = read_image(data, name)
    shown = arrived(opened, name, data)
    assert shown.dtype == wanted.array.dtype
    difference = np.abs(shown.astype(np.float64) - wanted.array)
    limit = tolerance or 1e-6 * float(wanted.array.max())
    assert difference.max() <= limit
    for note in wanted.notes:
        expect(opened.frame.locator(".notes")).to_contain_text(note)


def test_a_stack_asks_for_the_frame(opened):
    stack = tiff(STACK, photometric="minisblack")
    np.testing.assert_array_equal(arrived(opened, "stack.tif", stack), STACK[0])
    frames = opened.frame.get_by_label(re.compile("Frame"))
    expect(opened.frame.locator(".frames")).to_contain_text("of 3")
    for wanted, shown in ((2, 2), (3, 3), (99, 3), (0, 1)):
        before = opened.heard()
        frames.fill(str(wanted))
        frames.press("Enter")
        opened.hear("changed", before)
        expect(frames).to_have_value(str(shown))
        np.testing.assert_array_equal(opened.arrays("image")["image"], STACK[shown - 1])


def test_a_large_image_is_reduced_and_the_page_says_so(opened):
    large = np.add.outer(np.arange(2000) % 251, np.arange(3000) % 127).astype(np.uint16)
    shown = arrived(opened, "large.tif", tiff(large))
    wanted = large.reshape(1000, 2, 1500, 2).mean((1, 3))
    np.testing.assert_allclose(shown, wanted, rtol=1e-6)
    expect(opened.frame.locator(".notes")).to_contain_text("reduced from 3000 x 2000 to 1500 x 1000 pixels")


def test_nan_and_infinity_are_replaced_and_the_page_says_so(opened):
    image = FLOAT.copy()
    image[0, 0], image[1, 1], image[2, 2] = np.nan, np.inf, -np.inf
    shown = arrived(opened, "holes.tif", tiff(image))
    finite = image[np.isfinite(image)]
    np.testing.assert_array_equal(shown[np.isfinite(image)], finite)
    wanted = [finite.mean(dtype=np.float64), finite.max(), finite.min()]
    np.testing.assert_allclose(shown.diagonal()[:3], wanted, rtol=1e-5)
    for text in ("NaN and became the mean", "+inf and became the largest", "-inf and became the smallest"):
        expect(opened.frame.locator(".notes")).to_contain_text(text)


HUGE = png_of(struct.pack(">IIBBBBB", 30_000, 30_000, 8, 0, 0, 0, 0), zlib.compress(bytes(100)))


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("text.png", b"Dear diary, I renamed a file. " * 9, "not an image that can be read here but text"),
        ("cut.tif", tiff(GREY16)[:1500], "cut off"),
        ("empty.png", b"", "the file is empty"),
        ("huge.png", HUGE, "30000 x 30000 pixels are too many"),
        ("objects.npy", npy(np.array([[1, "a"]], object)), "its array holds object"),
        ("nothing.npy", npy(np.full((5, 5), np.nan)), "none of its 25 values is a finite number"),
        ("noise.jpg", RNG.bytes(5000), "not an image that can be read here"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_what_is_no_image_is_refused_and_the_old_one_stays(opened, name, data, reason):
    before = arrived(opened, "good.tif", tiff(FLOAT))
    give(opened, name, data)
    status = opened.frame.locator("#status")
    expect(status).to_contain_text(f"{name}: ")
    expect(status).to_contain_text(reason)
    expect(status).to_contain_text("The image stays as it was.")
    expect(status).to_have_attribute("data-kind", "error")
    assert opened.ask("getState")["state"]["image"] == "own"
    opened.set(level=0.3)
    np.testing.assert_array_equal(opened.arrays("image")["image"], before)


# Drop and paste carry their files in an object that only a script can make.
TRANSFER = """
  ([kind, name, base64]) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([Uint8Array.fromBase64(base64)], name));
    const event = kind === "drop"
      ? new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true })
      : new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true });
    document.body.dispatchEvent(event);
    return event.defaultPrevented;
  }
"""


@pytest.mark.parametrize("kind", ["drop", "paste"])
def test_drop_and_paste(opened, kind):
    before = opened.heard()
    inner = opened.page.frames[1]
    assert inner.evaluate(TRANSFER, [kind, "mine.tif", base64.b64encode(tiff(FLOAT)).decode()])
    assert opened.hear("changed", before)["state"]["image"] == "own"
    np.testing.assert_array_equal(opened.arrays("image")["image"], FLOAT)


def test_dropped_text_is_none_of_our_business(opened):
    """A link or a word that is dropped goes where the browser wants it."""
    assert not opened.page.frames[1].evaluate(
        """() => {
          const transfer = new DataTransfer();
          transfer.setData("text/plain", "a word");
          const event = new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true });
          document.body.dispatchEvent(event);
          return event.defaultPrevented;
        }""")


def test_an_image_that_is_opened_before_python_is_there_waits(page, own_server, tmp_path):
    answer = threading.Event()
    own_server.faults["kernel/worker.js"] = held(answer)
    demo = Opened(page, own_server.url).go("every-control", stage="painted")
    path = tmp_path / "early.npy"
    np.save(path, FLOAT)
    demo.page.locator("input[type=file]").set_input_files(path)
    expect(demo.status).to_contain_text("Reading early.npy")
    answer.set()
    demo.wait("live")
    demo.expect_state(image="own")


def test_low_pass_and_high_pass_add_up_to_the_image(insider, address):
    rows, columns = np.mgrid[:601, :799]
    waves = np.sin(rows / 7) * np.cos(columns / 23)
    image = (waves + RNG.normal(0, 0.3, waves.shape) + 100).astype(np.float32)
    insider.go(address + "demos/fourier-filtering/?embed")
    np.testing.assert_array_equal(arrived(insider, "odd.tif", tiff(image)), image)
    for soft in (0, 20):
        parts = []
        for mode in ("low", "high"):
            insider.set(mode=mode, radius=40, soft=soft)
            parts.append(insider.arrays("filtered")["filtered"])
        assert np.abs(parts[0] + parts[1] - image).max() <= 1e-4 * np.ptp(image)
        assert np.ptp(parts[0]) > 0.1 * np.ptp(image)  # not all in one of them
        assert np.ptp(parts[1]) > 0.1 * np.ptp(image)


def regions_image() -> np.ndarray:
    """Bright disks on an uneven ground, in 16 bit."""
    rows, columns = np.mgrid[:301, :402]
    image = 3000 + 5 * columns + RNG.normal(0, 60, rows.shape)
    for row, column, radius in ((50, 60, 20), (120, 200, 33), (240, 90, 12), (200, 330, 41), (10, 300, 25)):
        image[np.hypot(rows - row, columns - column) < radius] += 20_000
    return image.astype(np.uint16)


@pytest.mark.scikit_image
@pytest.mark.parametrize("image", ["nanoparticles", "coins", "uneven-light", "own"])
def test_labels_and_areas_are_those_of_scikit_image(insider, address, image):
    """From the mask on, the regions are what scikit-image on this machine finds."""
    insider.go(address + "demos/connected-components/?embed")
    chosen = {"dark": image not in ("coins", "own"), "whole": False, "min_area": 0}
    if image == "own":
        disks = regions_image()
        np.testing.assert_array_equal(arrived(insider, "disks.tif", tiff(disks)), disks)
    else:
        chosen["image"] = image
    for corners in (True, False):
        insider.set(corners=corners, pixel_size=1, **chosen)
        found = insider.arrays("mask", "labels", "region", "area")
        wanted = label(found["mask"], connectivity=2 if corners else 1)
        assert wanted.max() > 3
        np.testing.assert_array_equal(found["labels"], wanted)
        table = regionprops_table(wanted, properties=("label", "area"))
        areas = dict(zip(table["label"].tolist(), table["area"].tolist(), strict=True))
        assert len(found["region"]) >= min(100, len(areas))
        assert found["area"].tolist() == [areas[number] for number in found["region"].tolist()]
