"""Two frames of one scene in complementary colours, before and after alignment."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from illustrations._frames import frames, on_static
from illustrations._shared import opening
from imaging.overlaying import overlay


def draw() -> Figure:
    """Draw the colour overlay of both frames as they are above, and with the true map below."""
    static, moving, to_static = frames()
    inside = np.ones(static.shape, bool)
    before = overlay(static, moving, inside, "colours")
    after = overlay(static, *on_static(moving, to_static), "colours")
    return opening(before[30:230, 20:236][:137], after[30:230, 20:236][:137])
