"""Every kind of control by mouse, by keyboard and by touch, with its label, value and unit."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, expect

from browser.opened import Opened


@pytest.fixture(scope="module")
def touch_context(chromium: Browser, probes: str) -> Iterator[BrowserContext]:
    """A tablet on which Python runs already."""
    context = chromium.new_context(viewport={"width": 820, "height": 1180}, has_touch=True, is_mobile=True,
                                   reduced_motion="reduce")
    Opened(context.new_page(), probes).go("raises")
    yield context
    context.close()


@pytest.fixture
def touched(touch_context: BrowserContext, probes: str, faults) -> Iterator[Opened]:
    faults.watch(touch_context)
    page = touch_context.new_page()
    yield Opened(page, probes).go("every-control")
    page.close()
    faults.unwatch(touch_context)


def thumb(slider: Locator, share: float) -> tuple[float, float]:
    """Where a slider's thumb of 22 px is when it is `share` of the way."""
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    return box["x"] + 11 + share * (box["width"] - 22), box["y"] + box["height"] - 12


def on_histogram(opened: Opened, share: float) -> tuple[float, float]:
    """A place between the smallest and the largest value on the histogram of thresholding."""
    low, high = opened.page.evaluate(
        """() => {
          const view = [...Bokeh.index].find(({ el }) =>
            document.querySelector("[data-panel='histogram']").contains(el));
          return [view.model.x_range.start, view.model.x_range.end];
        }""")
    return low + share * (high - low), 10


def output(opened: Opened, name: str) -> Locator:
    return opened.control(name).locator("output")


def test_every_control_has_a_label_and_shows_its_value_with_the_unit(every):
    shown = {"amount": "3 nm", "gain": "1 V", "window": "20 – 80 %"}
    for name, text in shown.items():
        expect(output(every, name)).to_have_text(text)
    for slider, text in (("Amount", "3 nm"), ("Gain", "1 V"), ("Window, lower end", "20 %"),
                         ("Window, upper end", "80 %")):
        expect(every.page.get_by_role("slider", name=slider)).to_have_attribute("aria-valuetext", text)
    for role, name in (("combobox", "Image"), ("combobox", "Wave"), ("switch", "Negative"), ("group", "Mode"),
                       ("group", "Steps"), ("group", "Marks"), ("group", "Path"), ("button", "Best amount")):
        expect(every.page.get_by_role(role, name=name, exact=True)).to_be_visible()
    expect(every.control("marks").get_by_role("button").first).to_have_text("1: row 10, column 20 px")
    expect(every.control("rare")).to_be_hidden()


