"""Shot noise."""

from __future__ import annotations

import numpy as np


def detected(generator: np.random.Generator, expected: np.ndarray, dtype: type = np.uint16) -> np.ndarray:
    """Return Poisson counts with the means `expected`; like a detector, they saturate where `dtype` ends."""
    return np.minimum(generator.poisson(expected), np.iinfo(dtype).max).astype(dtype)
