"""Pairs of points on two figures: dragged, added without a partner, and found."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.scikit_image


def labels(opened, panel):
    """Return the numbers that stand beside the points of a figure."""
    return opened.page.evaluate("""(panel) => {
      const cell = document.querySelector(`[data-panel='${panel}']`);
      const { model } = [...Bokeh.index].find(({ el }) => cell.contains(el));
      const sources = model.renderers.map((renderer) => renderer.data_source.data);
      return sources.filter((data) => data.text).flatMap((data) => [...data.text]);
    }""", panel)


def test_a_dragged_point_moves_the_image(demo):
    opened = demo.go("points-align", "#transform=similarity")
    expect(opened.summary).to_contain_text("Similarity, 6 pairs: residual 0.75 px rms")
    x, y = opened.locate("moving_image", 158.5, 148.3)
    mouse = opened.page.mouse
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + 30, y + 10, steps=5)
    mouse.up()
    expect(opened.summary).to_contain_text("(pair 4)")
    expect(opened.control("moving").get_by_role("button").nth(3)).not_to_have_text(
        "4: row 148.3, column 158.5 px")


def test_a_new_point_bears_its_number_and_waits_for_a_partner(demo):
    opened = demo.go("points-align")
    opened.page.mouse.click(*opened.locate("overlay", 60, 130))
    expect(opened.summary).to_contain_text("1 point has no partner yet: tap in the moving image.")
    assert labels(opened, "overlay") == list("1234567")
    assert labels(opened, "moving_image") == list("123456")
    opened.page.mouse.click(*opened.locate("moving_image", 60, 110))
    expect(opened.summary).to_contain_text("Euclidean, 7 pairs")
    assert labels(opened, "moving_image") == list("1234567")


def test_points_are_found_and_undo_takes_them_back(demo):
    opened = demo.go("points-align", "#transform=similarity")
    opened.page.get_by_role("button", name="Find by SIFT").click()
    expect(opened.summary).to_contain_text("Similarity, 8 pairs: residual 0.", timeout=30_000)
    opened.page.get_by_role("button", name="Undo", exact=True).click()
    expect(opened.summary).to_contain_text("Similarity, 6 pairs: residual 0.75 px rms")


def test_where_none_are_found_it_says_so(demo):
    opened = demo.go("points-align", "#image=edx-haadf&moving_image=edx-gold")
    opened.page.get_by_role("button", name="Find by SIFT").click()
    expect(opened.status).to_contain_text("too few agree on one map: place points by hand", timeout=30_000)


def test_the_table_names_its_rows(demo):
    opened = demo.go("points-align")
    assert opened.panel("parts").get_by_role("rowheader").all_inner_texts() == ["Fit", "True"]
    with opened.page.expect_download() as download:
        opened.panel("parts").get_by_role("button", name="CSV").click()
    head, *rows = download.value.path().read_text("utf-8").splitlines()
    assert head.startswith(",rotation (°),scale_x,")
    assert [row.split(",")[0] for row in rows] == ["Fit", "True"]
    assert float(rows[1].split(",")[1]) == -7


def test_the_matrix_is_read_in_the_place_of_its_parts(demo):
    """Two pairs, half a turn about (64, 64) apart: the table tells that matrix."""
    opened = demo.go("points-align", "#transform=euclidean&static=20,30;90,40&moving=108,98;38,88")
    panel = opened.panel("parts")
    panel.get_by_role("combobox", name="Table").select_option("The map as a matrix")
    assert panel.get_by_role("rowheader").all_inner_texts() == ["x′", "y′", "1"]
    cells = panel.get_by_role("cell")
    expect(cells).to_have_text(["", "-1.000", "0.000", "128.000", "0.000", "-1.000", "128.000",
                                "0.000", "0.000", "1.000"])
    opened.control("transform").locator("select").select_option("translation")
    expect(cells.nth(1)).to_have_text("1.000")
    with opened.page.expect_download() as download:
        panel.get_by_role("button", name="CSV").click()
    assert download.value.suggested_filename == "matrix.csv"
