"""When Python's memory comes from a snapshot: what is in it, new random numbers, and whether it works."""

from __future__ import annotations

import gc
import io
import random
import sys

import numpy as np

from livedemo import discovery


def rehearse(demo: str) -> None:
    """Import what the demo of this name needs, and do once what every start does.

    Functions of libraries import modules when they are called first; those are then in the snapshot, too.
    """
    discovery.load(demo)
    archive = io.BytesIO()
    np.savez_compressed(archive, image=np.zeros(1))
    archive.seek(0)
    np.load(archive)["image"]
    gc.collect()


def wake() -> None:
    """Seed the generators anew, which a snapshot would let repeat, and compute what is known.

    Raises
    ------
    RuntimeError
        If a result is wrong: this memory does not belong to these modules.
    """
    random.seed()
    if "numpy.random.mtrand" in sys.modules:  # numpy.random is there before it has run: see kernel.deferring
        np.random.seed()  # noqa: NPY002 - the global generator is the one that is frozen in a snapshot
    wave = np.cos(2 * np.pi * 3 * np.arange(16) / 16)
    spectrum = np.abs(np.fft.rfft2(np.tile(wave, (8, 1))))
    known = np.zeros((8, 9))
    known[0, 3] = 8 * 16 / 2
    if not np.allclose(spectrum, known, atol=1e-9):
        raise RuntimeError("a Fourier transform is wrong")
    if ndimage := sys.modules.get("scipy.ndimage"):
        labels, count = ndimage.label(np.diag((1, 0, 1, 0, 1)))
        if count != 3 or labels[4, 4] != 3:
            raise RuntimeError("a labelling is wrong")
