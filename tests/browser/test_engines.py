"""The demos in Firefox and in WebKitGTK, the nearest thing to Safari: live, drawn, and answering a change."""

import base64
import json
import re
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from browser.opened import COUNT_COLOURS
from sitebuild import ROOT
from sitebuild.browsers import FIREFOX, WEBKIT_BROWSER, WEBKIT_DRIVER, XVFB, browser_executables
from sitebuild.listing import listing

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
#: Its code comes with the link, is run when the reader agrees, and is stopped.
EDITED = "gamma-log"
EDITED_END = """
own = compute


async def compute(prepared, state):
    result = await own(prepared, state)
    result.summary = f"Mine: {result.summary}"
    return result
"""
EDIT = """async () => {
  const until = (ready) => new Promise((resolve) => {
    const check = () => (ready() ? resolve() : requestAnimationFrame(check));
    check();
  });
  const buttons = () => [...document.querySelectorAll("#code-panel button")];
  const button = (name) => buttons().find((one) => one.textContent === name);
  const summary = document.querySelector("#summary");
  await until(() => button("Run it"));
  const inside = [...document.querySelectorAll("#code-panel *")].find((element) => element.shadowRoot);
  const shown = inside.shadowRoot.querySelector(".cm-content").textContent;
  button("Run it").click();
  await until(() => summary.textContent.startsWith("Mine: "));
  button("Stop").click();
  await until(() => !summary.textContent.startsWith("Mine: "));
  return shown;
}"""
#: Ways to start Python that work in each of them, the first page's and, where one is kept, a later page's.
RUNGS = ("bundle", "snapshot")
#: Ways to put a demo into a page of another origin: attributes of the frame, by name.
FRAMED = {"frame": "", "sandbox": 'sandbox="allow-scripts"'}
#: WebKit takes 'self' in a page's policy for the sandbox's origin, and loads nothing.
BLOCKED = {("WebKitGTK", "sandbox")}
#: Pyodide asks in this way what kind of worker it is in, and takes the refusal for an answer.
ASKED = "blocked a script (script-src-elem) at data:text/javascript"
#: Six cold starts of Python, should a worker not outlive its page, and five answers.
LONGEST_S = 480


HOST = """<!doctype html><html lang="en"><title>A page</title><link rel="icon" href="data:,">
<iframe title="demo" width="960" height="540" {attributes} src="{address}demos/thresholding/?embed">
</iframe>"""


def firefox(found: dict[str, str]) -> list[str]:
    return ["node", str(ROOT / "web/tools/firefox_live.mjs"), found[FIREFOX]]


def webkit(found: dict[str, str]) -> list[str]:
    script = Path(__file__).with_name("webkit_live.py")
    return [found[XVFB], "-a", sys.executable, str(script), found[WEBKIT_DRIVER], found[WEBKIT_BROWSER]]


ENGINES = {"Firefox": (firefox, (FIREFOX,)), "WebKitGTK": (webkit, (WEBKIT_DRIVER, WEBKIT_BROWSER, XVFB))}


def edited() -> str:
    """Code as a link has it: the demo's own, with another beginning of its summary."""
    text = listing(EDITED)["text"] + EDITED_END
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    return base64.urlsafe_b64encode(deflate.compress(text.encode()) + deflate.flush()).decode().rstrip("=")


@pytest.fixture(scope="module", params=ENGINES)
def answers(request, address, plain_server, tmp_path_factory) -> dict[str, dict]:
    """What every demo did in one engine: one browser opens them all, one after the other."""
    command, needed = ENGINES[request.param]
    found = browser_executables()
    missing = [name for name in needed if name not in found]
    if missing:
        pytest.skip(f"{request.param} is not installed: {', '.join(missing)} not set")
    hosts = []
    framed = {name: attributes for name, attributes in FRAMED.items() if (request.param, name) not in BLOCKED}
    for name, attributes in framed.items():
        folder = tmp_path_factory.mktemp(name)
        (folder / "index.html").write_text(HOST.format(address=address, attributes=attributes))
        hosts.append(plain_server(folder))
    jobs = json.dumps([
        {"url": f"{address}demos/{demo}/", "control": control, "key": "ArrowRight", "script": COUNT_COLOURS}
        for demo, control in DEMOS.items()
    ] + [{"url": f"{address}demos/{TWICE}/", "again": True}, {"url": f"{address}demos/thresholding/", **OWN},
         {"url": f"{address}demos/{EDITED}/#edited={edited()}", "control": "gamma", "key": "ArrowRight",
          "script": EDIT}] + [
        {"url": host, "framed": True, "control": "level", "key": "ArrowRight", "script": COUNT_COLOURS}
        for host in hosts
    ])
    command = [*command(found), jobs]
    done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST_S, check=False)
    assert done.returncode == 0, done.stderr
    return dict(zip([*DEMOS, TWICE, "own", EDITED, *framed], json.loads(done.stdout), strict=True))


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


@pytest.mark.timeout(LONGEST_S + 30)
def test_code_of_a_link_is_edited_run_and_stopped(answers):
    answer = answers[EDITED]
    assert answer["value"].startswith(listing(EDITED)["text"].splitlines()[0])
    assert not answer["after"].startswith("Mine: ")
    assert answer["errors"] == []


@pytest.mark.timeout(LONGEST_S + 30)
@pytest.mark.parametrize("way", FRAMED)
def test_live_in_a_page_of_another_origin(answers, way):
    if way not in answers:
        pytest.skip("this engine loads nothing in such a sandbox")
    answer = answers[way]
    assert answer["stage"] == "live", answer
    assert answer["after"].startswith("Threshold 0.495: ")
    assert min(answer["value"].values()) > 1, answer["value"]
    assert [error for error in answer["errors"] if ASKED not in error] == []
