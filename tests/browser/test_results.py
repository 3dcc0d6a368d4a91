"""What is behind a figure: its numbers as tables, and one file with all that it takes to repeat it."""

import csv
import hashlib
import io
import json
import re
import zipfile

import numpy as np
import pytest
from playwright.sync_api import expect

from browser.opened import Embedded, Opened
from browser.test_images import FLOAT, arrived, npy
from sitebuild.supply import PYODIDE


def open_panel(page, name: str):
    """Open a panel from the settings, which a frame has too; return it."""
    page.get_by_role("button", name="Settings").click()
    page.locator("#settings-panel").get_by_role("button", name=name, exact=True).click()
    panel = page.locator(f"#{name.lower()}-panel")
    expect(panel).to_be_visible()
    return panel


def saved(opened: Embedded, own: bool = False) -> zipfile.ZipFile:
    panel = open_panel(opened.frame, "Results")
    if own:
        panel.get_by_role("switch", name="Put my own image in").check()
    with opened.page.expect_download() as download:
        panel.get_by_role("button", name="Save as ZIP").click()
    file = zipfile.ZipFile(io.BytesIO(download.value.path().read_bytes()))
    assert file.testzip() is None
    panel.get_by_role("button", name="Close").click()
    return file


def parameters(file: zipfile.ZipFile) -> dict:
    return json.loads(file.read("parameters.json"))


@pytest.mark.scikit_image
def test_the_file_has_arrays_tables_and_figures(insider, address):
    insider.go(address + "demos/connected-components/?embed")
    insider.set(threshold=0.4)
    file = saved(insider)
    for name, array in insider.arrays().items():
        loaded = np.load(io.BytesIO(file.read(f"arrays/{name}.npy")), allow_pickle=False)
        assert loaded.dtype == array.dtype
        np.testing.assert_array_equal(loaded, array)
        assert parameters(file)["arrays"][name] == {"shape": list(array.shape), "dtype": array.dtype.name}
    assert file.read("figure.png").startswith(b"\x89PNG")
    areas = insider.arrays("area")["area"]
    rows = list(csv.DictReader(io.StringIO(file.read("tables/regions.csv").decode())))
    column = next(name for name in rows[0] if name.startswith("area"))
    assert [float(row[column]) for row in rows] == pytest.approx(areas.tolist())


def test_the_link_in_it_shows_the_same_again(insider, address):
    insider.go(address + "demos/thresholding/?embed")
    told = insider.set(level=0.31, blur=2, band=True, upper=0.8)
    file = saved(insider)
    link = parameters(file)["address"]
    assert link in file.read("README.txt").decode()
    assert "embed" not in link
    opened = Opened(insider.page, address)
    insider.page.goto(link)
    opened.wait("live")
    expect(opened.summary).to_have_text(told["summary"])
    assert parameters(file)["summary"] == told["summary"]
    assert parameters(file)["state"] == told["state"]


@pytest.mark.scikit_image
def test_versions_and_references(insider, address, built):
    """Those of the lock that Python loads from, and of the help that the page shows."""
    insider.go(address + "demos/connected-components/?embed")
    file = saved(insider)
    lock = json.loads((built / "pyodide/pyodide-lock.json").read_text("utf-8"))
    versions = parameters(file)["versions"]
    assert versions["Pyodide"] == json.loads((PYODIDE / "package.json").read_text("utf-8"))["version"]
    assert versions["Python"] == lock["info"]["python"]
    assert {"numpy", "scipy", "scikit-image"} <= versions.keys()
    for name in versions.keys() - {"Pyodide", "Python"}:
        assert versions[name] == lock["packages"][name]["version"]
    citation = file.read("CITATION.txt").decode()
    assert "MIT" in citation
    assert "10.1038/s41592-019-0686-2" in citation
    page = (built / "demos/connected-components/index.html").read_text("utf-8")
    links = re.findall(r'href="(https?://[^"]+)"', page)
    assert len(links) > 1
    for link in links:
        assert link.replace("&amp;", "&") in citation


