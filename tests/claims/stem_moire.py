"""STEM moiré: fringes from the rings that are drawn; each alias is the slowest with the same samples."""
import numpy as np

from claims import N


def claims(arrays, state, pictures):
    picture = pictures["image"]
    size, unit = (picture.pixel_size, picture.unit) if picture.pixel_size else (1.0, "px")
    points = arrays["sampled"].shape[0]
    fringes = np.stack([arrays["fringe_rows"], arrays["fringe_columns"]], axis=1)
    fringes = fringes[: len(fringes) // 2] * size  # in cycles per pixel
    spacing = 1 / np.linalg.norm(fringes[0]) if len(fringes) else max(min(picture.array.shape) / 16, 1.0)
    step = spacing / state["sampling"]
    yield f"^{N} × {N} points, {N} {unit} apart", points, points, step * size
    if not len(fringes):
        yield ": the image has no fringes, so its side is taken as 16 of them\\.$",
        return
    yield f", {N} per fringe: ", state["sampling"]
    turn = np.deg2rad(state["angle"])
    down, right = np.array([np.cos(turn), -np.sin(turn)]), np.array([np.sin(turn), np.cos(turn)])
    parts, said = [], []
    for fringe in fringes:
        seems = np.hypot(*(_alias(fringe @ axis, 1 / step) for axis in (down, right)))
        real = np.hypot(*fringe)
        parts.append(f"fringes of {N} {unit} look ")
        said.append(size / real)
        if seems * points * step < 1:
            parts[-1] += "wider than the scan"
        elif abs(seems - real) < 1e-9:
            parts[-1] += "as they are"
        else:
            parts[-1] += f"{N} {unit} wide, {N} times"
            said += [size / seems, real / seems]
    yield ("; ".join(parts), *said)


def _alias(frequency, rate):
    """Return the frequency of least magnitude among frequency - k rate."""
    same = frequency - rate * np.arange(-100, 101)
    return same[np.abs(same).argmin()]
