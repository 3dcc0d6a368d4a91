"""How Python starts: from bundles, else from wheels; what bundles lack comes when it is imported."""

import pytest
from playwright.sync_api import expect

from browser.faults import rewritten
from browser.opened import Opened

TYPED = """import email.mime.text, numpy.ma, scipy.io, PIL.Image
def image_function(img):
    return numpy.ma.masked_less(img, 100).filled(-1) + len(PIL.Image.new("L", (3, 1)).tobytes())
"""
LIKELY = """def image_function(img):
    noise = np.random.default_rng(0).random(img.shape)
    return np.ma.masked_less(0 * noise, -1).filled(0) + ndimage.median(np.ones(3)) - np.median([0, .5, 1])
"""

@pytest.fixture
def opened(page, own_server) -> Opened:
    return Opened(page, own_server.url)


def rested(opened: Opened) -> Opened:
    """Wait until all that the demo may import is there."""
    expect(opened.page.locator("html")).to_have_attribute("data-prefetched", "yes", timeout=30_000)
    return opened


def rung(opened: Opened) -> str:
    return opened.page.locator("html").get_attribute("data-rung")


def asked(own_server, part: str) -> list[str]:
    return [path for path, _ in own_server.asked if part in path]


def test_bundles_are_all_that_a_demo_downloads(opened, own_server):
    opened.go("thresholding")
    assert rung(opened) == "bundle"
    assert asked(own_server, "bundles/scipy")
    assert not asked(own_server, ".whl")
    assert not asked(own_server, "bundles/scikit-image")
    assert not asked(own_server, "python_stdlib")


def test_a_demo_of_a_later_stage_brings_its_bundle_to_the_same_interpreter(opened, own_server):
    opened.go("gamma-log")
    assert not asked(own_server, "bundles/scipy")
    other = Opened(opened.page.context.new_page(), own_server.url).go("thresholding")
    expect(other.summary).to_contain_text("Threshold 0.49")
    assert asked(own_server, "bundles/scipy")
    assert len(asked(own_server, "bundles/numpy.")) == 1
    assert other.page.locator("html").get_attribute("data-brought") is None


def test_a_demo_that_needs_no_more_than_numpy_downloads_no_more(opened, own_server):
    rested(opened.go("gamma-log"))
    opened.slide("gamma", 0.5)
    expect(opened.summary).to_contain_text("γ = 0.50")
    assert asked(own_server, "bundles/numpy.")
    assert not asked(own_server, "-more")
    assert not asked(own_server, "bundles/scipy")
    assert opened.page.locator("html").get_attribute("data-brought") is None


def test_the_first_sample_is_fetched_ahead_and_once(opened, own_server):
    opened.go("gamma-log")
    assert len(asked(own_server, "samples/")) == 1
    before = opened.summary.inner_text()
    opened.control("image").locator("select").first.select_option("camera")
    expect(opened.summary).not_to_have_text(before)
    assert len(asked(own_server, "samples/camera")) == 1


def test_what_a_start_needs_of_a_second_bundle_comes_with_it(opened, own_server):
    opened.go("film-particles")
    assert asked(own_server, "bundles/numpy-more")
    assert opened.page.locator("html").get_attribute("data-brought") is None


def test_when_idle_everything_is_brought_that_a_demo_may_import(opened, own_server):
    rested(opened.go("image-math"))
    assert asked(own_server, "bundles/numpy-more")
    opened.page.get_by_role("textbox", name="Python").fill(LIKELY)
    opened.page.get_by_role("button", name="Run").click()
    expect(opened.summary).to_contain_text("float64, 512 x 512: from 0.5")
    assert opened.page.locator("html").get_attribute("data-brought") is None


@pytest.mark.parametrize(("demo", "wheel", "told"), [
    ("thresholding", "scipy-1", "Threshold 0.49"), ("film-particles", "numpy-2", "of the film is black")])
def test_where_the_linker_is_another_python_starts_from_wheels(opened, own_server, demo, wheel, told):
    own_server.faults["kernel/worker.js"] = rewritten(".newDSO(", ".noSuchFunction(")
    opened.go(demo)
    assert rung(opened) == "wheels"
    expect(opened.summary).to_contain_text(told)
    assert asked(own_server, wheel)


def test_typed_code_imports_whatever_the_site_has(opened):
    opened.go("image-math")
    opened.page.get_by_role("textbox", name="Python").fill(TYPED)
    opened.page.get_by_role("button", name="Run").click()
    expect(opened.summary).to_contain_text("float64, 512 x 512: from 2 to 258", timeout=60_000)
    brought = opened.page.locator("html").get_attribute("data-brought").split()
    assert {"library:email", "scipy:scipy.io", "pillow:PIL"} <= set(brought)


def test_what_the_site_does_not_have_is_an_error_as_everywhere(opened):
    opened.go("image-math")
    opened.page.get_by_role("textbox", name="Python").fill("import nowhere\n")
    opened.page.get_by_role("button", name="Run").click()
    expect(opened.status).to_contain_text("No module named 'nowhere'")
