"""Histograms, as an operation on a `Plan` (see `gpu.plan`), with the very counts of `numpy.histogram`."""

from __future__ import annotations

import numpy as np

from gpu.errors import TooLarge
from gpu.plan import Array, Plan

#: What the memory of a workgroup is set aside for in histogram.wgsl.
MOST_BINS = 1024
#: Elements that one workgroup counts at least, unless there are fewer: each adds all its bins to the result.
_SHARE = 4096
_MOST_GROUPS = 1024


def histogram(plan: Plan, values: Array, bin_edges: Array) -> Array:
    """Count values by comparing them with the edges of bins, as ``numpy.histogram(values, bin_edges)``.

    Parameters
    ----------
    plan : Plan
        What the dispatch is added to.
    values : Array of float32
        Of any shape.
    bin_edges : Array of float32
        Shape (bins + 1,), ascending. Bin n holds bin_edges[n] <= value < bin_edges[n + 1], the last bin also
        the last edge; other values are not counted.

    Returns
    -------
    Array of uint32
        Shape (bins,).

    Raises
    ------
    ValueError
        If there are not two edges or more in a line.
    TooLarge
        If there are more than `MOST_BINS` bins.
    """
    if len(bin_edges.shape) != 1 or bin_edges.size < 2:
        raise ValueError(f"the edges of the bins have the shape {bin_edges.shape}; (bins + 1,) is expected")
    bins = bin_edges.size - 1
    if bins > MOST_BINS:
        raise TooLarge(f"{bins} bins are too many for the GPU; allowed are {MOST_BINS}")
    groups = min(-(-values.size // _SHARE), _MOST_GROUPS)
    return plan.dispatch("histogram", [values, bin_edges], (bins,), np.uint32, groups=(groups, 1, 1),
                         zeroed=True, BINS=bins, COUNT=values.size)
