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
would be without drift. Drag the points of either figure, or tap to add one to each. In the input a line leads
from each to where the polynomial takes its partner.

To see what a single term does, set the **coefficients** by hand: each is what its term adds to *x′* or *y′*
at the edge, counted from the middle, in percent of half the image. *x*³ and *x y*² in *x′*, and *x*² *y* and
*y*³ in *y′*, all alike, make the barrel of a lens or, with the other sign, its pincushion. How near to least
squares do you come by hand?

- [skimage.transform.PolynomialTransform](https://scikit-image.org/docs/0.25.x/api/skimage.transform.html#skimage.transform.PolynomialTransform)
- [numpy.linalg.lstsq](https://numpy.org/doc/stable/reference/generated/numpy.linalg.lstsq.html)
"""

import numpy as np

from imaging import polynomial
from imaging.grid_line import grid_line
from imaging.wording import spoken
from livedemo import (
    Actions,
    Choice,
    ImageInput,
    NoSuggestion,
    Points,
    Range,
    Result,
    Select,
    Toggle,
)

#: Columns of the drifting lattice where they are seen, and where they are without drift, but for a shift.
SEEN = ((23.5, 33.5), (33.3, 132.1), (33.3, 216.9), (92.2, 43.2), (92.2, 128.0), (92.2, 212.9), (160.9, 49.3),
        (160.9, 134.2), (160.9, 219.0), (239.3, 36.0), (229.5, 136.9), (229.5, 221.7))
STRAIGHT = ((21.0, 23.3), (31.0, 122.3), (31.0, 207.1), (91.0, 37.4), (91.0, 122.3), (91.0, 207.1),
            (161.0, 51.6), (161.0, 136.4), (161.0, 221.3), (241.0, 51.6), (231.0, 150.6), (231.0, 235.4))
#: A grid on the cross grating, and the same drawn inwards, the corners most.
GRID = tuple((float(row), float(column)) for row in (76, 196, 316, 436) for column in (76, 196, 316, 436))
BARREL = tuple(tuple(round(256 + (v - 256) * (1.1 - 0.2 * ((r - 256) ** 2 + (c - 256) ** 2) / 256**2), 1)
                     for v in (r, c)) for r, c in GRID)
#: Each term, named by its power of both and that of y, as the coefficients are.
TERMS = {"00": "1", "10": "x", "11": "y", "20": "x²", "21": "x y", "22": "y²",
         "30": "x³", "31": "x² y", "32": "x y²", "33": "y³"}
#: The coefficients of x′ and those of y′.
COEFFICIENTS = [[f"{axis}{term}" for term in TERMS] for axis in "ab"]
#: The most that one adds, in percent of half the image.
MOST = 50.0

SECTION = "Images and geometry"
HINT = "Lower the degree to 1: what does the residual say? Then drag a point"
PRESETS = {
    "Degree 1 cannot undo the drift": {"order": 1},
    "One column taken for its neighbour": {"destination": (*STRAIGHT[:4], (91.0, 150.6), *STRAIGHT[5:])},
    "A grating made a barrel": {"image": "cross-grating", "source": GRID, "destination": BARREL, "order": 3},
    "By hand: a barrel from four coefficients": {
        "image": "cross-grating", "by": "coefficients", "term": "30", "source": GRID, "destination": GRID,
        "a30": 10.0, "a32": 10.0, "b31": 10.0, "b33": 10.0},
    "By hand: shear that grows, from x y": {"by": "coefficients", "term": "21", "a21": 20.0},
}
CONTROLS = (
    ImageInput(default="drifting-lattice",
               samples=("drifting-lattice", "haadf-lattice", "cross-grating", "tiles")),
    Choice(name="by", label="Polynomial from", default="points",
           options={"points": "Points", "coefficients": "Coefficients"}),
    Range(name="order", label="Degree", default=2, low=1, high=3, step=1, when={"by": ("points",)},
          help="Highest power of x and y; too few pairs lower it"),
    Select(name="term", label="Term", default="21", options=TERMS, when={"by": ("coefficients",)}),
    *(Range(name=f"{axis}{term}", label=f"Adds to {of}′", default=0.0, low=-MOST, high=MOST, step=0.1,
            unit="%", when={"by": ("coefficients",), "term": (term,)},
            help="At the edge of the image, in percent of half its longer side")
      for term in TERMS for axis, of in (("a", "x"), ("b", "y"))),
    Actions(name="take", label="All coefficients", options={"fit": "Least squares", "zero": "All 0"},
            sets=(*COEFFICIENTS[0], *COEFFICIENTS[1]), when={"by": ("coefficients",)},
            help="From the points, of the degree that was chosen for them"),
    Actions(name="place", label="Points", options={"drift": "Undo the drift", "grid": "4 × 4 in place"},
            sets=("source", "destination"), when={"by": ("points",)},
            help="Of the sample that drifts: onto columns; of any image: on a grid that leaves it as it is"),
    Toggle(name="grid", label="Grid", default=True),
    Points(name="source", label="Points in the input", panel="image", default=SEEN, least=1, most=40,
           numbered=True, when={"by": ("points",)}),
    Points(name="destination", label="Where they go in the output", panel="output", default=STRAIGHT, least=1,
           most=40, numbered=True, when={"by": ("points",)}),
)
#: Points along each edge of the grid, and how far from the rim the outermost ones are, in parts of the edge.
ALONG, RIM = 4, 0.15


async def suggest(prepared, state, option):
    """Return pairs for the columns of the drifting crystal, a grid that stays in place, or coefficients."""
    picture = prepared["image"]
    if option in ("fit", "zero"):
        shape = picture.array.shape
        moves = np.zeros((2, len(TERMS)))
        if option == "fit":
            fitted = polynomial.fit(*_pairs(state)[::-1], state["order"], shape)
            moves[:, : fitted.moves.shape[1]] = np.round(100 * fitted.moves / fitted.half, 2)
            moves = np.clip(moves, -MOST, MOST) + 0.0
        return {name: value for names, row in zip(COEFFICIENTS, moves.tolist(), strict=True)
                for name, value in zip(names, row, strict=True)}
    if option == "drift":
        if "seen" not in picture.truth:
            raise NoSuggestion("Only the lattice that drifts knows where its columns belong: choose that "
                               "image, or drag points by hand.")
        return {"source": SEEN, "destination": STRAIGHT}
    rows, columns = (np.round((n - 1) * np.linspace(RIM, 1 - RIM, ALONG), 1).tolist()
                     for n in picture.array.shape)
    grid = tuple((row, column) for row in rows for column in columns)
    return {"source": grid, "destination": grid}


def _pairs(state):
    """Return the points of the input and of the output that have partners."""
    pairs = min(len(state["source"]), len(state["destination"]))
    return [np.array(state[name])[:pairs] for name in ("source", "destination")]


async def compute(prepared, state):
    """Fit or take the map from output to input, warp, and measure what it leaves."""
    picture = prepared["image"]
    image = picture.array
    source, destination = _pairs(state)
    if state["by"] == "points":
        fitted = polynomial.fit(destination, source, state["order"], image.shape)
    else:
        percent = np.array([[state[name] for name in names] for names in COEFFICIENTS])
        fitted = polynomial.of_terms(percent / 100 * max(image.shape) / 2, image.shape)
    left = polynomial.errors(fitted, destination, source)
    dots = slice(0 if state["by"] == "points" else None)
    landed = np.stack(fitted(destination[:, 1], destination[:, 0]))
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
        pair=np.arange(1, len(source) + 1),
        source_x=source[:, 1], source_y=source[:, 0],
        destination_x=destination[:, 1], destination_y=destination[:, 0],
        landed_x=landed[0], landed_y=landed[1],
        # Points that can be dragged have marks of their own, which leave what is under them to be seen.
        dot_x=source[dots, 1], dot_y=source[dots, 0],
        residual=np.round(left, 2),
        power_x=of_x, power_y=of_y, moves_x=moves[0], moves_y=moves[1],
        grid_x=lines[0], grid_y=lines[1], bent_x=bent[0], bent_y=bent[1],
    )


def _sentence(state, picture, fitted, destination, source, left, inside):
    pairs, by_hand = len(source), state["by"] == "coefficients"
    text = f"Degree {fitted.degree} {'by hand,' if by_hand else 'through'} {pairs} "
    text += "pair" if pairs == 1 else "pairs"
    if not by_hand and fitted.degree < state["order"]:
        text += f" (degree {state['order']} takes {polynomial.terms(state['order'])}, spread over the image)"
    rms = np.sqrt(np.mean(left**2))
    real = f" ({spoken(rms * picture.pixel_size, 2)} {picture.unit})" if picture.pixel_size else ""
    text += f": residual {rms:.2f} px{real} rms, {left.max():.2f} px at most"
    if "seen" in picture.truth:
        missed = _truth_error(picture.truth, fitted, destination, source)
        text += f", over all columns of the crystal {missed:.2f} px rms"
    text += f"; {100 * (1 - inside.mean()):.0f} % of the output lies beyond the image."
    if by_hand:
        best = polynomial.fit(destination, source, fitted.degree, inside.shape)
        least = np.sqrt(np.mean(polynomial.errors(best, destination, source) ** 2))
        text += f" Least squares of degree {best.degree} leaves {least:.2f} px rms."
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
    figure = panels[0].figure
    figure.segment("x0", "y0", "x1", "y1", line_color=v.SECOND, line_width=3, source=v.columns(
        result, x0="source_x", y0="source_y", x1="landed_x", y1="landed_y"))
    figure.scatter("x", "y", size=7, color=v.SECOND, source=v.columns(result, x="dot_x", y="dot_y"))
    pairs = v.table("pairs", title="Pairs", columns=[
        v.Value("pair", "No."), v.Value("source_x", "x", "px", 1), v.Value("source_y", "y", "px", 1),
        v.Value("destination_x", "to x", "px", 1), v.Value("destination_y", "to y", "px", 1),
        v.Value("residual", "Residual", "px", 2)])
    terms = v.table("terms", title="What each term moves at the edge", columns=[
        v.Value("power_x", "Power of x"), v.Value("power_y", "Power of y"), v.Value("moves_x", "x", "px", 2),
        v.Value("moves_y", "y", "px", 2)])
    return [*panels, pairs, terms]
