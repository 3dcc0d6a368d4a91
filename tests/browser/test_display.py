"""How images are shown, at a person's wish: colour maps, limits, and lengths on the axes."""

import hashlib
import io
import re

import numpy as np
import pytest
from playwright.sync_api import expect

import samples
from browser.opened import Embedded
from imaging.colour_maps import colour_map
from livedemo.display import Display
from livedemo.view import GREYS, VIRIDIS

DIGEST = """async name => {
  const models = [...Bokeh.documents[0]._all_models.values()];
  const { data } = models.find((model) => model.tags?.[0]?.image === name);
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", data.image[0].buffer));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}"""
BAR = """name => {
  const models = [...Bokeh.documents[0]._all_models.values()];
  const { low, high, palette } = models.find((model) => model.tags?.[0]?.panel === name);
  return [low, high, palette[0], palette.length];
}"""
AXES = """() => {
  const [plot] = Bokeh.documents[0].roots();
  const ends = ({ start, end }) => [start, end];
  return { labels: [plot.below[0].axis_label, plot.left[0].axis_label],
    pixels: [ends(plot.x_range), ends(plot.y_range)],
    lengths: [ends(plot.extra_x_ranges.length), ends(plot.extra_y_ranges.length)] };
}"""


def hexadecimal(name):
    return [f"#{bytes(entry[:3]).hex()}" for entry in colour_map(name)]


@pytest.mark.parametrize(("setting", "picture"), [
    ("picture:fire", {"colours": hexadecimal("fire")}),
    ("picture:invert", {"colours": GREYS[::-1]}),
    ("picture:diverging,symmetric", {"colours": hexadecimal("diverging"), "automatic": "symmetric"}),
    ("picture:viridis,invert,1.5sigma", {"colours": hexadecimal("viridis")[::-1], "automatic": "sigmas",
                                         "sigmas": 1.5}),
    ("picture:-20..90.5", {"low": -20, "high": 90.5}),
])
def test_a_link_says_how_an_image_is_shown(embedded: Embedded, address, setting, picture):
    embedded.go(f"{address}demos/fourier-filtering/?embed#mode=high&display={setting};spectrum:range")
    inner = embedded.page.frames[1]
    arrays = embedded.arrays("picture", "spectrum")
    for name, fields in (("picture", {"colours": GREYS} | picture), ("spectrum", {"colours": VIRIDIS})):
        display = Display(name, **fields)
        pixels, limits = display.rgba(arrays[name])
        # The bar is the last to change.
        shown = f"const [, high, colour] = ({BAR})(name); return colour === want[0] && near(high, want[1]);"
        near = "const near = (a, b) => Math.abs(a - b) <= 1e-6 * Math.abs(b);"
        want = [fields["colours"][0], limits[1]]
        inner.wait_for_function(f"([want, name]) => {{ {near} {shown} }}", arg=[want, name])
        assert inner.evaluate(DIGEST, name) == hashlib.sha256(pixels.tobytes()).hexdigest()


def test_it_is_chosen_by_keyboard_and_taken_back(demo):
    demo.go("fourier-filtering")
    page = demo.page
    opener = page.get_by_role("button", name="Settings")
    opener.focus()
    page.keyboard.press("Enter")
    panel = page.get_by_role("dialog", name="Settings")
    expect(panel.get_by_label("Colours")).to_be_focused()
    panel.get_by_label("Image").select_option(label="Filtered image")
    panel.get_by_label("Colours").select_option(label="Fire")
    panel.get_by_label("Inverted").check()
    panel.get_by_label("Limits").select_option("sigmas")
    panel.get_by_label("n", exact=True).fill("2")
    expect(page).to_have_url(re.compile(r"#display=picture:fire,invert,2sigma$"))
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(opener).to_be_focused()
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page).to_have_url(re.compile(r"/(#display=picture:[^#]*)?$"))
    page.get_by_role("button", name="Reset").click()
    expect(page).to_have_url(re.compile(r"/$"))
    page.wait_for_function(f"(name) => ({BAR})(name)[2] === '{GREYS[0]}'", arg="picture")


def test_frozen_limits_stay_while_the_image_changes(demo):
    demo.go("fourier-filtering")
    page = demo.page
    page.get_by_role("button", name="Settings").click()
    panel = page.get_by_role("dialog")
    panel.get_by_label("Image").select_option(label="Filtered image")
    before = page.evaluate(BAR, "picture")
    panel.get_by_label("Limits").select_option("fixed")
    demo.slide("radius", 3)
    expect(demo.summary).to_contain_text("at 3 cycles")
    low, high = (float(panel.get_by_label(end).input_value()) for end in ("lowest", "highest"))
    assert (low, high) == pytest.approx(before[:2], rel=1e-5)
    highest = panel.get_by_label("highest")
    highest.fill(str(low - 1))
    assert highest.evaluate("field => field.validationMessage") == "From must be a number below To"
    highest.fill(str(high + 50))
    page.wait_for_function(f"want => Math.abs(({BAR})('picture')[1] - want) < 1e-3", arg=high + 50)


def test_axes_have_the_unit_of_the_image_and_follow_the_zoom(demo):
    sample = samples.make("nanoparticles")
    demo.go("thresholding")
    page = demo.page
    axes = page.evaluate(AXES)
    assert axes["labels"] == [f"x / {sample.unit}", f"y / {sample.unit}"]

    def assert_in_step(axes):
        for pixels, lengths in zip(axes["pixels"], axes["lengths"], strict=True):
            assert lengths == pytest.approx([sample.pixel_size * end for end in pixels])

    assert_in_step(axes)
    page.evaluate("() => { const { toolbar } = Bokeh.documents[0].roots()[0];"
                  "toolbar.active_scroll = toolbar.tools.find((tool) => tool.type === 'WheelZoomTool'); }")
    page.mouse.move(*demo.locate("picture", 100, 150))
    page.mouse.wheel(0, -240)
    page.wait_for_function(f"() => ({AXES})().pixels[0][0] > 5")
    assert_in_step(page.evaluate(AXES))
    ramp = io.BytesIO()
    np.save(ramp, np.arange(600.0).reshape(20, 30))
    file = {"name": "ramp.npy", "mimeType": "application/octet-stream", "buffer": ramp.getvalue()}
    page.set_input_files("input[type=file]", file)
    page.wait_for_function(f"() => ({AXES})().labels[0] === 'column / px'")
    axes = page.evaluate(AXES)
    assert axes["pixels"] == axes["lengths"] == [[-0.5, 29.5], [19.5, -0.5]]

