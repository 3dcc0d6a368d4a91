"""What a page offers to try, and the gallery's search."""
from playwright.sync_api import expect


def test_a_preset_sets_the_state_and_undo_takes_it_back(demo):
    demo.go("fourier-filtering")
    before = demo.summary.inner_text()
    choose = demo.page.get_by_label("Try")
    choose.select_option("Edges: keep the fast waves")
    expect(demo.summary).to_contain_text("High-pass at 40 cycles")
    expect(choose).to_have_value("Edges: keep the fast waves")
    demo.slide("radius", 41)
    expect(demo.summary).to_contain_text("High-pass at 41 cycles")
    expect(choose).to_have_value("")
    demo.page.get_by_role("button", name="Undo", exact=True).click()
    expect(choose).to_have_value("Edges: keep the fast waves")
    demo.page.get_by_role("button", name="Undo", exact=True).click()
    expect(demo.summary).to_have_text(before)
    expect(choose).to_have_value("")


def test_the_hint_is_there_on_a_page_and_not_in_a_frame(demo):
    demo.go("fourier-filtering")
    expect(demo.page.locator("#hint")).to_contain_text("Lower the radius")
    demo.go("fourier-filtering", "?embed")
    expect(demo.page.locator("#hint")).to_be_hidden()
    expect(demo.page.get_by_label("Try")).to_be_visible()


def test_the_gallery_is_searched_by_words_of_title_text_and_section(warm_page, address):
    warm_page.goto(address)
    cards = warm_page.locator(".cards li:visible")
    total = cards.count()
    search = warm_page.get_by_label("Search")
    search.fill("SEGMENTATION threshold")
    expect(warm_page.locator("#found")).to_have_text(f"1 of {total} demos")
    expect(cards).to_have_count(1)
    expect(cards.first).to_contain_text("Binary threshold")
    expect(warm_page.locator("main section:visible")).to_have_count(1)
    search.fill("no such thing")
    expect(warm_page.locator("#found")).to_have_text(f"0 of {total} demos")
    search.fill("")
    expect(cards).to_have_count(total)
    expect(warm_page.locator("#found")).to_have_text("")
