"""Demos that yield one result after the other."""
import asyncio
import importlib

import pytest

from kernel.core import Kernel
from kernel_pages import FakeHost, Page, write_demo

STEPS = '''"""Steps

A demo for the tests: yields as many results as it is asked for, one in each turn of the event loop.
"""
import asyncio
import numpy as np
from livedemo import Range, Result

CONTROLS = (Range(name="steps", label="Steps", default=3, low=0, high=1000, step=1),)
closed = []

def prepare(images):
    return None

async def compute(prepared, state):
    kept = np.ones(2)
    try:
        for step in range(state["steps"]):
            if step == 7:
                raise ValueError("seven")
            yield Result(f"Step {step}.", progress=step / state["steps"], step=np.array([step]), kept=kept)
            await asyncio.sleep(0)
    finally:
        closed.append(state["steps"])
'''


@pytest.fixture
def page(tmp_path, monkeypatch):
    host = FakeHost()
    page = Page(Kernel(host), host)
    page.send(type="open", demo=write_demo("kernel-steps", STEPS, tmp_path, monkeypatch), displays=[])
    host.sent.clear()
    return page


def kinds(page):
    return [message["type"] for _, message, _ in page.host.sent]


def test_every_result_is_posted_and_then_the_end(page):
    page.compute(steps=3)
    assert kinds(page) == ["result"] * 3 + ["done"]
    assert [(m["summary"], m["more"], m["progress"]) for _, m, _ in page.host.sent[:3]] == [
        ("Step 0.", True, 0), ("Step 1.", True, 1 / 3), ("Step 2.", True, 2 / 3)]
    assert {m["seq"] for _, m, _ in page.host.sent} == {7}
    assert [set(answer.arrays) for *_, answer in page.host.sent[:3]] == [{"step", "kept"}, {"step"}, {"step"}]


def test_no_result_is_an_end_too(page):
    page.compute(steps=0)
    assert kinds(page) == ["done"]


def test_an_error_on_the_way_is_answered_and_the_next_state_computes(page):
    page.compute(steps=9)
    assert kinds(page) == ["result"] * 7 + ["error"]
    assert page.host.sent[-1][1]["message"] == "ValueError: seven"
    page.compute(steps=1)
    assert kinds(page)[-2:] == ["result", "done"]


@pytest.mark.parametrize("kind", ["stop", "rest", "close"])
def test_it_can_be_stopped_on_the_way(page, kind):
    async def whole():
        running = asyncio.ensure_future(
            page.kernel.receive(1, {"type": "compute", "seq": 1, "state": {"steps": 6}}))
        while len(page.host.sent) < 2:
            await asyncio.sleep(0)
        await page.kernel.receive(1, {"type": kind})
        await running

    asyncio.run(whole())
    assert kinds(page)[-1] == "done"
    assert kinds(page).count("result") in (2, 3)
    assert importlib.sys.modules["demos.kernel_steps"].closed == [6]


def test_to_stop_what_does_not_run_does_nothing(page):
    page.send(type="stop")
    Page(page.kernel, page.host, 5).send(type="stop")
    page.compute(steps=2)
    assert kinds(page) == ["result", "result", "done"]
