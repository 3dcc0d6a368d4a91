"""A kernel whose host is made of lists, and pages that talk to it."""

from __future__ import annotations

import asyncio
import importlib
import json
import sys
from pathlib import Path

import numpy as np
import pytest

import demos
import samples

ALL_SAMPLES = tuple(samples.names())
DISPLAYS = [{"array": "fresh", "colours": ["#000000", "#ffffff"], "low": None, "high": None},
            {"array": "image", "colours": ["#000000", "#ffffff"], "low": None, "high": None}]


def write_demo(name: str, text: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Write a demo for one test into `folder`, beside our own; return its name."""
    module = name.replace("-", "_")
    monkeypatch.setattr(demos, "__path__", [*demos.__path__, str(folder)])
    monkeypatch.delitem(sys.modules, f"demos.{module}", raising=False)
    (folder / f"{module}.py").write_text(text)
    importlib.invalidate_caches()
    return name


class FakeHost:
    """Keeps what the kernel says to each page; serves samples of 8 x 8 pixels."""

    def __init__(self):
        self.sent = []
        self.fetched = []
        self.packages = []

    def post(self, client, message, answer=None):
        json.dumps(message)
        self.sent.append((client, message, answer))

    async def fetch(self, path):
        self.fetched.append(path)
        name = path.removeprefix("samples/").removesuffix(".npz")
        picture = np.full((8, 8), ALL_SAMPLES.index(name), np.uint8)
        return samples.export(samples.Sample(name, name.title(), "", picture, "electrons"))

    async def load_packages(self, names, client):
        self.packages.append(names)


class Page:
    """One page: sends messages and returns what it is answered."""

    def __init__(self, kernel, host, number=1):
        self.kernel, self.host, self.number = kernel, host, number

    def send(self, **message):
        before = len(self.host.sent)
        asyncio.run(self.kernel.receive(self.number, message))
        answers = self.host.sent[before:]
        assert {client for client, _, _ in answers} <= {self.number}
        return answers[0][1:] if answers else (None, None)

    def open(self, demo):
        return self.send(type="open", demo=demo, displays=DISPLAYS)[0]

    def compute(self, **state):
        return self.send(type="compute", seq=7, state=state)

    def image(self, data, name="mine.png", control="image", **fields):
        return self.send(type="image", control=control, name=name, data=data, frame=0, **fields)[0]
