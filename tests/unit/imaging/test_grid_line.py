"""The grid keeps to its lines, reaches the rim, and is the same however finely it is cut."""

import numpy as np
import pytest

from imaging.grid_line import grid_line

SHAPES = [(64, 64), (61, 84), (84, 61), (1, 1), (9, 1), (1, 30)]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("pieces", [1, 5])
def test_it_runs_along_rows_and_columns_only_to_the_rim(shape, pieces):
    x, y = grid_line(shape, pieces=pieces)
    assert (np.isclose(np.diff(x), 0) | np.isclose(np.diff(y), 0)).all()
    rim = (-0.5, shape[1] - 0.5, -0.5, shape[0] - 0.5)
    assert (x.min(), x.max(), y.min(), y.max()) == pytest.approx(rim)


@pytest.mark.parametrize("shape", SHAPES)
def test_from_line_to_line_it_keeps_to_the_rim(shape):
    """Every piece lies on a line of the grid or on the rim."""
    step = max(shape) / 8
    for x, y in zip(*(np.stack([c[:-1], c[1:]], 1) for c in grid_line(shape)), strict=True):
        along = [(v[0] + 0.5) / step for v in (x, y) if v[0] == v[1]]
        rim = [v[0] == v[1] and v[0] in (-0.5, n - 0.5) for v, n in ((x, shape[1]), (y, shape[0]))]
        assert any(rim) or any(np.isclose(a, round(a)) for a in along)


def test_a_square_has_nine_lines_each_way():
    x, y = grid_line((80, 80))
    assert sorted(set(x)) == sorted(set(y)) == [10.0 * i - 0.5 for i in range(9)]


def test_pieces_lie_on_the_same_corners():
    fine, coarse = grid_line((40, 56), pieces=4), grid_line((40, 56))
    np.testing.assert_allclose(fine[:, ::32], coarse)
