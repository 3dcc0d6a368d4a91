"""What is dragged in each demo, and how long the system that this one replaces took for the same.

The original's figures are those of its demos on a local Panel server: the smaller median of two runs, from
the control to the new image, with the same browser on two cores. They are good to about 30 %.
"""

from __future__ import annotations

from dataclasses import dataclass

#: Slider to pixels at 512 x 512, and at 600 x 800 through Fourier space: median and 95th percentile, in ms.
BUDGET, FOURIER_BUDGET = (30.0, 60.0), (50.0, 100.0)


@dataclass(frozen=True)
class Case:
    """One control of one demo.

    Parameters
    ----------
    demo, control : str
        Their names. A control of kind points or line is dragged by its first point, one of kind actions is
        pressed, code is run again with another number in it.
    shape : (int, int), optional
        Shape of an image of its own; the demo's sample without it.
    original : float, optional
        Median of the original in ms.
    on_release : bool
        Whether the original answered only when the mouse was let go.
    state : str
        Hash that the demo is opened with.
    budget : (float, float)
        Median and 95th percentile that are allowed, in ms.
    """

    demo: str
    control: str
    shape: tuple[int, int] | None = None
    original: float | None = None
    on_release: bool = False
    state: str = ""
    budget: tuple[float, float] = BUDGET


CASES = (
    Case("film-particles", "exposure"),
    Case("image-math", "code"),
    Case("brightness-contrast", "brightness", (512, 512)),
    Case("gamma-log", "gamma", original=110, on_release=True),
    Case("colour-uniformity", "ripple"),
    Case("transparency", "alpha"),
    Case("complex-image", "constant"),
    Case("interpolation-sampling", "line", (580, 580), original=179, on_release=True),
    Case("aliasing", "rate"),
    Case("transform-affine", "rotation", (512, 512), original=90),
    Case("transform-polynomial", "source", (512, 512)),
    Case("fourier-filtering", "radius", (600, 800), original=215, on_release=True, budget=FOURIER_BUDGET),
    Case("thresholding", "level", (778, 778), original=62),
    Case("morphological", "operations"),
    Case("connected-components", "threshold"),
    Case("fourier-shift", "shift_x", (48, 48), original=78),
    Case("points-align", "moving"),
    Case("stem-moire", "sampling"),
    Case("transform-nonuniform", "points", (512, 512)),
    Case("thin-lens", "screen"),
    Case("camera-rays", "focus"),
)
