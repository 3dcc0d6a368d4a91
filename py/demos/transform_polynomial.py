"""Polynomial transform

Pairs of points say what goes where; a polynomial through them bends the whole image.

An affine transform keeps straight lines straight. Drift during a slow scan, or the distortion of a lens,
bends them, and undoing that takes higher powers: *x′* = Σ *a*ⱼᵢ *x*ʲ⁻ⁱ *y*ⁱ, with *j* from 0 to the degree
and *i* from 0 to *j*, and *y′* likewise with its own *b*ⱼᵢ. Degree 1 is the affine transform. To draw the
output, each of its pixels asks the polynomial where in the input its value comes from.

The coefficients follow from pairs of points by **least squares**: *N* pairs give 2 *N* equations, and a
polynomial of degree 1, 2 or 3 takes 3, 6 or 10 pairs at least. With more, the points need not fit exactly,
and what is left, the **residual**, says whether the degree is enough; with just as many it is 0 and says
nothing. A high degree runs wild outside its points.

The sample was scanned while the stage drifted ever faster. Its points are atomic columns, and where they
would be without drift. Drag the points of either figure, or tap to add one to each.

- [skimage.transform.PolynomialTransform](https://scikit-image.org/docs/0.25.x/api/skimage.transform.html#skimage.transform.PolynomialTransform)
- [numpy.linalg.lstsq](https://numpy.org/doc/stable/reference/generated/numpy.linalg.lstsq.html)
"""

import numpy as np

from imaging import polynomial
from imaging.grid_line import grid_line
from livedemo import Actions, ImageInput, NoSuggestion, Points, Range, Result, Toggle

#: Columns of the drifting lattice where they are seen, and where they are without drift, but for a shift.
SEEN = ((23.5, 33.5), (33.3, 132.1), (33.3, 216.9), (92.2, 43.2), (92.2, 128.0), (92.2, 212.9), (160.9, 49.3),
        (160.9, 134.2), (160.9, 219.0), (239.3, 36.0), (229.5, 136.9), (229.5, 221.7))
STRAIGHT = ((21.0, 23.3), (31.0, 122.3), (31.0, 207.1), (91.0, 37.4), (91.0, 122.3), (91.0, 207.1),
            (161.0, 51.6), (161.0, 136.4), (161.0, 221.3), (241.0, 51.6), (231.0, 150.6), (231.0, 235.4))
#: A grid on the cross grating, and the same drawn inwards, the corners most.
GRID = tuple((float(row), float(column)) for row in (76, 196, 316, 436) for column in (76, 196, 316, 436))
BARREL = tuple(tuple(round(256 + (v - 256) * (1.1 - 0.2 * ((r - 256) ** 2 + (c - 256) ** 2) / 256**2), 1)
                     for v in (r, c)) for r, c in GRID)

SECTION = "Images and geometry"
HINT = "Lower the degree to 1: what does the residual say? Then drag a point"
PRESETS = {
    "Degree 1 cannot undo the drift": {"order": 1},
    "One column taken for its neighbour": {"destination": (*STRAIGHT[:4], (91.0, 150.6), *STRAIGHT[5:])},
    "A grating made a barrel": {"image": "cross-grating", "source": GRID, "destination": BARREL, "order": 3},
}
CONTROLS = (
    ImageInput(default="drifting-lattice",
               samples=("drifting-lattice", "haadf-lattice", "cross-grating", "tiles")),
    Range(name="order", label="Degree", default=2, low=1, high=3, step=1,
          help="Highest power of x and y; too few pairs lower it"),
    Toggle(name="grid", label="Grid", default=True),
    Actions(name="place", label="Points", options={"drift": "Undo the drift", "grid": "4 × 4 in place"},
            sets=("source", "destination"),
            help="Of the sample that drifts: onto columns; of any image: on a grid that leaves it as it is"),
    Points(name="source", label="Points in the input", panel="image", default=SEEN, least=1, most=40,
           numbered=True),
    Points(name="destination", label="Where they go in the output", panel="output", default=STRAIGHT, least=1,
           most=40, numbered=True),
)
#: Points along each edge of the grid, and how far from the rim the outermost ones are, in parts of the edge.
ALONG, RIM = 4, 0.15


