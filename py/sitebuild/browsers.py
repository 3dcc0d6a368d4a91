"""Browsers to test with: find them, and install what is missing where that is possible.

Tests learn the paths from the variables that `browser_executables` names. Chromium is required; tests for
Firefox and WebKitGTK skip themselves when theirs is not set.
"""
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from sitebuild import BuildError
from sitebuild.console import say
from sitebuild.environment import apt_install

CHROMIUM = "LIVEDEMO_CHROMIUM"
FIREFOX = "LIVEDEMO_FIREFOX"
WEBKIT_DRIVER = "LIVEDEMO_WEBKIT_DRIVER"
WEBKIT_BROWSER = "LIVEDEMO_WEBKIT_BROWSER"
XVFB = "LIVEDEMO_XVFB_RUN"

_LIBRARIES = Path("/usr/lib")


def browser_executables() -> dict[str, str]:
    """Return the paths of the browsers and tools that are there, by the name of their variable.

    A variable that is set already is taken as it is.
    """
    found = {name: os.environ.get(name) or find() for name, find in _FINDERS.items()}
    return {name: path for name, path in found.items() if path}


def provide() -> dict[str, str]:
    """Install what is missing, as far as this machine lets us, and return `browser_executables`.

    Raises
    ------
    BuildError
        If there is no Chromium and none can be installed.
    """
    found = browser_executables()
    packages = [package for name, package in _PACKAGES.items() if name not in found]
    if not _has_vulkan():
        packages.append("mesa-vulkan-drivers")
    if packages and apt_install(packages):
        found = browser_executables()
    if CHROMIUM not in found:
        say("Installing Playwright's Chromium: no Chromium or Chrome was found")
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
        found = browser_executables()
    if CHROMIUM not in found:
        raise BuildError("the browser tests need Chromium or Chrome: "
                         f"install one, or set {CHROMIUM} to its path")
    for name in (FIREFOX, WEBKIT_DRIVER):
        if name not in found:
            say(f"Tests that need {_PACKAGES[name]} will be skipped: it is not installed")
    return found


def _first(names: Iterable[str], paths: Iterable[str] = ()) -> str | None:
    return (next(filter(None, map(shutil.which, names)), None)
            or next((path for path in paths if os.path.isfile(path)), None))


def _find_chromium() -> str | None:
    variables = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
    programs = [os.environ[name] for name in variables if name in os.environ]
    return _first(
        ("chromium", "google-chrome", "google-chrome-stable", "chromium-browser", "chrome"),
        ("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
         "/Applications/Chromium.app/Contents/MacOS/Chromium",
         *(f"{folder}/Google/Chrome/Application/chrome.exe" for folder in programs)),
    ) or _find_playwright_chromium()


def _find_playwright_chromium() -> str | None:
    from playwright.sync_api import sync_playwright
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.path.isfile(path) else None


def _find_firefox() -> str | None:
    return _first(("firefox-esr", "firefox"), ("/Applications/Firefox.app/Contents/MacOS/firefox",))


def _find_webkit_browser() -> str | None:
    return next((str(path) for path in sorted(_LIBRARIES.glob("*/webkit2gtk-4.*/MiniBrowser"))), None)


def _has_vulkan() -> bool:
    return platform.system() != "Linux" or any(Path("/usr/share/vulkan/icd.d").glob("*.json"))


_FINDERS: dict[str, Callable[[], str | None]] = {
    CHROMIUM: _find_chromium,
    FIREFOX: _find_firefox,
    WEBKIT_DRIVER: lambda: shutil.which("WebKitWebDriver"),
    WEBKIT_BROWSER: _find_webkit_browser,
    XVFB: lambda: shutil.which("xvfb-run"),
}
_PACKAGES = {
    CHROMIUM: "chromium",
    FIREFOX: "firefox-esr",
    WEBKIT_DRIVER: "webkit2gtk-driver",
    XVFB: "xvfb",
}
