"""Maps that bring one image onto another, fitted to pairs of points by least squares.

A map goes from the moving image to the static one. Matrices are those of `imaging.affine`: (3, 3), from
(x, y, 1) in pixels, x the column and y the row, up to the division by the third number, which only a
projective map needs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from imaging import affine, polynomial

#: Pairs of points that fix each map, by the name of the map, from the simplest on.
PAIRS = {"identity": 0, "translation": 1, "euclidean": 2, "similarity": 2, "affine": 3, "projective": 4,
         "polynomial": 6}
#: What is fitted instead where the points do not fix a map.
SIMPLER = {"polynomial": "affine", "projective": "affine", "affine": "similarity",
           "similarity": "translation", "euclidean": "translation", "translation": "identity"}
#: Points lie on one line if they leave it by less than this part of their spread along it.
THIN = 1e-3
#: The third coordinate of what lies on the horizon, as good as 0.
FAR = 1e-9
#: Steps of Newton's method, and the rest in pixels at which it has arrived.
STEPS, ARRIVED = 20, 1e-9


@dataclass(frozen=True)
class Alignment:
    """A fitted map.

    Attributes
    ----------
    model : str
        Which map was fitted: the one that was asked for, or a simpler one.
    matrix : numpy.ndarray
        Shape (3, 3), from moving to static. Of a polynomial, its tangent in the middle of the points.
    back : polynomial.Map or None
        Of a polynomial alone: from static to moving, the direction in which it is fitted.
    """

    model: str
    matrix: np.ndarray
    back: polynomial.Map | None = None

    def __call__(self, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return where in the static image points of the moving one go: (x, y).

        A polynomial is inverted by Newton's method, from its tangent on; where that does not arrive, the
        tangent counts.
        """
        x, y = np.asarray(x, np.float64), np.asarray(y, np.float64)
        if self.back is not None:
            return _inverted(self.back, x, y, affine.applied(self.matrix, x, y))
        across, down, w = (m[0] * x + m[1] * y + m[2] for m in self.matrix)
        w = np.where(np.abs(w) > FAR, w, FAR)  # what goes to infinity goes far away
        return across / w, down / w

    def tangent(self, x: float, y: float) -> np.ndarray | None:
        """Return the affine map (3, 3) that touches this one at a point of the moving image.

        None where that point goes beyond the horizon of a projective map, or a polynomial folds.
        """
        at = self(x, y)
        if self.back is not None:
            slopes = _slopes(self.back, *at)
            if np.linalg.cond(slopes) > 1 / THIN:
                return None
            slopes = np.linalg.inv(slopes)
        else:
            w = self.matrix[2] @ (x, y, 1)
            if w < THIN:
                return None
            slopes = (self.matrix[:2, :2] - np.outer(at, self.matrix[2, :2])) / w
        tangent = np.eye(3)
        tangent[:2, :2] = slopes
        return affine.shift(*at) @ tangent @ affine.shift(-x, -y)

    def sources(self, shape: tuple[int, int]) -> np.ndarray:
        """Return for each pixel of a static image where in the moving one it comes from.

        Parameters
        ----------
        shape : (rows, columns)
            Of the static image.

        Returns
        -------
        numpy.ndarray
            Shape (2, rows, columns): rows and columns, finite; -2, which lies beyond any image, for what a
            projective map sees behind its horizon.
        """
        if self.back is not None:
            return self.back.grid(shape)
        row, column = np.ogrid[: shape[0], : shape[1]]
        x, y, w = (m[0] * column + (m[1] * row + m[2]) for m in np.linalg.inv(self.matrix))
        if self.model != "projective":
            return np.stack([y, x])
        front = w > FAR
        return np.where(front, np.stack([y, x]) / np.where(front, w, 1), -2.0)