async def suggest(prepared, state, option):
    """Return pairs for the columns of the drifting crystal, or a grid of points that stay where they are."""
    picture = prepared["image"]
    if option == "drift":
        if "seen" not in picture.truth:
            raise NoSuggestion("Only the lattice that drifts knows where its columns belong: choose that "
                               "image, or drag points by hand.")
        return {"source": SEEN, "destination": STRAIGHT}
    rows, columns = (np.round((n - 1) * np.linspace(RIM, 1 - RIM, ALONG), 1).tolist()
                     for n in picture.array.shape)
    grid = tuple((row, column) for row in rows for column in columns)
    return {"source": grid, "destination": grid}


async def compute(prepared, state):
    """Fit the map from output to input, warp, and measure what the fit leaves."""
    picture = prepared["image"]
    image = picture.array
    pairs = min(len(state["source"]), len(state["destination"]))
    source, destination = (np.array(state[name])[:pairs] for name in ("source", "destination"))
    fitted = polynomial.fit(destination, source, state["order"], image.shape)
    left = polynomial.errors(fitted, destination, source)
    output, inside = await polynomial.warped(image, fitted.grid(image.shape), float(image.min()))
    lines = grid_line(image.shape, pieces=6) if state["grid"] else np.full((2, 1), -0.5)
    bent = np.stack(fitted(*lines))
    of_x, of_y = polynomial.powers(fitted.degree)
    moves = np.round(fitted.moves, 2) + 0.0  # no -0 in a table
    return Result(
        _sentence(state, picture, fitted, destination, source, left, inside),
        image=image,
        output=output,
        coefficients=fitted.coefficients,
        pair=np.arange(1, pairs + 1),
        source_x=source[:, 1], source_y=source[:, 0],
        destination_x=destination[:, 1], destination_y=destination[:, 0],
        residual=np.round(left, 2),
        power_x=of_x, power_y=of_y, moves_x=moves[0], moves_y=moves[1],
        grid_x=lines[0], grid_y=lines[1], bent_x=bent[0], bent_y=bent[1],
    )


def _sentence(state, picture, fitted, destination, source, left, inside):
    pairs = len(source)
    text = f"Degree {fitted.degree} through {pairs} {'pair' if pairs == 1 else 'pairs'}"
    if fitted.degree < state["order"]:
        text += f" (degree {state['order']} takes {polynomial.terms(state['order'])}, spread over the image)"
    rms = np.sqrt(np.mean(left**2))
    real = f" ({rms * picture.pixel_size:.2g} {picture.unit})" if picture.pixel_size else ""
    text += f": residual {rms:.2f} px{real} rms, {left.max():.2f} px at most"
    if "seen" in picture.truth:
        missed = _truth_error(picture.truth, fitted, destination, source)
        text += f", over all columns of the crystal {missed:.2f} px rms"
    text += f"; {100 * (1 - inside.mean()):.0f} % of the output lies beyond the image."
    for name, figure in (("source", "output"), ("destination", "input")):
        if missing := len(state[name]) - pairs:
            points = "1 point has" if missing == 1 else f"{missing} points have"
            text += f" {points} no partner yet: tap in the {figure}."
    return text


def _truth_error(truth, fitted, destination, source):
    """Return by how much the map misses the columns that were put in, rms; a shift of them all is free."""
    rows = np.arange(len(truth["drift"]))
    drift = np.stack([np.interp(source[:, 0], rows, d) for d in truth["drift"].T], 1)
    at = truth["positions"] - np.mean(source + drift - destination, axis=0)
    return np.sqrt(np.mean(polynomial.errors(fitted, at, truth["seen"]) ** 2))


def view(result):
    """Input and output with their points, the pairs, and the coefficients."""
    from livedemo import view as v

    panels = [v.image(result, "image", title="Input"), v.image(result, "output", title="Output")]
    for panel, (x, y) in zip(panels, (("bent_x", "bent_y"), ("grid_x", "grid_y")), strict=True):
        panel.figure.line("x", "y", line_color="#56b4e9", line_width=1, source=v.columns(result, x=x, y=y))
    pairs = v.table("pairs", title="Pairs", columns=[
        v.Value("pair", "No."), v.Value("source_x", "x", "px", 1), v.Value("source_y", "y", "px", 1),
        v.Value("destination_x", "to x", "px", 1), v.Value("destination_y", "to y", "px", 1),
        v.Value("residual", "Residual", "px", 2)])
    terms = v.table("terms", title="What each term moves at the edge", columns=[
        v.Value("power_x", "Power of x"), v.Value("power_y", "Power of y"), v.Value("moves_x", "x", "px", 2),
        v.Value("moves_y", "y", "px", 2)])
    return [*panels, pairs, terms]
