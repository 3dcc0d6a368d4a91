"""The value under the pointer: on every image, for every pixel, what the array holds there."""

import re

import pytest

from browser.opened import LOCATE, Embedded

DEMOS = ("fourier-filtering", "thresholding", "connected-components")
#: Parts of the way down and across an image.
PLACES = [(0.02, 0.97), (0.5, 0.5), (0.31, 0.62), (0.98, 0.01)]


def as_written(value: float, digits: int) -> str:
    """A number as the page writes it."""
    size = abs(value)
    if size and (size >= 1e6 or size < 0.5 * 10**-digits):
        mantissa, exponent = f"{value:.2e}".split("e")
        return f"{mantissa}e{int(exponent)}"
    return f"{value:.{digits}f}"


@pytest.mark.parametrize("name", DEMOS)
def test_every_image_tells_the_value_under_the_pointer(embedded: Embedded, address, name):
    embedded.page.set_viewport_size({"width": 1280, "height": 800})
    embedded.go(f"{address}demos/{name}/?embed")
    inner = embedded.page.frames[1]
    spec = inner.evaluate("JSON.parse(document.getElementById('demo').textContent)")
    arrays = embedded.arrays()
    panels = [panel for panel in spec["panels"] if panel["kind"] == "image"]
    assert panels
    for panel in panels:
        rows, columns = arrays[panel["name"]].shape[:2]
        x, y, width, height = (arrays[panel["extent"]].tolist() if panel.get("extent")
                               else (-0.5, -0.5, columns, rows))
        caption = embedded.frame.locator(f"[data-panel='{panel['name']}'] figcaption")
        for down, across in PLACES:
            row, column = int(down * rows), int(across * columns)
            at = [x + (column + 0.5) / columns * width, y + (row + 0.5) / rows * height]
            embedded.page.mouse.move(*inner.evaluate(LOCATE, [panel["name"], *at]))
            place = re.search(r"row (\d+), column (\d+)", caption.inner_text())
            # A screen pixel may cover several pixels of the image.
            told = int(place[1]), int(place[2])
            assert abs(told[0] - row) <= 2
            assert abs(told[1] - column) <= 2
            for value in panel["readOut"]:
                held = as_written(float(arrays[value["array"]][told]), value["digits"])
                assert f"{value['label']} {held}" in caption.inner_text()
        embedded.page.mouse.move(1, 1)
        assert "row" not in caption.inner_text()


@pytest.mark.scikit_image
def test_a_region_under_the_pointer_shows_its_measurements_and_its_row(embedded: Embedded, address):
    embedded.go(address + "demos/connected-components/?embed")
    inner = embedded.page.frames[1]
    arrays = embedded.arrays("labels", "region", "area", "diameters", "centroid_row", "centroid_column")
    index = int(arrays["area"].argmax())
    row, column = int(arrays["centroid_row"][index]), int(arrays["centroid_column"][index])
    number = int(arrays["region"][index])
    assert arrays["labels"][row, column] == number
    embedded.page.mouse.move(*inner.evaluate(LOCATE, ["image", column, row]))
    caption = embedded.frame.locator("[data-panel='image'] figcaption").inner_text()
    assert f"region {number}" in caption
    assert f"{arrays['area'][index]:.1f} nm²" in caption
    assert f"{arrays['diameters'][index]:.2f} nm" in caption
    chosen = embedded.frame.locator("tr.chosen td").first
    assert chosen.inner_text() == str(number)
