"""Film: pixels are counted, and what is expected is an integral over the radii, in small steps."""
import numpy as np

from claims import N


def expected(light, state):
    """Return the share of the film that is 1 - exp(-N E[a p] / A), for radii whose logarithm is normal."""
    deviate = np.linspace(-9, 9, 2001)
    weight = np.exp(-(deviate**2) / 2)
    growth = np.exp(2 * state["spread"] / 100 * deviate)
    levels, counts = np.unique(light, return_counts=True)
    hit = 1 - (1 - state["fog"]) * np.exp(-state["exposure"] * np.outer(levels.astype(np.float64), growth))
    mean = hit @ (weight / weight.sum() * growth) * np.pi * state["radius"] ** 2
    return np.average(1 - np.exp(-state["grains"] / light.size * mean), weights=counts)


def claims(arrays, state, pictures):
    developed, light = arrays["developed"], arrays["light"]
    share = expected(light, state)
    np.testing.assert_allclose(arrays["expected"].mean(dtype=np.float64), share, atol=1e-4)
    yield f"^{N} % of the film is black, ", 100 * np.mean(~developed)
    yield f"black, {N} % expected; ", 100 * share
    yield f"; {N} grains, one on {N} px²; ", state["grains"], developed.size / state["grains"]
    rows, columns = np.ceil(np.divide(light.shape, state["pixel"]))
    yield rf"the grid has {N} x {N} pixels\.$", rows, columns
