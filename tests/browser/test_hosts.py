"""Static hosts that do less than our development server."""

import zipfile

import pytest
from playwright.sync_api import expect

from browser.faults import missing, said_to_be_gzip, uncompressed
from browser.opened import BOOT, Opened
from sitebuild import stick

#: Bytes of the archives and of Python's core that a demo starts with: stored, and compressed.
LARGE, SMALL = 15e6, 8e6


def archives(server) -> dict[str, int]:
    """What was asked for of Python's files, with the size of each on disk."""
    paths = {path.partition("?")[0].removeprefix(server.base_path) for path, _ in server.asked}
    return {path: (server.root / path).stat().st_size for path in paths
            if path.startswith(("bundles/", "pyodide/", "kernel/app")) and (server.root / path).is_file()}


def elsewhere(server) -> str:
    """The server's address under a name that is not this computer's own."""
    return server.url.replace("127.0.0.1", "site.localhost")


def test_a_host_that_compresses_nothing_sends_what_the_build_compressed(page, own_server):
    own_server.faults[""] = uncompressed
    opened = Opened(page, elsewhere(own_server)).go("fourier-filtering")
    opened.expect_drawn()
    asked = archives(own_server)
    packed = {path for path in asked if path.endswith(".gz")}
    assert {"bundles/numpy.zip.gz", "pyodide/pyodide.asm.wasm.gz", "kernel/app.zip.gz"} <= packed
    assert sum(asked[path] for path in packed) < SMALL
    assert sum((own_server.root / path[:-3]).stat().st_size for path in packed) > LARGE


@pytest.mark.parametrize("fault", [missing, said_to_be_gzip])
def test_whatever_a_host_does_with_compressed_files(page, own_server, fault, faults):
    if fault is missing:
        faults.allowed.append("404")
    own_server.faults = {".gz?": fault, "": uncompressed}
    Opened(page, elsewhere(own_server)).go("fourier-filtering").expect_drawn()
    assert "bundles/numpy.zip" in archives(own_server)


def test_a_host_that_compresses_is_not_asked_twice(page, own_server):
    Opened(page, elsewhere(own_server)).go("fourier-filtering")
    assert not [path for path in archives(own_server) if path.endswith(".gz")]


def test_on_this_computer_nothing_is_unpacked(page, own_server):
    own_server.faults[""] = uncompressed
    Opened(page, own_server.url).go("fourier-filtering")
    assert not [path for path in archives(own_server) if path.endswith(".gz")]


@pytest.mark.scikit_image
def test_the_zip_works_from_a_folder_with_pythons_own_server(page, built, plain_server, tmp_path):
    archive = stick.write(built, tmp_path / "site.zip")
    with zipfile.ZipFile(archive) as content:
        content.extractall(tmp_path)
    folder = tmp_path / stick.FOLDER
    how_to = (folder / stick.HOW_TO).read_text("utf-8").splitlines()
    assert len(how_to) == 2
    assert "python3 -m http.server" in how_to[0]
    address = plain_server(folder)
    Opened(page, address).go("thresholding").expect_drawn()
    page.goto(f"{address}deck/#watch-a-frequency-fold")
    expect(page.frame_locator(".current iframe").locator("html")).to_have_attribute(
        "data-stage", "live", timeout=BOOT)
