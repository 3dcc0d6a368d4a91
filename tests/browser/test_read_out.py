"""The value under the pointer: on every image, for every pixel, what the array holds there."""

import re

import pytest

from browser.opened import LOCATE, Embedded

DEMOS = ("fourier-filtering", "thresholding", "connected-components")
#: Parts of the way down and across an image.
PLACES = [(0.02, 0.97), (0.5, 0.5), (0.31, 0.62), (0.98, 0.01)]


# What the colour bar beside an image shows, once it shows that or 300 frames have passed.
BAR = """([panel, wanted]) => new Promise((resolve) => {
  const cell = document.querySelector(`[data-panel='${panel}']`);
  const view = [...Bokeh.index].find(({ el }) => cell.contains(el));
  const bar = [...view.views.all_views()].find(({ model }) => model.type === "ColorBar");
  let frames = 300;
  const look = () => {
    const { low, high, palette } = bar.model.color_mapper;
    // The text that is drawn, not the title that was asked for.
    const shown = { title: bar._title_view._text_box?.text, ends: [low, high], palette: [...palette] };
    if (JSON.stringify(shown) === JSON.stringify(wanted) || !frames--) resolve(shown);
    else requestAnimationFrame(look);
  };
  look();
})"""


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


def test_a_wave_counts_the_pixels_of_its_hologram(embedded: Embedded, address):
    """It has fewer pixels than the image whose rows and columns the axes show."""
    embedded.page.set_viewport_size({"width": 1280, "height": 800})
    embedded.go(address + "demos/complex-image/?embed")
    arrays = embedded.arrays("picture_extent", "phase", "amplitude")
    x, y, width, height = arrays["picture_extent"]
    rows, columns = arrays["phase"].shape
    row, column = rows // 3, columns // 4
    at = [x + (column + 0.5) / columns * width, y + (row + 0.5) / rows * height]
    embedded.page.mouse.move(*embedded.page.frames[1].evaluate(LOCATE, ["picture", *at]))
    caption = embedded.frame.locator("[data-panel='picture'] figcaption").inner_text()
    place = re.search(r"row (\d+), column (\d+)", caption)
    assert int(place[1]) == pytest.approx(at[1], abs=3)
    assert int(place[2]) == pytest.approx(at[0], abs=3)
    near = arrays["phase"][row - 1 : row + 2, column - 1 : column + 2]
    assert near.min() - 0.01 < float(re.search(r"phase ([-−.\d]+) rad", caption)[1]) < near.max() + 0.01


def test_the_bar_of_ready_made_colours_follows_them(embedded: Embedded, address):
    embedded.go(address + "demos/complex-image/?embed")
    inner = embedded.page.frames[1]
    for state, title in (({"processed": "phase", "map": "cyclic"}, "rad"), ({"map": "linear"}, "rad"),
                         ({"processed": "amplitude"}, "counts"), ({"processed": "unwrapped"}, "rad")):
        embedded.set(**state)
        arrays = embedded.arrays("bar_colours", "bar_ends")
        colours = ["rgb(" + " ".join(map(str, colour[:3])) + ")" for colour in arrays["bar_colours"].tolist()]
        wanted = {"title": title, "ends": arrays["bar_ends"].tolist(), "palette": colours}
        assert inner.evaluate(BAR, ["picture", wanted]) == wanted
