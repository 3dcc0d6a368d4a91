"""Open demos in WebKitGTK, press a key on one slider of each, and report what they did.

    xvfb-run -a python webkit_live.py DRIVER BROWSER JOBS

DRIVER is WebKitWebDriver and BROWSER MiniBrowser; JOBS and what is printed are as in
web/tools/firefox_live.mjs, without the errors of the console, which this driver does not tell.
"""

import contextlib
import json
import sys
from typing import Any

from selenium.common.exceptions import TimeoutException, WebDriverException
from selenium.webdriver import WebKitGTK
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

BOOT_S = 90
SAVING_S = 240
ANSWER_S = 20
KEYS = {"ArrowRight": Keys.ARROW_RIGHT, "ArrowLeft": Keys.ARROW_LEFT}


def text(driver: WebKitGTK, selector: str) -> str:
    return driver.find_element(By.CSS_SELECTOR, selector).text


def stage(driver: WebKitGTK) -> str:
    return told(driver, "stage")


def wait(driver: WebKitGTK, seconds: float, ready: Any) -> None:
    """Wait until `ready(driver)`; the report tells if it never is."""
    with contextlib.suppress(TimeoutException):
        WebDriverWait(driver, seconds, poll_frequency=0.1).until(ready)


def told(driver: WebKitGTK, name: str) -> str | None:
    return driver.execute_script("return document.documentElement.dataset[arguments[0]] ?? null", name)


def again(driver: WebKitGTK, before: str) -> dict[str, Any]:
    """Reload a page once it has said whether it keeps a snapshot."""
    wait(driver, BOOT_S, lambda _: told(driver, "kept"))
    kept = told(driver, "kept")
    driver.refresh()
    wait(driver, BOOT_S, lambda _: stage(driver) in ("live", "failed"))
    return {"kept": kept, "rung": told(driver, "rung"), "before": before, "after": text(driver, "#summary"),
            "errors": []}


def without_network(driver: WebKitGTK, job: dict[str, Any]) -> dict[str, Any]:
    """Have everything kept; tell the stages that demos reach once nobody answers any more."""
    driver.get(job["url"])
    wait(driver, BOOT_S, lambda _: driver.find_element(By.ID, "offline").is_displayed())
    keep = driver.find_element(By.ID, "offline-keep")
    if keep.is_displayed():
        keep.click()
        wait(driver, SAVING_S, lambda _: told(driver, "offline") in ("yes", "partly"))
    kept = text(driver, "#offline-status")
    if told(driver, "offline") != "yes":
        return {"kept": kept, "stages": [], "errors": ["not everything was kept"]}
    with contextlib.suppress(WebDriverException):
        driver.get(job["cut"])
    stages = []
    for demo in job["offline"]:
        driver.get(demo)
        wait(driver, BOOT_S, lambda _: stage(driver) in ("live", "failed"))
        stages.append(stage(driver))
        if stages[-1] != "live":
            break  # the others would take as long to fail
    return {"kept": kept, "stages": stages, "errors": []}


def own_image(driver: WebKitGTK, job: dict[str, Any]) -> dict[str, Any]:
    """Tell what is shown of an image that was opened, after it was kept and taken to another demo."""
    names = []

    def ask(script: str) -> Any:
        return driver.execute_async_script(
            f"const done = arguments[0]; Promise.resolve(({script})()).then(done)")

    def note() -> None:
        wait(driver, BOOT_S, lambda _: stage(driver) in ("live", "failed"))
        wait(driver, ANSWER_S, lambda _: ask(job["shown"]) == job["wanted"])
        names.append(ask(job["shown"]))

    driver.get(job["url"])
    wait(driver, BOOT_S, lambda _: stage(driver) in ("live", "failed"))
    ask(job["give"])
    note()
    ask(job["keep"])
    driver.refresh()
    note()
    here = driver.current_url
    ask(job["use"])
    wait(driver, ANSWER_S, lambda _: driver.current_url.partition("#")[0] != here.partition("#")[0])
    note()
    return {"names": names, "errors": []}


def run(driver: WebKitGTK, job: dict[str, Any]) -> dict[str, Any]:
    if "offline" in job:
        return without_network(driver, job)
    if "give" in job:
        return own_image(driver, job)
    driver.get(job["url"])
    if job.get("framed"):
        driver.switch_to.frame(driver.find_element(By.TAG_NAME, "iframe"))
    wait(driver, BOOT_S, lambda _: stage(driver) in ("live", "failed"))
    before = text(driver, "#summary")
    if job.get("again"):
        return again(driver, before)
    if job.get("framed"):
        driver.find_element(By.ID, "summary").click()  # the keyboard is the frame's only now
    driver.find_element(By.CSS_SELECTOR, f"[data-control={job['control']}] input").send_keys(KEYS[job["key"]])
    wait(driver, ANSWER_S, lambda _: text(driver, "#summary") != before)
    return {
        "stage": stage(driver), "rung": told(driver, "rung"), "status": text(driver, "#status"), "errors": [],
        "before": before, "after": text(driver, "#summary"),
        "value": driver.execute_script(f"return ({job['script']})()"),
    }


def main(executable: str, browser: str, jobs: str) -> None:
    options = Options()
    options.binary_location = browser
    options.add_argument("--automation")
    driver = WebKitGTK(options=options, service=Service(executable))
    try:
        driver.set_window_size(1280, 820)
        print(json.dumps([run(driver, job) for job in json.loads(jobs)]))
    finally:
        driver.quit()


if __name__ == "__main__":
    main(*sys.argv[1:])
