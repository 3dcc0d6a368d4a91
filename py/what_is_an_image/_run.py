"""Compute a demo in one state."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np

from imaging.reading import read_image
from kernel.editing import with_code
from kernel.session import Answer, Session
from livedemo import OWN_IMAGE, ControlError, Picture, discovery
from samples import load

Image = np.ndarray | str | PathLike | tuple[str | PathLike, int]
"""An array, a file, or a file and the frame of it."""


@dataclass(frozen=True)
class Computed:
    """What a demo computed.

    Attributes
    ----------
    summary : str
        The sentence below its figures.
    arrays : dict of str to numpy.ndarray
        Results by name.
    state : dict
        The whole state, as it was computed.
    """

    summary: str
    arrays: dict[str, np.ndarray]
    state: dict[str, Any]


def run(demo: str, state: Mapping[str, Any] | None = None, images: Mapping[str, Image] | None = None,
        code: Mapping[str, Any] | None = None) -> Computed:
    """Compute a demo as its page does, on the CPU.

    Parameters
    ----------
    demo : str
        Its name, as in the address of its page.
    state : mapping, optional
        Values of controls; the others have their defaults.
    images : mapping, optional
        Images in the place of samples, by the name of their control: an array with two axes, the path of a
        file, or a pair of a path and a frame.
    code : mapping, optional
        Names of a module whose functions stand in the place of the demo's own: ``prepare``, ``compute`` ...

    Returns
    -------
    Computed

    Raises
    ------
    livedemo.discovery.DemoError
        If there is no such demo.
    livedemo.ControlError
        If a value or the name of a control is wrong.
    imaging.reading.ImageError
        If a file holds no image.
    OSError
        If a file cannot be read.
    """
    found = discovery.load(demo)
    session = Session(with_code(found, dict(code)) if code else found, (), _sample)
    values = dict(state or {})
    for control, image in (images or {}).items():
        session.set_image(control, _picture(control, image))
        values[control] = OWN_IMAGE
    answers: list[Answer] = []
    asyncio.run(session.compute(values, answers.append, "cpu"))
    arrays: dict[str, np.ndarray] = {}
    for answer in answers:  # what has not changed since the answer before is not in one
        arrays |= answer.arrays
    return Computed(answers[-1].fields["summary"], arrays, answers[-1].fields["state"])


async def _sample(name: str) -> Picture:
    sample = load((files(__package__) / "samples" / f"{name}.npz").read_bytes())
    return Picture(sample.image, name, sample.title, sample.pixel_size, sample.unit, sample.truth)


def _picture(control: str, image: Image) -> Picture:
    if isinstance(image, np.ndarray):
        if image.ndim != 2 or not image.size or image.dtype.kind not in "biuf":
            raise ControlError(f"{control}: an array of the shape {image.shape} and the type {image.dtype}; "
                               "two axes and real numbers are expected")
        return Picture(image)
    path, frame = image if isinstance(image, tuple) else (image, 0)
    path = Path(path)
    return Picture(read_image(path.read_bytes(), path.name, frame).array, title=path.name)
