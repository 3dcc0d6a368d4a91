"""The words of the interface are in web/strings/ and web/deck/words.js, none in the logic, none unused."""

import re
import subprocess

import pytest

from sitebuild import ROOT

WEB = ROOT / "web"
SCRIPT = WEB / "tools/interface_strings.mjs"
LOGIC = sorted(path for folder in ("demo", "gallery", "offline", "deck")
               for path in (WEB / folder).rglob("*.js") if path.name != "words.js")
#: Answers to other programs, as README.md describes them.
PROTOCOL = {"demo/allowed.js", "demo/embed-api.js"}
#: What reads like words but is none: names of models, packages, Python, keys; selectors; HTML.
ALLOWED = re.compile(
    r"←.*|Home|End|Esc(ape)?|input, select, .*|#notes, .*|(position|max-width|border): .*|"
    r"Circle|Scatter|Text|Line|Figure|Title|Grid|Pyodide|Python|(and|import) .*|input:not\(.*|<t[hr] .*|"
    r"\{'descr': .*|it did not start|\d?px? ?.*var\(--.*|color-mix\(.*|const early = .*|"
    r"<(iframe|div) .*|.*display: block; .*|width=.*|loading=.*|.*style=\".*|transform.*|"
    r"(await|\{\}import) micropip.*")


def words_in(*files):
    done = subprocess.run(["node", str(SCRIPT), *map(str, files)], capture_output=True, text=True, check=True,
                          encoding="utf-8")
    return [line.split(": ", 1) for line in done.stdout.splitlines()]


def test_the_logic_has_no_words_of_its_own():
    files = [path for path in LOGIC if path.relative_to(WEB).as_posix() not in PROTOCOL]
    assert len(files) > 30
    left = [f"{place}: {text}" for place, text in words_in(*files) if not ALLOWED.fullmatch(text.strip())]
    assert left == []


@pytest.mark.parametrize(("code", "found"), [
    ('button.textContent = "Run";', ["Run"]),
    ('make("p", { className: "two words" }, "Two words");', ["Two words"]),
    ("status.say(`${name} could not be read`);", ["{} could not be read"]),
    ('const LABELS = { width: "Width of it" };', ["Width of it"]),
    ('make("button", { "aria-label": "Close it" });', ["Close it"]),
    ('element.querySelector("main section"); element.className = "Chosen";', []),
    ('import x from "./Some Name.js"; console.info("Nothing was kept");', []),
    ('if (event.key === "Enter") throw new Error("no such thing");', []),
])
def test_words_are_found_and_names_are_not(tmp_path, code, found):
    file = tmp_path / "some.js"
    file.write_text(code)
    assert [text for _, text in words_in(file)] == found


@pytest.mark.parametrize("path", [*sorted((WEB / "strings").glob("*.js")), WEB / "deck/words.js"],
                         ids=lambda path: path.name)
def test_every_word_is_used(path):
    logic = "".join(file.read_text("utf-8") for file in LOGIC)
    own = path.read_text("utf-8")
    names = set(re.findall(r"^(?:  (\w+):|export const (\w+))", own, re.MULTILINE))
    names = {name for pair in names for name in pair if name}
    assert names or path.name == "en-howto.js"
    by_kind = {"range", "interval", "choice", "select", "toggle", "actions", "code", "image",
               "numpy", "scipy"}
    used = logic + own
    unused = {name for name in names - by_kind
              if not re.search(rf"\.{name}\b|command: \"{name}\"|import .*\b{name}\b", used)}
    assert unused == set()
