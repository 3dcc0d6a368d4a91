"""Alignment by points

Pairs of points say what is the same in two images, and a map is fitted that brings one onto the other.

A map takes each point of the **moving** image to one of the **static** image. The richer it is, the more
pairs it needs: a translation 1; **Euclidean**, which adds rotation, 2; **similarity**, with one scale
besides, 2; **affine**, with two scales and shear, 3; **projective**, as one sees a plane from near by, 4; a
polynomial of degree 2, which bends lines, 6. With more pairs than that, **least squares** makes the sum of
the squared residuals small: each is the distance from a point to where the map takes its partner.

Take the simplest map that leaves no *pattern* in the residuals. Arrows that point where their neighbours do
say that the map is too poor. Short arrows in all directions are what is left of errors in placing the
points. A small residual is no proof: go from similarity to polynomial, and it falls, while the error over
the whole image grows, because the richer map follows the errors of the points. Samples know that error, and
the true map.

The table takes the map apart at the middle of the moving image: scale, then shear, then rotation (clockwise
is positive), and the shift from the middle of one image to that of the other. Choose **the map as a matrix**
to read what makes (*x′*, *y′*, 1) of (*x*, *y*, 1), in pixels; of a projective map, divide by the third
number; of a polynomial it is the tangent in the middle of the points. To **blink**, flip between Static and
Warped with the arrow keys. **SIFT** finds keypoints in both images, pairs those whose
surroundings look alike, and keeps the pairs that agree on one map (RANSAC).

- [skimage.transform.estimate_transform](https://scikit-image.org/docs/0.25.x/api/skimage.transform.html#skimage.transform.estimate_transform)
- [skimage.feature.SIFT](https://scikit-image.org/docs/0.25.x/api/skimage.feature.html#skimage.feature.SIFT)
- [skimage.measure.ransac](https://scikit-image.org/docs/0.25.x/api/skimage.measure.html#skimage.measure.ransac)
"""

import asyncio
from dataclasses import dataclass, field

import numpy as np

from imaging import affine, alignment, keypoints, polynomial
from imaging.intensity import grey_levels
from imaging.overlaying import overlay
from imaging.snapping import snapped
from livedemo import Actions, Choice, ImageInput, NoSuggestion, Picture, Points, Range, Result, Select

#: Discs of the scene as a person may have placed them, half a pixel off.
STATIC = ((44.1, 192.5), (82.6, 105.9), (149.3, 20.4), (157.2, 149.2), (226.4, 34.0), (229.3, 175.2))
MOVING = ((33.1, 220.6), (60.9, 123.2), (122.6, 22.4), (148.3, 158.5), (207.6, 26.0), (228.8, 176.6))
NEAR_STATIC = ((149.6, 20.2), (128.3, 49.3), (177.8, 62.3), (134.2, 84.4))
NEAR_MOVING = ((123.9, 22.2), (104.4, 55.5), (159.3, 62.6), (114.7, 93.0))
TILTED_STATIC = ((37.0, 33.4), (44.4, 192.2), (150.4, 19.5), (157.3, 149.2), (226.5, 34.4), (229.3, 175.0),
                 (97.2, 237.9))
TILTED = ((48.5, 34.9), (66.8, 182.3), (140.5, 18.6), (154.0, 150.6), (214.7, 31.8), (222.8, 182.8),
          (109.0, 228.9))
SPHERES = ((119.4, 117.0), (151.6, 235.9), (267.1, 149.5), (261.7, 276.8))
SPHERES_MAP = ((30.4, 22.9), (40.2, 61.8), (79.7, 33.0), (78.2, 76.4))
MODELS = {"translation": "Translation", "euclidean": "Euclidean", "similarity": "Similarity",
          "affine": "Affine", "projective": "Projective", "polynomial": "Polynomial, degree 2"}
#: Numbers that each map has; a pair gives two.
UNKNOWNS = {"translation": 2, "euclidean": 3, "similarity": 4, "affine": 6, "projective": 8, "polynomial": 12}