class TestKeyboard:
    def test_range(self, every):
        slider = every.page.get_by_role("slider", name="Amount")
        for key, value in (("ArrowRight", 4), ("ArrowUp", 5), ("ArrowLeft", 4), ("End", 10), ("Home", 0)):
            slider.press(key)
            every.expect_state(amount=value)
            expect(output(every, "amount")).to_have_text(f"{value} nm")

    def test_logarithmic_range(self, every):
        """A step is a factor: a 500th of the four decades."""
        slider = every.page.get_by_role("slider", name="Gain")
        slider.press("ArrowRight")
        expect(every.summary).to_contain_text('"gain": 1.019')
        assert every.state["gain"] == pytest.approx(10 ** (4 / 500), rel=1e-3)
        slider.press("End")
        every.expect_state(gain=100.0)
        slider.press("Home")
        every.expect_state(gain=0.01)

    def test_interval(self, every):
        """Neither end passes the other."""
        lower = every.page.get_by_role("slider", name="Window, lower end")
        upper = every.page.get_by_role("slider", name="Window, upper end")
        for slider, key, value in ((lower, "ArrowRight", [25, 80]), (upper, "End", [25, 100]),
                                   (upper, "Home", [25, 25]), (lower, "End", [25, 25]),
                                   (lower, "Home", [0, 25])):
            slider.press(key)
            every.expect_state(window=value)
            expect(output(every, "window")).to_have_text(f"{value[0]} – {value[1]} %")

    def test_choice_shows_what_depends_on_it(self, every):
        every.page.get_by_role("radio", name="Plain").press("ArrowRight")
        every.expect_state(mode="turned")
        expect(every.control("rare")).to_be_visible()
        every.page.get_by_role("radio", name="Turned").press("ArrowLeft")
        every.expect_state(mode="plain")
        expect(every.control("rare")).to_be_hidden()

    def test_select_and_samples(self, every):
        every.page.get_by_role("combobox", name="Wave").press("ArrowDown")
        every.expect_state(wave="ramp")
        every.page.get_by_role("combobox", name="Image").press("ArrowDown")
        every.expect_state(image="coins")

    def test_toggle(self, every):
        every.page.get_by_role("switch", name="Negative").press(" ")
        every.expect_state(negative=True)

    def test_actions(self, every):
        steps = every.control("steps")
        undo = steps.get_by_role("button", name="Undo step of Steps")
        expect(undo).to_be_disabled()
        for name in ("Erode", "Dilate", "Erode"):
            steps.get_by_role("button", name=name).press("Enter")
        every.expect_state(steps=["erode", "dilate", "erode"])
        expect(steps.locator("output")).to_have_text("Erode → Dilate → Erode")
        undo.press("Enter")
        every.expect_state(steps=["erode", "dilate"])

    def test_an_action_that_sets_another_control(self, every):
        every.page.get_by_role("button", name="Best amount").press("Enter")
        every.expect_state(amount=7, auto=[])

    def test_an_action_that_looks_for_values_of_several_controls(self, every):
        """They come at once: one step back takes both away."""
        every.page.get_by_role("button", name="Find marks").press("Enter")
        every.expect_state(marks=[[20.0, 80.0], [80.0, 20.0]], mode="turned", search=[])
        every.page.get_by_role("button", name="Undo", exact=True).press("Enter")
        every.expect_state(marks=[[10.0, 20.0]], mode="plain")

    def test_an_action_that_finds_nothing_says_why(self, every):
        every.page.get_by_role("button", name="Find nothing").press("Enter")
        expect(every.status).to_have_text("nothing was found: place the marks by hand")
        every.expect_state(marks=[[10.0, 20.0]], mode="plain")

    def test_a_range_that_plays(self, every):
        """With less motion wanted, as in all these tests, a step each 0.7 s."""
        button = every.page.get_by_role("button", name="Play Amount")
        button.press("Enter")
        expect(button).to_have_attribute("aria-pressed", "true")
        expect(every.summary).not_to_contain_text('"amount": 3,')
        expect(output(every, "amount")).not_to_have_text("3 nm")
        every.slide("amount", 9)
        expect(button).to_have_attribute("aria-pressed", "false")
        every.expect_state(amount=9)
        button.press("Space")
        expect(every.summary).not_to_contain_text('"amount": 9,')
        every.page.get_by_role("button", name="Reset").click()
        expect(button).to_have_attribute("aria-pressed", "false")
        every.expect_state(amount=3)

    def test_code(self, probe):
        probe.go("typed-code")
        area = probe.page.get_by_role("textbox", name="Code")
        area.fill("answer = 6 + 1")
        area.press("Control+Enter")
        expect(probe.summary).to_have_text("The answer is 7.")
        area.fill("answer = 5  # being typed")
        probe.page.get_by_label("Examples").select_option("Square")
        expect(probe.summary).to_have_text("The answer is 144.")
        expect(probe.control("code").locator(".cm-editor")).to_be_visible()
        expect(area).to_contain_text("answer = 12 ** 2")

    def test_a_figure_that_sets_a_control(self, demo):
        demo.go("thresholding")
        figure = demo.page.get_by_role("slider", name=re.compile("Threshold, on the figure"))
        for key, value in (("ArrowRight", "0.495"), ("PageUp", "0.545"), ("Home", "0"), ("End", "1")):
            figure.press(key)
            expect(demo.summary).to_contain_text(f"Threshold {value}:")
            expect(figure).to_have_attribute("aria-valuenow", value)

    def test_everything_is_reached_by_tab(self, every):
        """In display order, and nothing holds the focus."""
        seen = []
        every.page.get_by_role("button", name="Theme").focus()
        for _ in range(60):
            every.page.keyboard.press("Tab")
            name = every.page.evaluate("document.activeElement.closest('[data-control]')?.dataset.control")
            if name and (not seen or seen[-1] != name):
                seen.append(name)
        order = ["image", "amount", "gain", "window", "mode", "wave", "negative", "steps", "auto",
                 "search", "marks", "path"]
        assert seen[: len(order)] == order


