"""Piecewise affine transform

A mesh of points lies over the image; dragging a point takes along what lies under it.

The mesh is a regular grid, and each of its cells is two triangles. Three points and where they go fix an
**affine map**, so every triangle has one of its own. Neighbours share two corners and agree on the edge
between them: the image does not tear, but straight lines may have a kink there. A point is felt only by the
triangles around it, six at most, where a polynomial would move the whole image.

The **area** of a triangle says how much it was magnified. It must not become negative: then a point was
dragged across the opposite edge, the triangle is turned over, and parts of the output lie on top of each
other. No inverse map can undo that. Such triangles are drawn red.

This is how an image is straightened whose distortion follows no formula: find points whose right places are
known, such as a calibration grating's, and move them there. With more points the map follows finer detail,
and the noise of the points, too.

Grids of 3 × 3, 5 × 5 and 9 × 9 points keep their points apart. They are in percent of the image, so they fit
an image of any size. “At rest” straightens the grid. “Original” shows the input and the grid as it was; the
points stay where they went.

- [skimage.transform.PiecewiseAffineTransform](https://scikit-image.org/docs/0.25.x/api/skimage.transform.html#skimage.transform.PiecewiseAffineTransform)
- [scipy.ndimage.map_coordinates](https://docs.scipy.org/doc/scipy/reference/generated/scipy.ndimage.map_coordinates.html)
"""

from dataclasses import dataclass, field

import numpy as np

from imaging import piecewise
from imaging.polynomial import warped
from imaging.wording import spoken
from livedemo import Choice, ImageInput, Picture, Points, Result, Toggle


def _grid(size):
    """Return a regular grid in percent of the image."""
    steps = [100 * i / (size - 1) for i in range(size)]
    return tuple((row, column) for row in steps for column in steps)


def _bent(bend, size=9):
    """Return the grid bent by a function of (down, right), from -1 to 1, that returns how far it moves."""
    points = []
    for row, column in _grid(size):
        moves = bend(row / 50 - 1, column / 50 - 1)
        points.append(tuple(round(at + 50 * move, 2) for at, move in zip((row, column), moves, strict=True)))
    return tuple(points)


def _dragged(*places, size=9):
    """Return the grid with single points moved, ``((line, column), (row, column in percent))``."""
    points = list(_grid(size))
    for (line, column), place in places:
        points[line * size + column] = place
    return tuple(points)


SIZES = {"3": "points_3", "5": "points_5", "9": "points"}
REST = {size: _grid(int(size)) for size in SIZES}

SECTION = "Images and geometry"
HINT = "Drag a point; then drag it across its neighbour"
PRESETS = {
    "Nothing moved": {"points": REST["9"]},
    "Left edge stretched: the beam settles after fly-back": {
        "points": _bent(lambda y, x: (0, 0.11 * np.exp(-(x + 0.75) / 0.22) if x > -1 else 0))},
    "The stage jumps while a few rows are scanned": {
        "image": "haadf-lattice", "points": _bent(lambda y, x: (0, 0.12 if y > 0.1 else 0))},
    "Barrel: magnified less towards the corners": {
        "points": _bent(lambda y, x: (-0.07 * y * (x * x + y * y), -0.07 * x * (x * x + y * y)))},
    "Folded: a point beyond its neighbour": {
        "size": "5", "points_5": _dragged(((2, 2), (50.0, 84.0)), size=5)},
}
_POINTS = {"panel": "picture", "unit": "%", "relative": True}

CONTROLS = (
    ImageInput(default="cross-grating",
               samples=("cross-grating", "haadf-lattice", "drifting-lattice", "tiles", "camera")),
    Choice(name="size", label="Points in the grid", default="9",
           options={"3": "3 × 3", "5": "5 × 5", "9": "9 × 9"}),
    Toggle(name="grid", label="Grid", default=True, help="The mesh and its points"),
    Toggle(name="original", label="Original", help="The image before it is bent"),
    *(Points(name=name, label="Points", least=int(size) ** 2, most=int(size) ** 2, cleared=REST[size],
             default=_dragged(((3, 3), (32.0, 42.0)), ((5, 6), (69.0, 71.0))) if size == "9" else REST[size],
             when={"size": (size,), "grid": (True,)}, **_POINTS)
      for size, name in SIZES.items()),
)
#: A triangle this little away from its area has kept it; shown in the summary are such that have not.
SAME = 5e-4


