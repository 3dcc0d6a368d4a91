"""Points, lines and painted discs on a figure, by keyboard and by mouse."""

import re

import pytest
from playwright.sync_api import expect


class TestKeyboard:
    def test_points(self, every):
        marks = every.control("marks")
        point = marks.get_by_role("button", name="1: row")
        for key, place in (("ArrowDown", [11, 20]), ("ArrowRight", [11, 21]), ("Shift+ArrowUp", [1, 21]),
                           ("Shift+ArrowLeft", [1, 11])):
            point.press(key)
            expect(point).to_have_text(f"1: row {place[0]}, column {place[1]} px")
        marks.get_by_role("button", name="Add point").press("Enter")
        second = marks.get_by_role("button", name="2: row 11, column 21 px")
        expect(second).to_be_focused()
        second.press("ArrowUp")
        every.expect_state(marks=[[1.0, 11.0], [10.0, 21.0]])
        marks.get_by_role("button", name="2: row").press("Delete")
        expect(marks.get_by_role("button", name="2: row")).to_have_count(0)
        expect(point).to_be_focused()
        marks.get_by_role("button", name="Clear").press("Enter")
        every.expect_state(marks=[])

    def test_points_are_one_stop_of_the_tab_key(self, every):
        path = every.control("path")
        first, second = (path.get_by_role("button", name=f"{n}: row") for n in (1, 2))
        first.press("PageDown")
        expect(second).to_be_focused()
        expect(path.get_by_role("status")).to_have_text("2: row 100, column 110 px, of 2 points")
        expect(first).to_have_attribute("tabindex", "-1")
        second.press("ArrowLeft")
        every.expect_state(path=[[5.0, 5.0], [100.0, 109.0]])
        second.press("[")
        expect(first).to_be_focused()
        first.press("Shift+Tab")
        first.press("End")
        expect(second).to_be_focused()

    def test_many_points_are_chosen_one_by_one(self, demo):
        """A grid keeps the number of its points; an arrow key moves by a pixel, even points in percent."""
        demo.go("transform-nonuniform", "#points=31:37.5,37.5;52:62.5,75")
        points = demo.control("points")
        expect(points.get_by_role("button", name=re.compile(r"\d+: row"))).to_have_count(1)
        expect(points.get_by_role("button", name="Add point")).to_have_count(0)
        expect(demo.summary).to_contain_text("9 × 9 points at rest")
        expect(points.get_by_role("button", name="At rest")).to_be_disabled()
        chosen = points.get_by_role("button", name=re.compile(r"\d+: row"))
        chosen.press("End")
        expect(chosen).to_have_text("81: row 100, column 100 %")
        for key in ("Shift+PageUp", "Shift+PageUp", "Shift+PageUp", "Shift+PageUp", "PageUp"):
            chosen.press(key)
        expect(chosen).to_have_text("40: row 50, column 37.5 %")
        chosen.press("Delete")
        chosen.press("Shift+ArrowRight")
        expect(points.get_by_role("status")).to_contain_text("40: row 50, column 39.5 %, of 81 points")
        expect(demo.summary).to_contain_text("1 moved, by 10.0 px")
        expect(demo.page).to_have_url(re.compile(r"#points=31:37.5,37.5;40:50,39.453;52:62.5,75$"))
        points.get_by_role("button", name="Next point").press("Enter")
        expect(chosen).to_have_text("41: row 50, column 50 %")
        points.get_by_role("button", name="At rest").press("Enter")
        expect(demo.summary).to_contain_text("9 × 9 points at rest")

    def test_no_more_points_than_allowed_and_no_fewer(self, every):
        add = every.control("marks").get_by_role("button", name="Add point")
        for _ in range(3):
            add.press("Enter")
        expect(add).to_be_disabled()
        path = every.control("path")
        path.get_by_role("button", name="2: row").press("Delete")  # a line needs two
        expect(path.get_by_role("button", name="2: row")).to_be_visible()