SECTION = "Pattern matching and alignment"
HINT = "All arrows point outwards: what does this map lack? Choose another, or drag a point"
PRESETS = {
    "One pair is wrong: a neighbour was taken": {
        "transform": "similarity", "moving": (*MOVING[:3], (168.6, 120.9), *MOVING[4:])},
    "Residual 0, and yet wrong": {
        "transform": "projective", "static": NEAR_STATIC, "moving": NEAR_MOVING, "show": "colours"},
    "A tilted specimen: affine is not enough": {
        "moving_image": "frame-tilted", "static": TILTED_STATIC, "moving": TILTED, "transform": "affine"},
    "A tilted specimen: projective": {
        "moving_image": "frame-tilted", "static": TILTED_STATIC, "moving": TILTED, "transform": "projective",
        "show": "colours"},
    "A map of X-rays onto its image": {
        "image": "edx-haadf", "moving_image": "edx-gold", "static": SPHERES, "moving": SPHERES_MAP,
        "transform": "similarity"},
}
CONTROLS = (
    ImageInput(label="Static", default="frame-static",
               samples=("frame-static", "edx-haadf", "haadf-lattice")),
    ImageInput(name="moving_image", label="Moving", default="frame-moving",
               samples=("frame-moving", "frame-tilted", "edx-gold", "edx-silver", "drifting-lattice")),
    Select(name="transform", label="Map", default="euclidean", options=MODELS),
    Actions(name="find", label="Points", options={"sift": "Find by SIFT", "snap": "Snap to blobs"},
            sets=("static", "moving"),
            help="SIFT replaces the points; snapping moves each to the middle of the blob near it"),
    Choice(name="show", label="Show", default="blend",
           options={"static": "Static", "warped": "Warped", "blend": "Blend", "colours": "Colour",
                    "difference": "Difference"},
           help="The arrow keys flip from one to the next"),
    Range(name="alpha", label="Opacity of the warped image", default=0.5, low=0.0, high=1.0, step=0.01,
          when={"show": ("blend",)}),
    Points(name="static", label="Points in the static image", panel="overlay", default=STATIC, most=40,
           numbered=True),
    Points(name="moving", label="Points in the moving image", panel="moving_image", default=MOVING, most=40,
           numbered=True),
)
#: Percentiles of an image that are shown black and white.
TAILS = (0.1, 99.9)
#: How much longer arrows are drawn, if then they stay within a part of the image; pixels of the shortest.
LONGER, LONGEST, LEAST_ARROW = (100, 50, 30, 20, 10, 5, 3, 2, 1), 0.16, 1.5
#: Pairs that SIFT offers, and how far a point snaps, as a part of the image.
OFFERED, REACH = 8, 0.04
#: Places along each edge of the moving image at which a map is held against the truth.
PLACES = 16


@dataclass
class Prepared:
    """Both images, their grey levels, and what was last computed from them."""

    static: Picture
    moving: Picture
    truth: alignment.Alignment | None
    grey: np.ndarray
    range: tuple[float, float]
    _warp: tuple = field(default=((), ()), repr=False)
    _keypoints: dict[str, keypoints.Keypoints] = field(default_factory=dict, repr=False)

    async def aligned(self, moving, static, model):
        """Return the map, the moving image warped by it, its grey levels, and where it has values."""
        key = (moving.tobytes(), static.tobytes(), model)
        if self._warp[0] != key:
            image, shape = self.moving.array, self.static.array.shape
            fitted = alignment.fit(moving, static, model, shape)
            warped, inside = await polynomial.warped(image, fitted.sources(shape), float(image.min()))
            self._warp = key, (fitted, warped, grey_levels(warped, *self.range), inside)
        return self._warp[1]

    def keypoints(self, which):
        if which not in self._keypoints:
            self._keypoints[which] = keypoints.sift(getattr(self, which).array)
        return self._keypoints[which]


def prepare(images):
    """Set the grey levels, and look up whether the samples know their map."""
    static, moving = images["image"], images["moving_image"]
    ranges = [tuple(map(float, np.percentile(picture.array, TAILS))) for picture in (static, moving)]
    return Prepared(static, moving, _truth(static, moving), grey_levels(static.array, *ranges[0]), ranges[1])


def _truth(static, moving):
    """Return the map that the samples were made with, where they belong together."""
    swap = np.eye(3)[[1, 0, 2]]  # samples say (row, column)
    if static.name == "frame-static" and "to_static" in moving.truth:
        return alignment.Alignment("projective", swap @ moving.truth["to_static"] @ swap)
    if static.name == "edx-haadf" and "to_map" in moving.truth:
        return alignment.Alignment("affine", swap @ np.linalg.inv(moving.truth["to_map"]) @ swap)
    return None