@dataclass
class Prepared:
    """The image, what depends on its shape, and the last output, of which a drag changes a part only."""

    picture: Picture
    background: float
    plain: np.ndarray
    no_line: np.ndarray = field(default_factory=lambda: np.full((2, 1), -0.5))
    _meshes: dict[str, tuple] = field(default_factory=dict, repr=False)
    _last: tuple | None = field(default=None, repr=False)

    def mesh(self, size):
        """Return the points at rest, the triangles, and the line that draws the grid at rest."""
        if size not in self._meshes:
            lines = (int(size), int(size))
            at_rest = piecewise.rest(lines, self.picture.array.shape)
            order = piecewise.outline(lines)
            self._meshes[size] = at_rest, piecewise.triangles(lines), order, at_rest[order].T.copy()
        return self._meshes[size]

    async def output(self, size, moved):
        """Return the bent image, and which of its pixels are turned over and which come from the image."""
        image = self.picture.array
        at_rest, corners, *_ = self.mesh(size)
        window = tuple(slice(0, n) for n in image.shape)
        arrays = [np.empty(image.shape, kind) for kind in (np.float32, bool, bool)]
        if self._last and self._last[0] == size:
            _, before, arrays = self._last
            window = piecewise.changed(before, moved, corners, image.shape)
            if not image[window].size:
                return arrays
            arrays = [array.copy() for array in arrays]
        places, folded = piecewise.places(at_rest, moved, corners, window)
        output, inside = await warped(image, places, self.background)
        for array, part in zip(arrays, (output, folded, inside), strict=True):
            array[window] = part
        self._last = size, moved, arrays
        return arrays


def prepare(images):
    picture = images["image"]
    return Prepared(picture, float(picture.array.min()), np.zeros(picture.array.shape, bool))


async def compute(prepared, state):
    """Bend the image by the points; measure the triangles."""
    picture, size = prepared.picture, state["size"]
    shape = np.array(picture.array.shape)
    percent = np.array(state[SIZES[size]])
    moved = percent / 100 * shape - 0.5
    at_rest, corners, order, rest_line = prepared.mesh(size)
    output, folded, inside = await prepared.output(size, moved)
    line = (rest_line if state["original"] else moved[order].T) if state["grid"] else prepared.no_line
    area = piecewise.areas(moved, corners) / piecewise.areas(at_rest, corners)
    far = np.hypot(*(moved - at_rest).T)
    return Result(
        _sentence(picture, size, far, area, inside),
        image=picture.array,
        output=output,
        picture=picture.array if state["original"] else output,
        folded=folded if not state["original"] and folded.any() else prepared.plain,
        area=area,
        line_x=line[1], line_y=line[0],
    )


def _sentence(picture, size, far, area, inside):
    moved = far > 1e-6
    grid = f"{size} × {size} points"
    if not moved.any():
        return f"{grid} at rest: each of the {area.size} triangles keeps its place and its area."
    longest = far.max()
    real = f" ({spoken(longest * picture.pixel_size)} {picture.unit})" if picture.pixel_size else ""
    changed = int((abs(area - 1) > SAME).sum())
    least, most = (f"{round(float(a), 2) + 0.0:.2f}".replace("-", "−") for a in (area.min(), area.max()))
    text = (f"{grid}, {int(moved.sum())} moved, by {longest:.1f} px{real} at most: {changed} of {area.size} "
            f"triangles have another area, {least} to {most} times theirs")
    beyond = 100 * (1 - inside.mean())
    if beyond >= 0.05:
        text += f"; {beyond:.1f} % of the output lies outside the grid"
    if over := int((area <= 0).sum()):
        text += (f"; {over} {'triangle is' if over == 1 else 'triangles are'} folded over (red), "
                 "and no inverse map undoes that")
    return f"{text}."


def view(result):
    """The bent image or the original, with the grid."""
    from livedemo import view as v
    from livedemo.display import Display

    red = Display("folded", ("#d5000000", "#d50000a0"), 0, 1)
    panel = v.image(result, "picture", title="Image with its grid", over=(red,),
                    read_out=(v.Value("output", "output", digits=1), v.Value("image", "input", digits=1)))
    panel.figure.line("x", "y", line_color="#56b4e9", line_width=1.5,
                      source=v.columns(result, x="line_x", y="line_y"))
    return [panel]
