"""The panel with the code of a demo, as a test sees it."""

from playwright.sync_api import Locator, expect

from browser.opened import Opened
from sitebuild.listing import listing

OWN = listing("thresholding")["text"]
#: The same with another first word in the summary.
EDITED = OWN.replace('f"Threshold {', 'f"Mine {')
#: The same with a package that the site has a wheel of.
WITH_PACKAGE = ('import micropip\nawait micropip.install("uncertainties")\nfrom uncertainties import ufloat\n'
                + EDITED.replace('f"Mine {', 'f"{ufloat(3, 0.1) * 2:.1f} Mine {'))
PACKAGE_SAYS = "6.0+/-0.2 Mine 0.49"
RAN = "The figures show what your code computed."
BOOT = 60_000


class Panel:
    """The panel of an open demo."""

    def __init__(self, demo: Opened) -> None:
        self.demo = demo
        self.page = demo.page
        self.dialog = self.page.get_by_role("dialog", name="Code")
        self.editor = self.page.get_by_role("textbox", name="Code of this page")
        self.outcome = self.dialog.locator(".outcome")

    def button(self, name: str) -> Locator:
        return self.dialog.get_by_role("button", name=name, exact=True)

    def open(self) -> "Panel":
        self.page.get_by_role("button", name="Code", exact=True).click()
        expect(self.dialog.locator(".listing").first).to_contain_text("async def compute(prepared, state):")
        return self

    def edit(self, text: str) -> None:
        if not self.editor.is_visible():
            self.button("Edit").click()
        self.editor.fill(text)

    def run(self, text: str) -> None:
        self.edit(text)
        self.button("Run").click()

    def ran(self, text: str) -> None:
        self.run(text)
        expect(self.outcome).to_have_text(RAN, timeout=BOOT)
