"""Affine transform

Scale, rotate, shear, mirror and shift an image: one 3 × 3 matrix does it all.

The matrix sends a point (*x*, *y*, 1) of the input to (*x′*, *y′*, 1) of the output, *x* being the column and
*y* the row. The 1 lets a matrix shift, too. Transforms one after the other are the **product** of their
matrices, the first one rightmost: shift · rotate · shear · scale · flip. The order matters, as *Reverse
order* shows. Straight lines stay straight and parallels stay parallel; angles may change, and every area
changes by the same factor, the **determinant**. As *y* counts downwards, a positive rotation turns clockwise.

To draw the output, each of its pixels goes back through the inverse matrix and takes the value that it finds
there. That place lies between pixels, so the value is interpolated: from the nearest pixel, linearly from
four, or by cubic splines. Beyond the image there is nothing, unless it is mirrored or repeated.

The frame is a lattice cell, three times enlarged, where the lattice is known, or else a square.

- [skimage.transform.AffineTransform](https://scikit-image.org/docs/0.25.x/api/skimage.transform.html#skimage.transform.AffineTransform)
- [scipy.ndimage.affine_transform](https://docs.scipy.org/doc/scipy/reference/generated/scipy.ndimage.affine_transform.html)
"""

from dataclasses import dataclass

import numpy as np

from imaging import affine
from imaging.grid_line import grid_line
from imaging.warping import Source
from imaging.wording import spoken
from livedemo import ImageInput, Picture, Range, Result, Select, Toggle

SECTION = "Images and geometry"
HINT = "Shear, then turn: which angles stay? Then reverse the order"
PRESETS = {
    "Rotation keeps angles": {"shear": 0.0, "rotation": 30.0},
    "Turned, then stretched: it shears": {"scale_x": 2.0, "shear": 0.0, "rotation": 30.0, "reverse": True},
    "Four times enlarged, nearest pixel": {"scale_x": 4.0, "scale_y": 4.0, "shear": 0.0, "order": "0"},
}

CONTROLS = (
    ImageInput(default="haadf-lattice", samples=("haadf-lattice", "cross-grating", "tiles", "camera")),
    Range(name="scale_x", label="Scale x", default=1.0, low=0.2, high=4.0, step=0.01, scale="log"),
    Range(name="scale_y", label="Scale y", default=1.0, low=0.2, high=4.0, step=0.01, scale="log"),
    Range(name="shear", label="Shear x", default=0.3, low=-1.0, high=1.0, step=0.01,
          help="What x gains for each pixel of y"),
    Range(name="rotation", label="Rotation", default=0.0, low=-180.0, high=180.0, step=1.0, unit="°",
          help="Clockwise, as rows count downwards"),
    Range(name="shift_x", label="Shift x", default=0.0, low=-128.0, high=128.0, step=0.5, unit="px"),
    Range(name="shift_y", label="Shift y", default=0.0, low=-128.0, high=128.0, step=0.5, unit="px"),
    Select(name="flip", label="Flip", default="none",
           options={"none": "None", "x": "Left and right (x)", "y": "Top and bottom (y)"}),
    Select(name="order", label="Interpolation", default="1",
           options={"0": "Nearest pixel", "1": "Linear", "3": "Cubic splines"}),
    Select(name="edge", label="Beyond the edge", default="constant",
           options={"constant": "Nothing", "reflect": "Mirrored", "wrap": "Repeated"}),
    Toggle(name="reverse", label="Reverse order", help="Shift first, then rotate, shear, scale and flip"),
    Toggle(name="corner", label="About (0, 0)",
           help="Scale, shear, rotate and flip about the first pixel; off: about the middle of the image"),
    Toggle(name="grid", label="Grid", default=True),
)
#: Lattice vectors along a side of the frame.
CELLS = 3


#: A line of one point, which draws nothing: x and y.
NO_LINE = np.array([-0.5]), np.array([-0.5])


@dataclass(frozen=True)
class Prepared:
    """The image, and what is drawn on it (x, y): the same arrays each time, so that they are sent once."""

    picture: Picture
    source: Source
    least: float
    sides: np.ndarray
    frame: tuple[np.ndarray, np.ndarray]
    grid: tuple[np.ndarray, np.ndarray]


def prepare(images):
    picture = images["image"]
    at, sides, cells = _cell(picture)
    frame = at + cells * np.array([[0, 0], sides[0], sides[0] + sides[1], sides[1], [0, 0]])
    return Prepared(picture, Source(picture.array), float(picture.array.min()), sides,
                    (frame[:, 0], frame[:, 1]), tuple(grid_line(picture.array.shape)))