async def suggest(prepared, state, option):
    """Find pairs by SIFT, or move the points to the blobs that they are near."""
    pictures = {"static": prepared.static, "moving": prepared.moving}
    if option == "snap":
        found = {name: snapped(picture.array, state[name], max(3, REACH * max(picture.array.shape)))
                 for name, picture in pictures.items()}
    else:
        static = prepared.keypoints("static")
        await asyncio.sleep(0)  # let messages in
        moving = prepared.keypoints("moving")
        pairs, matches = keypoints.agreeing_pairs(moving, static)
        if not len(pairs):
            raise NoSuggestion(f"SIFT finds {len(static.places)} and {len(moving.places)} keypoints and "
                               f"{matches} matches, of which too few agree on one map: place points by hand.")
        pairs = pairs[keypoints.spread_out(static.places[pairs[:, 1]], OFFERED)]
        found = {"static": static.places[pairs[:, 1]], "moving": moving.places[pairs[:, 0]]}
    return {name: tuple(map(tuple, np.round(points, 2).tolist())) for name, points in found.items()}


async def compute(prepared, state):
    """Fit the map, warp, and measure what the fit leaves."""
    image, other = prepared.static.array, prepared.moving.array
    pairs = min(len(state["static"]), len(state["moving"]))
    static, moving = (np.array(state[name]).reshape(-1, 2)[:pairs] for name in ("static", "moving"))
    fitted, warped, grey, inside = await prepared.aligned(moving, static, state["transform"])
    landed = np.stack(fitted(moving[:, 1], moving[:, 0]), axis=1)
    misses = landed - static[:, ::-1]
    left = np.hypot(*misses.T)
    longest = LONGEST * max(image.shape)
    longer = next((f for f in LONGER if f * left.max(initial=0) <= longest), 1)
    arrows = longer * left >= LEAST_ARROW  # shorter ones would be heads alone
    begin, way = static[arrows][:, ::-1], longer * misses[arrows]
    parts, off = _parts(prepared, fitted), _off(prepared, fitted)
    rounded = np.round(fitted.matrix, 9) + 0.0  # no 6e-17 in a table
    return Result(
        _sentence(prepared, state, fitted, moving, static, left, longer if arrows.any() else 0, off),
        backend="CPU: scipy",
        image=image,
        moving_image=other,
        warped=warped,
        matrix=fitted.matrix,
        matrix_x=rounded[:, 0], matrix_y=rounded[:, 1], matrix_1=rounded[:, 2],
        fixed_by=np.array([alignment.PAIRS[fitted.model]]),
        overlay=overlay(prepared.grey, grey, inside, state["show"], state["alpha"]),
        pair=np.arange(1, pairs + 1),
        static_x=static[:, 1], static_y=static[:, 0], moving_x=moving[:, 1], moving_y=moving[:, 0],
        landed_x=landed[:, 0], landed_y=landed[:, 1], off=off,
        residual=np.round(left, 2),
        arrow_x0=begin[:, 0], arrow_y0=begin[:, 1],
        arrow_x1=begin[:, 0] + way[:, 0], arrow_y1=begin[:, 1] + way[:, 1],
        arrow_angle=np.arctan2(-way[:, 1], way[:, 0]) - np.pi / 2,
        **{name: np.round(parts[:, i], 9) + 0.0 for i, name in enumerate(affine.Parts._fields)},
    )


def _parts(prepared, fitted):
    """Return the parts of the map, and below those of the true one, at the middle of the moving image."""
    rows, columns = prepared.moving.array.shape
    middle = (columns - 1) / 2, (rows - 1) / 2
    rows, columns = prepared.static.array.shape
    to = affine.shift(-(columns - 1) / 2, -(rows - 1) / 2)
    found = []
    for known in (fitted, prepared.truth):
        tangent = known.tangent(*middle) if known else None
        if tangent is None or not np.linalg.det(tangent):
            break
        found.append(affine.parts(to @ tangent @ affine.shift(*middle)))
    return np.array(found).reshape(-1, len(affine.Parts._fields))