def test_an_own_image_is_named_and_only_put_in_if_wanted(insider, address):
    insider.go(address + "demos/thresholding/?embed")
    content = npy(FLOAT)
    arrived(insider, "my image.npy", content)
    file = saved(insider)
    image = parameters(file)["images"]["image"]
    assert image["file"] == "my image.npy"
    assert image["sha256"] == hashlib.sha256(content).hexdigest()
    assert (image["shape"], image["dtype"], image["frame"]) == ([*FLOAT.shape], "float32", 1)
    assert "arrays/image.npy" not in file.namelist()
    assert "arrays/mask.npy" in file.namelist()
    assert "is not in this file" in file.read("README.txt").decode()
    file = saved(insider, own=True)
    assert file.read("images/image-my image.npy") == content
    np.testing.assert_array_equal(np.load(io.BytesIO(file.read("arrays/image.npy"))), FLOAT)
    assert "is not in this file" not in file.read("README.txt").decode()


def test_before_there_is_a_result_it_says_so(page, own_server):
    page.add_init_script("delete globalThis.WebAssembly;")
    opened = Opened(page, own_server.url).go("thresholding", stage="failed")
    page.get_by_role("button", name="Results").click()
    panel = page.locator("#results-panel")
    expect(panel.get_by_role("button", name="Save as ZIP")).to_be_disabled()
    expect(panel).to_contain_text("no result before Python has computed one")
    panel.get_by_role("button", name="Close").click()
    page.get_by_role("button", name="Data").click()
    expect(page.locator("#data-panel")).to_contain_text("once Python has computed")
    assert opened.marks()[-1] == "failed"


def shown_numbers(panel) -> list[list[float]]:
    return [[float(cell) for cell in row.locator("td").all_inner_texts()]
            for row in panel.locator("tbody tr").all()]


@pytest.mark.scikit_image
def test_the_columns_of_a_plot(insider, address):
    """Page by page, with the units of its axes; what is long can be saved whole."""
    insider.go(address + "demos/interpolation-sampling/?embed")
    arrays = insider.arrays()
    panel = open_panel(insider.frame, "Data")
    panel.get_by_label("Figure").select_option(label="Profile")
    columns = panel.get_by_label("Columns")
    labels = columns.locator("option").all_inner_texts()
    columns.select_option(label=next(label for label in labels if "fine" in label))
    fine = np.stack([arrays["fine_positions"], arrays["fine"]], 1)
    assert len(fine) > 100
    heads = panel.locator("thead th").all_inner_texts()
    assert heads[0] == "Row"
    assert re.fullmatch("fine positions: distance / (px|nm)", heads[1])
    np.testing.assert_allclose(shown_numbers(panel), fine[:100], rtol=1e-5)
    panel.get_by_role("button", name="Later rows").press("Enter")
    np.testing.assert_allclose(shown_numbers(panel), fine[100:200], rtol=1e-5)
    expect(panel.locator("tbody th").first).to_have_text("101")
    with insider.page.expect_download() as download:
        panel.get_by_role("button", name="CSV").click()
    rows = list(csv.reader(io.StringIO(download.value.path().read_text())))[1:]
    np.testing.assert_allclose(np.array(rows, float), fine, rtol=1e-6)


def test_an_image_by_its_numbers(insider, address):
    insider.go(address + "demos/gamma-log/?embed")
    shown = insider.arrays("displayed")["displayed"]
    panel = open_panel(insider.frame, "Data")
    options = panel.get_by_label("Figure").locator("option").all_inner_texts()
    assert len(options) > 1
    panel.get_by_label("Figure").select_option(index=0)
    terms, told = (panel.locator(name).all_inner_texts() for name in ("dt", "dd"))
    facts = dict(zip(terms, told, strict=True))
    rows, columns = shown.shape
    assert facts["Rows × columns"] == f"{rows} × {columns}"
    array = insider.arrays("image")["image"]
    candidates = [array, shown]
    numbers = [float(facts[name].split()[0])
               for name in ("Smallest", "Largest", "Mean", "Standard deviation")]
    assert any(numbers == pytest.approx([a.min(), a.max(), a.mean(dtype=float), a.std(dtype=float)], rel=1e-4)
               for a in candidates)
    for row, column, first_row, first_column in ((0, 0, 0, 0), (20, 30, 16, 26), (10**6, 5, rows - 9, 1)):
        panel.get_by_label(re.compile("^Row")).fill(str(row))
        panel.get_by_label(re.compile("^Column")).fill(str(column))
        region = np.s_[first_row:first_row + 9, first_column:first_column + 9]
        found = np.array(shown_numbers(panel))
        assert any(np.allclose(found, a[region], rtol=1e-5) for a in candidates)
        expect(panel.locator("caption")).to_contain_text(f"around row {min(row, rows - 1)}, column {column}")
