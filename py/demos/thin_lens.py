"""Thin lens

A lens makes an image where all the light that it gathers from one point meets again.

Every lit point sends light in all directions, so that on a bare screen the light of all points mixes. A lens
bends a ray the more, the further out it passes: by y / f at the height y. Then all rays of a point meet in
one place behind it, given by **1 / f = 1 / dₒ + 1 / dᵢ**, and a plane object has a plane image, larger by the
factor −dᵢ / dₒ; the minus says that it is upside down.

A screen elsewhere shows a disc in place of a point, of the diameter D |s − dᵢ| / dᵢ: a small aperture D makes
it small, and gathers little light. A point at another depth has its image in another plane. With spherical
aberration, rays far from the axis are bent too much, and no plane is sharp. An object nearer than f has no
image on any screen: its rays seem to come from a point before the lens.

- [Thin lens](https://en.wikipedia.org/wiki/Thin_lens)
- [Ray transfer matrices](https://en.wikipedia.org/wiki/Ray_transfer_matrix_analysis)
- E. Hecht, *Optics*, chapters 5 and 6
"""

import numpy as np

from imaging import rays
from livedemo import Actions, Range, Result

#: Pixels of the screen's picture along each side.
SCREEN_PIXELS = 64
#: Places in the palette: five points of the object, and one behind it.
OUT_OF_PLANE = 5
#: Where screen and object can stand along the axis, nearest first, in millimetres.
SCREEN, OBJECT = np.array([10.0, 1000.0]), np.array([-30.0, -600.0])

SECTION = "Images and photographs"
HINT = "Move the screen until the points are sharp; then close the aperture and move it again"
PRESETS = {
    "In focus": {"screen": 75.0},
    "Out of focus, with a small aperture": {"aperture": 4.0},
    "A point behind the object is not sharp": {"screen": 75.0, "depth": 100.0},
    "Spherical aberration": {"screen": 75.0, "aberration": 1.0, "aperture": 60.0, "rays": 21},
    "A magnifying glass: no image on any screen": {"distance": 35.0, "screen": 150.0},
}
CONTROLS = (
    Range(name="focal_length", label="Focal length f", default=50.0, low=20.0, high=200.0, step=1.0,
          unit="mm"),
    Range(name="distance", label="Object distance dₒ", default=150.0, low=30.0, high=600.0, step=1.0,
          unit="mm"),
    Range(name="aperture", label="Aperture D", default=30.0, low=2.0, high=80.0, step=1.0, unit="mm"),
    Range(name="screen", label="Screen s", default=90.0, low=10.0, high=1000.0, step=0.5, unit="mm"),
    Actions(name="focus", label="Focus", options={"focus": "Focus"}, sets=("screen",),
            help="Put the screen into the image plane"),
    Range(name="points", label="Points", default=3, low=1, high=5, step=1),
    Range(name="rays", label="Rays of a point", default=9, low=3, high=41, step=2),
    Range(name="height", label="Height of the object", default=30.0, low=0.0, high=80.0, step=1.0,
          unit="mm"),
    Range(name="depth", label="One point further behind", default=0.0, low=0.0, high=300.0, step=5.0,
          unit="mm", help="How far behind the object one more point lies, on the axis; 0 for none"),
    Range(name="aberration", label="Spherical aberration", default=0.0, low=0.0, high=1.0, step=0.05),
)


async def compute(prepared, state):
    """Trace every point's rays to the screen."""
    focal_length, aperture, screen = state["focal_length"], state["aperture"], state["screen"]
    aberration = state["aberration"]
    points = _points(state)
    image = rays.image_distance(focal_length, state["distance"])
    segments, hits = [], []
    for place, (height, distance) in points.items():
        at_lens, slope = rays.fan(height, distance, aperture, state["rays"])
        _, bent = rays.refract(at_lens, slope, focal_length, aberration)
        on_screen, _ = rays.travel(at_lens, bent, screen)
        count = len(at_lens)
        for start, first, end, last in ((-distance, np.full(count, height), 0.0, at_lens),
                                        (0.0, at_lens, screen, on_screen)):
            segments.append([np.full(count, start), first, np.full(count, end), last, np.full(count, place)])
        hits.append(rays.spot(height, distance, aperture, focal_length, screen, aberration))
    z0, y0, z1, y1, colour = np.hstack(segments)
    x, y = np.hstack(hits)
    picture, edges = _picture(x, y)
    side = edges[-1] - edges[0]
    real = 0 < image < np.inf
    return Result(
        _sentence(state, image, rays.blur_diameter(aperture, screen, image)),
        suggested={"screen": float(np.clip(round(2 * image) / 2, 10, 1000))} if real else {},
        ray_z0=z0, ray_y0=y0, ray_z1=z1, ray_y1=y1, ray_colour=colour,
        point_z=np.array([-distance for _, distance in points.values()]),
        point_y=np.array([height for height, _ in points.values()]), point_colour=np.array(list(points)),
        screen_reach=SCREEN, object_reach=OBJECT,
        lens_z=np.zeros(2), lens_y=np.array([-1, 1]) * aperture / 2,
        screen_z=np.full(2, screen), screen_y=edges[[0, -1]],
        image_z=np.array([image] if real else []),
        picture=picture, picture_extent=np.array([edges[0], edges[0], side, side]),
        place=(edges[1:] + edges[:-1]) / 2, light=picture[::-1].sum(axis=1),
    )