def _sentence(prepared, state, fitted, moving, static, left, longer, off):
    pairs, asked = len(left), state["transform"]
    text = f"{MODELS.get(fitted.model, 'No map')}, {pairs} {'pair' if pairs == 1 else 'pairs'}"
    if fitted.model != asked:
        text += f" ({MODELS[asked].lower()} takes {alignment.PAIRS[asked]}{_why(asked, moving, static)})"
    if pairs:
        text += f": residual {np.sqrt(np.mean(left**2)):.2f} px rms"
        if 2 * pairs <= UNKNOWNS.get(fitted.model, 0):
            text += ", which says nothing: so few always fit"
        elif pairs > 1:
            text += f", at most {left.max():.2f} px (pair {np.round(left, 2).argmax() + 1})"
    if longer > 1:
        text += f"; arrows × {longer}"
    if off.size:
        text += f"; over the whole image {np.sqrt(np.mean(off**2)):.2f} px rms off the truth"
    text += "." if state["static"] or state["moving"] else ". Tap the same feature in both images."
    for name, other in (("static", "moving"), ("moving", "static")):
        if missing := len(state[name]) - pairs:
            points = "1 point has" if missing == 1 else f"{missing} points have"
            text += f" {points} no partner yet: tap in the {other} image."
    return text


def _why(asked, moving, static):
    """Say why enough pairs do not fix a map."""
    if len(moving) < alignment.PAIRS[asked]:
        return ""
    spread = min(alignment.spread(moving), alignment.spread(static))
    return (", and all of these are at one place", ", and these lie on one line",
            ", and these leave it open")[spread]


def _off(prepared, fitted):
    """Return by how much the map misses the true one, where it is known, at places all over the overlap."""
    if prepared.truth is None:
        return np.empty(0)
    rows, columns = prepared.moving.array.shape
    ends = np.linspace(0, columns - 1, PLACES), np.linspace(0, rows - 1, PLACES)
    x, y = (c.ravel() for c in np.meshgrid(*ends))
    true_x, true_y = prepared.truth(x, y)
    height, width = prepared.static.array.shape
    seen = (true_x >= 0) & (true_x <= width - 1) & (true_y >= 0) & (true_y <= height - 1)
    found_x, found_y = fitted(x[seen], y[seen])
    return np.hypot(found_x - true_x[seen], found_y - true_y[seen])


def view(result):
    """The static image under the warped one, the moving image, and the map in numbers."""
    from livedemo import view as v

    titles = {"static": "Static image", "warped": "Moving image, warped", "blend": "Warped over static",
              "colours": "Red and cyan", "difference": "Warped less static"}
    static = v.image(result, "overlay", title=("show", titles), read_out=(
        v.Value("image", "static"), v.Value("warped", "warped", digits=1)))
    static.figure.segment("x0", "y0", "x1", "y1", line_color=v.SECOND, line_width=3, source=v.columns(
        result, x0="arrow_x0", y0="arrow_y0", x1="arrow_x1", y1="arrow_y1"))
    static.figure.scatter("x", "y", marker="triangle", angle="angle", size=11, color=v.SECOND,
                          source=v.columns(result, x="arrow_x1", y="arrow_y1", angle="arrow_angle"))
    matrix = v.table("matrix", title="The map as a matrix", names=("x′", "y′", "1"), columns=[
        v.Value(f"matrix_{name}", f"× {name}", digits=3) for name in "xy1"])
    parts = v.table("parts", title="The map, taken apart", names=("Fit", "True"), instead=[matrix], columns=[
        v.Value("rotation", "Angle", "°", 2), v.Value("scale_x", "Scale x", digits=3),
        v.Value("scale_y", "Scale y", digits=3), v.Value("shear", "Shear", digits=3),
        v.Value("shift_x", "Shift x", "px", 1), v.Value("shift_y", "Shift y", "px", 1)])
    pairs = v.table("pairs", title="Pairs", columns=[
        v.Value("pair", "No."), v.Value("static_x", "Static x", "px", 1), v.Value("static_y", "y", "px", 1),
        v.Value("moving_x", "Moving x", "px", 1), v.Value("moving_y", "y", "px", 1),
        v.Value("residual", "Residual", "px", 2)])
    return [static, v.image(result, "moving_image", title="Moving image"), pairs, parts]