class TestMouse:
    def test_range_and_interval(self, every):
        mouse = every.page.mouse
        mouse.click(*thumb(every.page.get_by_role("slider", name="Amount"), 0.8))
        every.expect_state(amount=8)
        lower = every.page.get_by_role("slider", name="Window, lower end")
        upper = every.page.get_by_role("slider", name="Window, upper end")
        for slider, start, stop, value in ((lower, 0.2, 0.5, [50, 80]), (upper, 0.8, 0.6, [50, 60])):
            mouse.move(*thumb(slider, start))
            mouse.down()
            mouse.move(*thumb(slider, stop), steps=5)
            mouse.up()
            every.expect_state(window=value)

    def test_buttons(self, every):
        every.page.get_by_role("radio", name="Turned").click()
        every.page.get_by_text("Negative", exact=True).click()
        every.page.get_by_role("button", name="Erode").click()
        every.page.get_by_role("button", name="Best amount").click()
        every.page.get_by_role("combobox", name="Wave").select_option("step")
        every.expect_state(mode="turned", negative=True, steps=["erode"], amount=7, wave="step")

    def test_a_tap_on_the_histogram_sets_the_threshold(self, demo):
        demo.go("thresholding")
        demo.page.mouse.click(*demo.locate("histogram", *on_histogram(demo, 0.25)))
        output_ = output(demo, "level")
        expect(output_).not_to_have_text("0.490")
        level = float(output_.inner_text())
        assert 0.2 < level < 0.3
        expect(demo.summary).to_contain_text(re.compile(rf"Threshold {level:g}\d*:"))

    def test_a_drag_on_the_histogram_takes_the_nearer_threshold_along(self, demo):
        """Also past the other one; the arrow keys go on with it."""
        demo.go("thresholding", "#band=1&level=0.3&upper=0.8")
        mouse = demo.page.mouse
        values = {"level": 0.3, "upper": 0.8}
        for name, start, end in (("upper", 0.7, 0.6), ("level", 0.35, 0.5), ("upper", 0.62, 0.2)):
            mouse.move(*demo.locate("histogram", *on_histogram(demo, start)))
            mouse.down()
            mouse.move(*demo.locate("histogram", *on_histogram(demo, end)), steps=5)
            mouse.up()
            values[name] = pytest.approx(end, abs=0.02)
            shown = {other: float(output(demo, other).inner_text()) for other in values}
            assert shown == values
        figure = demo.page.get_by_role("slider", name="Upper threshold, on the figure")
        expect(figure).to_have_attribute("aria-valuenow", re.compile(r"^0\.[12]"))
        figure.press("ArrowRight")
        expect(output(demo, "upper")).to_have_text(f"{shown['upper'] + 0.005:.3f}")

    def test_the_nearer_of_screen_and_object_is_dragged_along_the_axis_of_a_lens(self, demo):
        """By as much as the pointer moves, though the axis follows what stands at its end."""
        demo.go("thin-lens")
        mouse = demo.page.mouse
        for name, start, end, value in (("screen", 90, 75, 75), ("distance", -150, -120, 120),
                                        ("distance", -100, -110, 110)):
            places = [demo.locate("paths", x, 3) for x in (start, end)]
            mouse.move(*places[0])
            mouse.down()
            mouse.move(*places[1], steps=5)
            mouse.up()
            shown = re.match(r"[\d.]+", output(demo, name).inner_text())
            assert float(shown[0]) == pytest.approx(value, abs=1.5)
        expect(output(demo, "screen")).to_have_text(re.compile(r"^7[3-7]"))
        expect(output(demo, "height")).to_have_text("30 mm")

    def test_a_point_of_an_object_is_dragged_up_and_down_as_well(self, demo):
        """Either end sets the height of both; the middle stays on the axis, and no end passes it."""
        demo.go("thin-lens")
        mouse = demo.page.mouse
        for start, end, height in ((15, 25, 50), (-25, -10, 20), (10, -10, 0)):
            places = [demo.locate("paths", -150, y) for y in (start, end)]
            mouse.move(*places[0])
            mouse.down()
            mouse.move(*places[1], steps=5)
            mouse.up()
            shown = re.match(r"[\d.]+", output(demo, "height").inner_text())
            assert float(shown[0]) == pytest.approx(height, abs=2)
        expect(output(demo, "distance")).to_have_text(re.compile(r"^1(49|50|51) mm"))


class TestTouch:
    def test_taps(self, touched):
        touched.page.touchscreen.tap(*thumb(touched.page.get_by_role("slider", name="Amount"), 0.8))
        touched.expect_state(amount=8)
        touched.page.get_by_role("radio", name="Turned").tap()
        touched.page.get_by_text("Negative", exact=True).tap()
        touched.page.get_by_role("button", name="Erode").tap()
        touched.page.get_by_role("combobox", name="Wave").select_option("step")
        touched.expect_state(mode="turned", negative=True, steps=["erode"], wave="step")
        touched.page.get_by_role("button", name="Best amount").tap()
        touched.expect_state(amount=7)

    def test_a_slider_is_dragged(self, touched):
        slider = touched.page.get_by_role("slider", name="Window, lower end")
        session = touched.page.context.new_cdp_session(touched.page)
        moves = [("Move", thumb(slider, 0.2 + 0.06 * i)) for i in range(1, 6)]
        places = [("Start", thumb(slider, 0.2)), *moves, ("End", None)]
        for kind, place in places:
            points = [{"x": place[0], "y": place[1]}] if place else []
            session.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": points})
        touched.expect_state(window=[50, 80])

    def test_a_tap_places_a_point(self, touched):
        touched.page.touchscreen.tap(*touched.locate("picture", 60, 30))
        expect(touched.control("marks").get_by_role("button", name="2: row")).to_be_visible()
        expect(touched.summary).to_contain_text("], [")
        assert touched.state["marks"][1] == pytest.approx([30, 60], abs=1)