def _points(state):
    """Return (height, distance) of each point by its place in the palette."""
    half = state["height"] / 2
    heights = np.linspace(-half, half, state["points"]) if state["points"] > 1 else [half]
    points = {n: (float(y), state["distance"]) for n, y in enumerate(heights)}
    if state["depth"]:
        points[OUT_OF_PLANE] = (0.0, state["distance"] + state["depth"])
    return points


def _picture(x, y):
    """Return how many rays fall on each pixel of a screen that holds them all, and the edges of pixels."""
    half = 1.1 * max(np.abs(x).max(), np.abs(y).max(), 0.5)
    edges = np.linspace(-half, half, SCREEN_PIXELS + 1)
    counts = np.histogram2d(y, x, (edges, edges))[0]
    return np.ascontiguousarray(counts[::-1], np.float32), edges  # the highest on top


def _sentence(state, image, blur):
    distance, focal_length = state["distance"], state["focal_length"]
    if not np.isfinite(image):
        return f"The object is in the focus, {focal_length:g} mm before the lens: its rays leave in parallel."
    if image < 0:
        return (f"No image on any screen: the object is nearer than f = {focal_length:g} mm. Its rays seem "
                f"to come from {-image:.4g} mm before the lens, {-image / distance:.3g} times as large.")
    text = f"Image {image:.4g} mm behind the lens, magnification −{image / distance:.3g}"
    if state["aberration"]:
        return f"{text} near the axis; spherical aberration blurs every plane."
    if blur < 0.005:
        return f"{text}; the screen is in focus."
    return f"{text}; on the screen a point is a disc of {blur:.3g} mm."


def view(result):
    """The rays, the screen seen from the front, and the light along it."""
    from bokeh.models import LinearColorMapper

    from livedemo import view as v

    palette = [v.ACCENT, v.SECOND, v.THIRD, v.FOURTH, "#e69f00", "#56b4e9"]
    paths = v.plot("paths", title="Rays", x_label="along the axis / mm", y_label="height / mm",
                   from_zero=False, caption="Drag screen or points. Dashed: image plane.",
                   tap=({"control": "screen", "over": "screen_reach"},
                        {"control": "distance", "over": "object_reach", "height": "height"}))
    paths.figure.x_range.range_padding, paths.figure.y_range.range_padding = 0.03, 0.1
    mapper = LinearColorMapper(palette, low=-0.5, high=len(palette) - 0.5)
    paths.figure.segment("z0", "y0", "z1", "y1", line_color={"field": "colour", "transform": mapper},
                         line_width=1.5, line_alpha=0.8,
                         source=v.columns(result, z0="ray_z0", y0="ray_y0", z1="ray_z1", y1="ray_y1",
                                          colour="ray_colour"))
    for part in ("lens", "screen"):
        paths.figure.line("z", "y", line_color=v.NEUTRAL, line_width=6,
                          source=v.columns(result, z=f"{part}_z", y=f"{part}_y"))
    paths.figure.scatter("z", "y", size=11, line_color=None,
                         fill_color={"field": "colour", "transform": mapper},
                         source=v.columns(result, z="point_z", y="point_y", colour="point_colour"))
    paths.figure.vspan(x="z", line_color=v.SECOND, line_width=2, line_dash="dashed",
                       source=v.columns(result, z="image_z"))
    light = v.plot("light", title="Light along the screen", x_label="height / mm", y_label="rays")
    light.figure.line("y", "rays", line_color=v.ACCENT, line_width=2,
                      source=v.columns(result, y="place", rays="light"))
    return [
        paths,
        v.image(result, "picture", title="Screen from the front", extent="picture_extent",
                x_label="across / mm", y_label="below the axis / mm", read_out=(v.Value("picture", "rays"),)),
        light,
    ]