class TestMouse:
    def test_points_are_placed_and_dragged_on_the_figure(self, every):
        mouse = every.page.mouse
        mouse.click(*every.locate("picture", 60, 30))
        expect(every.control("marks").get_by_role("button", name="2: row")).to_be_visible()
        expect(every.summary).to_contain_text("], [")
        assert every.state["marks"][1] == pytest.approx([30, 60], abs=1)
        mouse.move(*every.locate("picture", 60, 30))
        mouse.down()
        mouse.move(*every.locate("picture", 90, 50), steps=6)
        mouse.up()
        expect(every.summary).to_have_text(re.compile(r'"marks": \[\[10.0, 20.0\], \[(49|50)'))
        assert every.state["marks"][1] == pytest.approx([50, 90], abs=1)

    def test_a_drag_moves_one_point_and_chooses_it(self, demo):
        """Also one after another, and a tap beside the points adds none; other images keep the grid."""
        demo.go("transform-nonuniform", "#points=31:37.5,37.5;52:62.5,75")
        mouse = demo.page.mouse
        for n, (column, row) in ((41, (255.5, 255.5)), (50, (255.5, 319.5))):
            mouse.move(*demo.locate("picture", column, row))
            mouse.down()
            mouse.move(*demo.locate("picture", column + 20, row + 8), steps=5)
            mouse.up()
            expect(demo.control("points").get_by_role("button", name=f"{n}: row")).to_be_visible()
        expect(demo.summary).to_contain_text("2 moved, by 21.")
        mouse.click(*demo.locate("picture", 30, 30))
        mouse.click(*demo.locate("picture", 63.5, 63.5))
        demo.page.keyboard.press("Backspace")
        demo.control("image").get_by_role("combobox").select_option("haadf-lattice")
        expect(demo.summary).to_contain_text("2 moved, by 10.")

    def test_a_hidden_control_has_no_points_on_the_figure(self, demo):
        demo.go("transform-nonuniform", "#size=3")
        mouse = demo.page.mouse
        mouse.move(*demo.locate("picture", 319.5, 255.5))  # a point of 9 x 9 only
        mouse.down()
        mouse.move(*demo.locate("picture", 340, 255.5), steps=4)
        mouse.up()
        mouse.move(*demo.locate("picture", 255.5, 255.5))  # of 3 x 3, too
        mouse.down()
        mouse.move(*demo.locate("picture", 285.5, 255.5), steps=4)
        mouse.up()
        expect(demo.summary).to_contain_text(re.compile("3 × 3 points, 1 moved, by (29|30)"))
        expect(demo.control("points")).to_be_hidden()
        assert "points=" not in demo.page.url

    def test_discs_are_painted_and_erased_by_dragging(self, demo):
        """One after another along the way; a chosen tool of the figure has the drag for itself."""
        demo.go("fourier-filtering", "#mode=all&shapes=discs&disc_radius=20")
        mouse, dabs = demo.page.mouse, demo.control("dabs")

        def stroke(start, end):
            start, end = (demo.locate("spectrum", *place) for place in (start, end))
            mouse.move(*start)
            mouse.down()
            mouse.move(*end, steps=25)
            mouse.up()

        expect(demo.summary).to_contain_text("no disc is blocked")
        mouse.click(*demo.locate("spectrum", -200, 100))
        expect(demo.summary).to_contain_text("1 disc is blocked")
        expect(dabs.get_by_role("button", name=re.compile("1: row (99|100|101)"))).to_be_visible()
        stroke((0, 200), (100, 200))
        expect(demo.summary).to_contain_text(re.compile("(7|8) discs are blocked"))
        erase = dabs.get_by_role("button", name="Erase")
        erase.click()
        expect(erase).to_have_attribute("aria-pressed", "true")
        stroke((-20, 200), (140, 200))
        expect(demo.summary).to_contain_text("1 disc is blocked")
        stroke((-260, 100), (-140, 100))
        expect(demo.summary).to_contain_text("no disc is blocked")
        erase.press("Enter")
        demo.panel("spectrum").get_by_title("Pan").first.click()
        stroke((0, 200), (100, 200))
        expect(demo.summary).to_contain_text("no disc is blocked")

    def test_a_line_is_dragged_on_the_figure(self, every):
        mouse = every.page.mouse
        mouse.move(*every.locate("image", 5, 5))
        mouse.down()
        mouse.move(*every.locate("image", 25, 40), steps=6)
        mouse.up()
        expect(every.summary).to_have_text(re.compile(r'"path": \[\[(39|40)'))
        assert every.state["path"][0] == pytest.approx([40, 25], abs=1)
        assert every.state["path"][1] == [100, 110]
