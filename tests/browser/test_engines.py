"""The demos in Firefox and in WebKitGTK, the nearest thing to Safari: live, drawn, and answering a change."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from browser.opened import COUNT_COLOURS
from sitebuild import ROOT
from sitebuild.browsers import FIREFOX, WEBKIT_BROWSER, WEBKIT_DRIVER, XVFB, browser_executables

#: {demo: its slider that is moved by one step}
DEMOS = {"fourier-filtering": "radius", "thresholding": "level", "connected-components": "threshold"}
#: Has a worker of its own, which ends with the page: to load it again is to start Python again.
TWICE = "image-math"
#: Opens an image, keeps it, and takes it to another demo: functions of the page.
OWN = {
    "give": """() => {
      const transfer = new DataTransfer();
      const header = "{'descr': '|u1', 'fortran_order': False, 'shape': (8, 8), }".padEnd(117) + "\\n";
      const start = String.fromCharCode(147) + "NUMPY" + String.fromCharCode(1, 0, header.length, 0) + header;
      const bytes = Uint8Array.from([...start].map((c) => c.charCodeAt(0)).concat([...Array(64).keys()]));
      transfer.items.add(new File([bytes], "mine.npy"));
      const options = { dataTransfer: transfer, bubbles: true, cancelable: true };
      document.body.dispatchEvent(new DragEvent("drop", options));
    }""",
    "keep": """async () => {
      document.querySelector(".own [role=switch]").click();
      while (!/image=own/.test(location.hash) || (localStorage.getItem("livedemo.kept") ?? "[]") === "[]") {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }""",
    "use": """async () => {
      const select = document.querySelector(".own .use");
      while (select.options.length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
      select.value = "gamma-log";
      select.dispatchEvent(new Event("change"));
    }""",
    "shown": "() => document.querySelector('[data-control=image] select').selectedOptions[0]?.textContent",
    "wanted": "mine.npy",
}
#: Ways to start Python that work in each of them, the first page's and, where one is kept, a later page's.
RUNGS = ("bundle", "snapshot")
#: Four cold starts of Python, should a worker not outlive its page, and three answers.
LONGEST_S = 330


def firefox(found: dict[str, str]) -> list[str]:
    return ["node", str(ROOT / "web/tools/firefox_live.mjs"), found[FIREFOX]]


def webkit(found: dict[str, str]) -> list[str]:
    script = Path(__file__).with_name("webkit_live.py")
    return [found[XVFB], "-a", sys.executable, str(script), found[WEBKIT_DRIVER], found[WEBKIT_BROWSER]]


ENGINES = {"Firefox": (firefox, (FIREFOX,)), "WebKitGTK": (webkit, (WEBKIT_DRIVER, WEBKIT_BROWSER, XVFB))}


@pytest.fixture(scope="module", params=ENGINES)
def answers(request, address) -> dict[str, dict]:
    """What every demo did in one engine: one browser opens them all, one after the other."""
    command, needed = ENGINES[request.param]
    found = browser_executables()
    missing = [name for name in needed if name not in found]
    if missing:
        pytest.skip(f"{request.param} is not installed: {', '.join(missing)} not set")
    jobs = json.dumps([
        {"url": f"{address}demos/{demo}/", "control": control, "key": "ArrowRight", "script": COUNT_COLOURS}
        for demo, control in DEMOS.items()
    ] + [{"url": f"{address}demos/{TWICE}/", "again": True}, {"url": f"{address}demos/thresholding/", **OWN}])
    command = [*command(found), jobs]
    done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST_S, check=False)
    assert done.returncode == 0, done.stderr
    return dict(zip([*DEMOS, TWICE, "own"], json.loads(done.stdout), strict=True))


@pytest.mark.timeout(LONGEST_S + 30)
@pytest.mark.parametrize("demo", DEMOS)
def test_live_and_answers_a_change(answers, demo):
    answer = answers[demo]
    assert answer["stage"] == "live", answer
    assert answer["rung"] in RUNGS, answer
    time = r"[\d.]+ ms"
    assert re.fullmatch(rf"CPU: \w[\w-]+(, {time}( \(.+\))?)? · {time} in all\s*", answer["status"])
    assert answer["after"] != answer["before"]
    assert re.match(r"Low-pass at 41 |Threshold 0.495: |\d+ regions, ", answer["after"])
    assert min(answer["value"].values()) > 1, answer["value"]  # every figure shows more than one colour
    assert answer["errors"] == []


@pytest.mark.timeout(LONGEST_S + 30)
def test_the_second_visit_starts_from_a_snapshot_or_as_the_first(answers):
    """Firefox restores it; the worker in WebKitGTK does not find what was kept, and starts from bundles."""
    answer = answers[TWICE]
    assert answer["kept"] in ("yes", "no"), answer
    assert answer["rung"] in RUNGS
    assert answer["after"] == answer["before"]
    assert answer["errors"] == []


@pytest.mark.timeout(LONGEST_S + 30)
def test_an_own_image_is_kept_and_taken_to_another_demo(answers):
    assert answers["own"] == {"names": ["mine.npy"] * 3, "errors": []}