async def compute(prepared, state):
    """Multiply the matrices, transform the image, and read the matrix back."""
    picture = prepared.picture
    rows, columns = picture.array.shape
    steps = [affine.flipping(state["flip"]), affine.scaling(state["scale_x"], state["scale_y"]),
             affine.shearing(state["shear"]), affine.rotation(state["rotation"])]
    pivot = (0.0, 0.0) if state["corner"] else ((columns - 1) / 2, (rows - 1) / 2)
    steps = [affine.about(step, *pivot) for step in steps]
    steps.append(affine.shift(state["shift_x"], state["shift_y"]))
    matrix = np.eye(3)
    for step in reversed(steps) if state["reverse"] else steps:
        matrix = step @ matrix
    output, inside = await affine.transformed(prepared.source, matrix, int(state["order"]), state["edge"],
                                              prepared.least)
    frame, lines = prepared.frame, prepared.grid if state["grid"] else NO_LINE
    moved = np.stack(affine.applied(matrix, *frame))
    moved_lines = np.stack(affine.applied(matrix, *lines))
    rounded = np.round(matrix, 9) + 0.0  # no 6e-17 in a table
    parts = affine.parts(affine.about(matrix, -pivot[0], -pivot[1]))
    return Result(
        _sentence(matrix, prepared.sides, picture, inside),
        image=picture.array,
        output=output,
        matrix=matrix,
        matrix_x=rounded[:, 0], matrix_y=rounded[:, 1], matrix_1=rounded[:, 2],
        **{f"part_{name}": np.array([round(value, 9) + 0.0]) for name, value in parts._asdict().items()},
        cell_x=frame[0], cell_y=frame[1], moved_cell_x=moved[0], moved_cell_y=moved[1],
        grid_x=lines[0], grid_y=lines[1], moved_grid_x=moved_lines[0], moved_grid_y=moved_lines[1],
    )


def _cell(picture):
    """Return a point (x, y), two vectors (of the lattice or of a square), and how many of them in a row."""
    rows, columns = picture.array.shape
    middle = (np.array([rows, columns]) - 1) / 2
    truth = picture.truth
    if "cell" not in truth:
        side = min(rows, columns) / 4
        return middle[::-1] - side / 2, np.array([[side, 0], [0, side]]), 1
    vectors = truth["cell"][::-1]
    bright = truth["positions"][truth["amplitudes"] > 0.7]
    # A column is seen at its position minus the drift of its row.
    row = np.clip(np.round(bright[:, 0]), 0, rows - 1).astype(int)
    seen = bright - truth["drift"][row]
    start = middle - CELLS * vectors.sum(0) / 2
    return seen[np.argmin(np.linalg.norm(seen - start, axis=1))][::-1], vectors[:, ::-1], CELLS


def _sentence(matrix, sides, picture, inside):
    size, unit = (picture.pixel_size, picture.unit) if picture.pixel_size else (1.0, "px")
    moved = sides @ matrix[:2, :2].T
    before, after = (" × ".join(spoken(length * size, 3) for length in np.linalg.norm(vectors, axis=1))
                     for vectors in (sides, moved))
    what = "a lattice cell" if "cell" in picture.truth else "the frame"
    text = (f"Areas × {abs(np.linalg.det(matrix)):.3g}; angle of {what} {affine.angle(*sides):.1f}° → "
            f"{affine.angle(*moved):.1f}°, sides {before} → {after} {unit}")
    outside = 100 * (1 - inside.mean())
    return f"{text}; {outside:.0f} % of the output lies beyond the image." if outside else f"{text}."


def view(result):
    """Input and output with grid and frame, the matrix, and what it is made of."""
    from livedemo import view as v

    panels = [v.image(result, "image", title="Input"), v.image(result, "output", title="Output")]
    for panel, moved in zip(panels, ("", "moved_"), strict=True):
        for name, colour, width in (("grid", "#56b4e9", 1), ("cell", v.SECOND, 3)):
            panel.figure.line("x", "y", line_color=colour, line_width=width,
                              source=v.columns(result, x=f"{moved}{name}_x", y=f"{moved}{name}_y"))
    matrix = v.table("matrix", title="Matrix: rows give x′, y′ and 1", columns=[
        v.Value(f"matrix_{name}", f"× {name}", digits=3) for name in "xy1"])
    parts = v.table("parts", title="Read back: scale, shear, rotate, shift", columns=[
        v.Value("part_scale_x", "Scale x", digits=3), v.Value("part_scale_y", "Scale y", digits=3),
        v.Value("part_shear", "Shear", digits=3), v.Value("part_rotation", "Rotation", "°", 1),
        v.Value("part_shift_x", "Shift x", "px", 1), v.Value("part_shift_y", "Shift y", "px", 1)])
    return [*panels, matrix, parts]