def fit(moving: np.ndarray, static: np.ndarray, model: str, shape: tuple[int, int]) -> Alignment:
    """Fit a map to pairs of points by least squares.

    What is made small is the sum of squared distances in the static image: exactly so for a translation,
    a Euclidean map (rotation and translation), a similarity (with one scale) and an affine map. A projective
    map is found from the linear equations of its coordinates, scaled as Hartley does, and a polynomial of
    degree 2 makes distances in the moving image small.

    Parameters
    ----------
    moving, static : numpy.ndarray
        Shape (pairs, 2): rows and columns.
    model : str
        A name of `PAIRS`. Where the points are too few, or lie on one place or line, a simpler map is fitted.
    shape : (rows, columns)
        Of the static image, to scale a polynomial.

    Returns
    -------
    Alignment

    Raises
    ------
    ValueError
        For another model, or if there are not as many points of one kind as of the other.

    References
    ----------
    S. Umeyama, Least-squares estimation of transformation parameters between two point patterns, IEEE
    Transactions on Pattern Analysis and Machine Intelligence 13 (1991) 376-380, doi:10.1109/34.88573.
    R. I. Hartley, In defense of the eight-point algorithm, the same journal 19 (1997) 580-593,
    doi:10.1109/34.601246.
    """
    if model not in PAIRS:
        raise ValueError(f"model is {model!r}; allowed are {', '.join(PAIRS)}")
    source, target = (np.asarray(points, np.float64).reshape(-1, 2)[:, ::-1] for points in (moving, static))
    if source.shape != target.shape:
        raise ValueError(f"{len(source)} moving and {len(target)} static points; they must be pairs")
    while True:
        found = None
        if len(source) >= PAIRS[model]:
            if model == "polynomial":
                found = _polynomial(source, target, shape)
            else:
                matrix = _FITS[model](source, target)
                found = None if matrix is None else Alignment(model, matrix)
        if found is not None:
            return found
        model = SIMPLER[model]


def spread(points: np.ndarray) -> int:
    """Return 0 if points, shape (points, 2), are all the same, 1 if they lie on one line, 2 otherwise."""
    points = np.asarray(points, np.float64).reshape(-1, 2)
    if len(points) < 2:
        return 0
    along, across = np.linalg.svd(points - points.mean(0), compute_uv=False)
    rounding = 1e-9 * max(1.0, float(np.abs(points).max()))
    return 0 if along <= rounding else 1 if across <= max(THIN * along, rounding) else 2


def _identity(source: np.ndarray, target: np.ndarray) -> np.ndarray:
    return np.eye(3)


def _translation(source: np.ndarray, target: np.ndarray) -> np.ndarray:
    return affine.shift(*(target - source).mean(0))


def _turned(source: np.ndarray, target: np.ndarray, scaled: bool) -> np.ndarray | None:
    """Rotate and scale as Umeyama does, without ever mirroring."""
    if not (spread(source) and spread(target)):
        return None
    a, b = source - source.mean(0), target - target.mean(0)
    u, size, v = np.linalg.svd(b.T @ a)
    keep = np.array([1, np.sign(np.linalg.det(u) * np.linalg.det(v))])
    scale = float(size @ keep / (a**2).sum()) if scaled else 1.0
    if scale <= 1e-9:  # mirrored points: no turn brings them any closer
        return None
    matrix = np.eye(3)
    matrix[:2, :2] = scale * (u * keep) @ v
    return affine.shift(*target.mean(0)) @ matrix @ affine.shift(*-source.mean(0))


def _euclidean(source: np.ndarray, target: np.ndarray) -> np.ndarray | None:
    return _turned(source, target, scaled=False)


def _similarity(source: np.ndarray, target: np.ndarray) -> np.ndarray | None:
    return _turned(source, target, scaled=True)


def _affine(source: np.ndarray, target: np.ndarray) -> np.ndarray | None:
    if min(spread(source), spread(target)) < 2:
        return None
    a, b = source - source.mean(0), target - target.mean(0)
    matrix = np.eye(3)
    matrix[:2, :2] = np.linalg.lstsq(a, b, rcond=None)[0].T
    if np.linalg.cond(matrix[:2, :2]) > 1 / THIN:
        return None
    return affine.shift(*target.mean(0)) @ matrix @ affine.shift(*-source.mean(0))


