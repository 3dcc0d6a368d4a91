"""The GPU on our pages, played by SwiftShader: what is chosen and shown, and what happens when it fails."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

from browser.chromium import WEBGPU_ARGS, launch
from browser.conftest import BASE, WIDE, Faults
from browser.faults import FaultyServer, preceded_by
from browser.opened import Embedded, Opened

#: Largest difference of a demo's arrays on GPU and CPU, as a part of their range.
TOLERANCE = 1e-5
#: Demos that compute on the GPU where it is faster.
USERS = ("fourier-filtering",)


@pytest.fixture(scope="module")
def chromium_with_gpu(playwright) -> Iterator[Browser]:
    browser = launch(playwright, WEBGPU_ARGS)
    yield browser
    browser.close()


@pytest.fixture
def gpu_page(chromium_with_gpu: Browser, faults: Faults) -> Iterator[Page]:
    """A page of a browser that knows nothing, with a software adapter."""
    context = chromium_with_gpu.new_context(viewport=WIDE, reduced_motion="reduce")
    faults.watch(context)
    yield context.new_page()
    context.close()


@pytest.fixture
def own(built) -> Iterator[FaultyServer]:
    with FaultyServer(built, BASE) as server:
        yield server


@pytest.fixture
def opened(gpu_page, own) -> Opened:
    return Opened(gpu_page, own.url)


def choice(opened: Opened):
    """The choice of CPU or GPU, with the settings open."""
    if opened.page.get_by_role("dialog", name="Settings").is_hidden():
        opened.page.get_by_role("button", name="Settings").click()
    return opened.page.get_by_label("Compute on")


def test_a_software_adapter_is_not_used_unasked(opened):
    opened.go("fourier-filtering")
    assert opened.status.inner_text().startswith("CPU: numpy, ")
    expect(choice(opened)).to_have_value("auto")


def test_the_person_can_force_either_and_the_page_says_what_ran(opened):
    opened.go("fourier-filtering", "#radius=30")
    summary = opened.summary.inner_text()
    choice(opened).select_option("gpu")
    expect(opened.status).to_contain_text("GPU: google swiftshader")
    expect(opened.summary).to_have_text(summary)
    assert "backend=gpu" in opened.page.url
    opened.expect_drawn()
    opened.slide("radius", 31)
    expect(opened.summary).not_to_have_text(summary)
    expect(opened.status).to_contain_text("GPU: google swiftshader")
    opened.page.reload()
    opened.wait("live")
    expect(opened.status).to_contain_text("GPU: google swiftshader")
    choice(opened).select_option("cpu")
    expect(opened.status).to_contain_text("CPU: numpy")
    choice(opened).select_option("auto")
    expect(choice(opened)).to_have_value("auto")
    assert "backend" not in opened.page.url


def test_a_demo_without_a_choice_shows_none(opened):
    opened.go("thresholding")
    expect(choice(opened)).to_be_hidden()


@pytest.mark.parametrize("name", USERS)
def test_the_gpu_gives_what_the_cpu_gives(gpu_page, own, parent, name):
    embedded = Embedded(gpu_page, parent)
    arrays = {}
    for backend in ("cpu", "gpu"):
        live = embedded.go(f"{own.url}demos/{name}/?embed&backend={backend}")
        assert live["backend"].startswith(backend.upper())
        arrays[backend] = embedded.arrays()
    for array, ours in arrays["cpu"].items():
        theirs = arrays["gpu"][array]
        assert (theirs.shape, theirs.dtype) == (ours.shape, ours.dtype)
        extent = float(np.ptp(ours.astype(float)))
        np.testing.assert_allclose(theirs, ours, rtol=0, atol=TOLERANCE * extent, err_msg=array)


NO_ADAPTER = "navigator.gpu.requestAdapter = async () => null;"
REFUSED = """GPUAdapter.prototype.requestDevice = async () => {
  throw new DOMException("not today", "OperationError");
};"""
LOST_ON_THE_WAY = """{
  const devices = [];
  const request = GPUAdapter.prototype.requestDevice;
  GPUAdapter.prototype.requestDevice = async function (...rest) {
    const device = await request.apply(this, rest);
    devices.push(device);
    return device;
  };
  const submit = GPUQueue.prototype.submit;
  GPUQueue.prototype.submit = function (...rest) {
    submit.apply(this, rest);
    devices.at(-1).destroy();
  };
}"""
NO_MEMORY = """GPUDevice.prototype.popErrorScope = async () => {
  return new GPUOutOfMemoryError("all of it is taken");
};"""
DOES_NOT_COMPILE = """{
  const create = GPUDevice.prototype.createShaderModule;
  GPUDevice.prototype.createShaderModule = function (what) {
    return create.call(this, { ...what, code: what.code.replace("fn main", "fn main main") });
  };
}"""


@pytest.mark.parametrize(("fault", "reason"), [
    (NO_ADAPTER, "this browser found no GPU"),
    (REFUSED, "this browser refused its GPU: not today"),
    (LOST_ON_THE_WAY, "the GPU was lost"),
    (NO_MEMORY, "the GPU has no memory left: all of it is taken"),
    (DOES_NOT_COMPILE, r".wgsl, line "),
], ids=["no adapter", "refused", "lost on the way", "no memory", "does not compile"])
def test_what_fails_on_the_gpu_is_computed_on_the_cpu_and_the_page_says_so(opened, own, fault, reason):
    own.faults["kernel/worker.js"] = preceded_by(fault)
    opened.go("fourier-filtering", "?backend=gpu")
    expect(opened.status).to_contain_text("CPU: numpy")
    expect(opened.status).to_contain_text(reason)
    opened.expect_drawn()
    before = opened.summary.inner_text()
    opened.slide("radius", 55)
    expect(opened.summary).not_to_have_text(before)
    expect(opened.status).to_contain_text("CPU: numpy")


def test_without_webgpu_the_page_says_so_when_the_gpu_is_wanted(demo):
    demo.go("fourier-filtering", "?backend=gpu")
    expect(demo.status).to_contain_text("CPU: numpy")
    expect(demo.status).to_contain_text("this browser")


def test_the_race_fills_in_stops_and_starts_again(opened):
    opened.go("fft-race", "#largest=2048")
    stop = opened.page.get_by_role("button", name="Stop")
    measure = opened.page.get_by_role("button", name="Measure")
    expect(stop).to_be_hidden()
    measure.click()
    expect(opened.summary).to_contain_text("256 x 256: numpy.fft", timeout=60_000)
    expect(opened.page.locator("#progress")).to_be_visible()
    stop.click()
    expect(stop).to_be_hidden()
    expect(opened.summary).not_to_contain_text("2048 x 2048")
    opened.control("largest").locator("select").select_option("128")
    expect(opened.summary).to_contain_text("128 x 128: numpy.fft", timeout=60_000)
    expect(stop).to_be_hidden(timeout=60_000)
    expect(opened.summary).to_contain_text("GPU with transfer")
    expect(opened.summary).to_contain_text("memory of google swiftshader")
    opened.page.get_by_role("button", name="Reset").click()
    expect(opened.summary).to_contain_text("Press Measure")
