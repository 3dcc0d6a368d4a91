"""Typed code on the page: it runs, an error names its line and loses nothing, an endless loop is stopped."""
from playwright.sync_api import expect


def test_typed_code_runs_fails_and_is_stopped(demo):
    demo.go("image-math")
    area = demo.page.get_by_role("textbox", name="Python")
    area.fill("def image_function(img):\n    return img + 1000\n")
    area.press("Control+Enter")
    expect(demo.summary).to_contain_text("from 1000 to 1255")
    expect(demo.page.locator(".control.code .cm-editor")).to_be_visible()
    wrong = "def image_function(img):\n    a = 1\n    return img + b\n"
    area.fill(wrong)
    demo.page.get_by_role("button", name="Run").click()
    expect(demo.status).to_contain_text("line 3: NameError: name 'b' is not defined")
    expect(area).to_contain_text("return img + b")
    expect(demo.summary).to_contain_text("from 1000 to 1255")
    demo.page.get_by_label("Numbers").select_option("uint8")
    expect(demo.status).to_contain_text("line 3: NameError")
    expect(area).to_contain_text("return img + b")
    area.fill("def image_function(img):\n    while True:\n        pass\n")
    area.press("Control+Enter")
    demo.page.get_by_role("button", name="Stop", exact=True).first.click()
    expect(area).to_contain_text("while True:")
    expect(demo.summary).to_contain_text("from 1000 to 1255", timeout=60_000)
    area.fill("def image_function(img):\n    return img[:20, :30]\n")
    area.press("Control+Enter")
    expect(demo.summary).to_contain_text("uint8, 20 x 30:", timeout=60_000)
    demo.expect_drawn()


def test_what_is_typed_stays_while_other_controls_change(demo):
    demo.go("image-math")
    area = demo.page.get_by_role("textbox", name="Python")
    area.fill("def image_function(img):\n    return img  # not run yet\n")
    demo.page.get_by_label("Numbers").select_option("float32")
    expect(demo.summary).to_contain_text("float32")
    expect(demo.page.locator(".control.code .cm-editor")).to_be_visible()
    expect(area).to_contain_text("return img  # not run yet")


def test_the_editor_comes_when_somebody_types(demo):
    """Not before; it takes over what is there, and what is put there later."""
    demo.go("image-math")
    loaded = demo.page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)")
    assert not [name for name in loaded if "/pyscript/" in name or "editor.js" in name]
    area = demo.page.get_by_role("textbox", name="Python")
    area.click()
    expect(demo.page.locator(".control.code .cm-editor")).to_be_visible()
    expect(area).to_contain_text("return -img")
    expect(area).to_be_focused()
    demo.page.keyboard.press("Control+End")
    demo.page.keyboard.type("# mine")
    expect(area).to_contain_text("# mine")
    demo.page.get_by_label("Examples").select_option("Square")
    expect(area).not_to_contain_text("# mine")
    expect(area).to_contain_text("return img**2")
    demo.page.get_by_role("button", name="Undo").click()
    expect(area).to_contain_text("return -img")