def _projective(source: np.ndarray, target: np.ndarray) -> np.ndarray | None:
    if min(spread(source), spread(target)) < 2:
        return None
    a, b = _scaling(source), _scaling(target)
    (x, y), (u, v) = affine.applied(a, *source.T), affine.applied(b, *target.T)
    one, none = np.ones_like(x), np.zeros_like(x)
    equations = np.concatenate([
        np.stack([x, y, one, none, none, none, -u * x, -u * y, -u], axis=1),
        np.stack([none, none, none, x, y, one, -v * x, -v * y, -v], axis=1)])
    _, size, found = np.linalg.svd(equations)
    if size[7] <= THIN * size[0]:  # three of four on a line: more than one map fits
        return None
    scaled = found[-1].reshape(3, 3)
    matrix = np.linalg.inv(b) @ scaled @ a
    w = matrix[2] @ np.append(source.mean(0), 1)
    # Points on either side of the horizon, or an image that is squeezed to a line, are no view of a plane.
    seen = np.sign(w) * (matrix[2, :2] @ source.T + matrix[2, 2])
    if np.linalg.cond(scaled) > 1 / THIN or (seen <= THIN * abs(w)).any():
        return None
    return matrix / w


def _scaling(points: np.ndarray) -> np.ndarray:
    """Return the matrix that moves points to the origin, and to a distance of sqrt(2) from it, rms."""
    middle = points.mean(0)
    factor = 1 / np.sqrt(np.mean((points - middle) ** 2))
    return affine.scaling(factor, factor) @ affine.shift(*-middle)


def _polynomial(source: np.ndarray, target: np.ndarray, shape: tuple[int, int]) -> Alignment | None:
    back = polynomial.fit(target[:, ::-1], source[:, ::-1], 2, shape)
    slope = _slopes(back, *target.mean(0))
    if back.degree < 2 or np.linalg.cond(slope) > 1 / THIN:
        return None
    tangent = np.eye(3)
    tangent[:2, :2] = np.linalg.inv(slope)
    at = np.array(back(*target.mean(0)))
    return Alignment("polynomial", affine.shift(*target.mean(0)) @ tangent @ affine.shift(*-at), back)


def _slopes(back: polynomial.Map, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return the derivatives of a map of degree 2, shape (..., 2, 2); central differences are exact."""
    along_x, along_y = ((np.stack(back(x + dx, y + dy), -1) - np.stack(back(x - dx, y - dy), -1)) / 2
                        for dx, dy in ((1.0, 0.0), (0.0, 1.0)))
    return np.stack([along_x, along_y], axis=-1)


def _inverted(back: polynomial.Map, x: np.ndarray, y: np.ndarray,
              start: tuple[np.ndarray, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    goal, first = np.stack([x, y], -1), np.stack(start, -1)
    at, scale = first, 1 + np.abs(goal).max(initial=0)
    for _ in range(STEPS):
        slopes = _slopes(back, *np.moveaxis(at, -1, 0))
        steep = np.abs(np.linalg.det(slopes)) > 1e-9
        slopes = np.where(steep[..., None, None], slopes, np.eye(2))
        left = goal - np.stack(back(*np.moveaxis(at, -1, 0)), -1)
        near = (np.abs(left) <= ARRIVED * scale).all(-1)
        if near.all():
            break
        # Longer steps than an image only lead astray.
        at = at + np.clip(np.linalg.solve(slopes, left[..., None])[..., 0], -back.half, back.half)
    return tuple(np.moveaxis(np.where(near[..., None], at, first), -1, 0))


_FITS = {"identity": _identity, "translation": _translation, "euclidean": _euclidean,
         "similarity": _similarity, "affine": _affine, "projective": _projective}
