"""A diffraction pattern with the faults of a detector: figures about restoration share it."""

from __future__ import annotations

import numpy as np

import samples


def faulty() -> tuple[np.ndarray, dict[str, np.ndarray], np.ndarray]:
    """Return the recorded counts, masks of the faults by name, and the mean counts without them."""
    sample = samples.make("diffraction", peak=2e3, stop=True)
    window = (slice(120, 400), slice(110, 390))
    recorded, expected = (values[window].astype(float) for values in (sample.image, sample.truth["expected"]))
    chance = np.random.default_rng(12).random(recorded.shape)
    masks = {"hot": chance < 0.004, "dead": chance > 0.996, "stop": sample.truth["stop"][window],
             "gap": np.zeros(recorded.shape, bool)}
    masks["gap"][:, 196:202] = True
    recorded[masks["hot"]] = 2000
    recorded[masks["dead"] | masks["gap"]] = 0
    return recorded, masks, expected
