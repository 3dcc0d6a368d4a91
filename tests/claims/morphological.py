"""Binary morphology: the steps are done again by scipy and scikit-image, regions counted by scikit-image."""
import numpy as np
from scipy import ndimage
from skimage import measure, morphology

from claims import N


def claims(arrays, state, pictures):
    before, mask, foot = arrays["before"], arrays["mask"], arrays["footprint"]
    masks = [before]
    for step in state["operations"]:
        masks.append(_done(masks[-1], step, foot, state["iterations"], state["area"]))
    assert np.array_equal(masks[-1], mask)
    since = masks[-2:][0] if state["against"] == "last" else before
    yield f": {N} regions? → {N}", *(measure.label(each, connectivity=2).max() for each in (before, mask))
    if "radii" in pictures["image"].truth:
        yield rf"\({N} particles were put in\)", len(pictures["image"].truth["radii"])
    yield f", {N} → {N} % of the area", 100 * before.mean(), 100 * mask.mean()
    yield rf"{N} pixels added \(blue\) and {N} removed \(orange\)", np.sum(mask > since), np.sum(since > mask)


def _done(mask, step, foot, times, area):
    match step:
        case "erode":
            return ndimage.binary_erosion(mask, foot, times, border_value=1)
        case "dilate":
            return ndimage.binary_dilation(mask, foot, times)
        case "open":
            return _done(_done(mask, "erode", foot, times, area), "dilate", foot, times, area)
        case "close":
            return _done(_done(mask, "dilate", foot, times, area), "erode", foot, times, area)
        case "fill":
            return ndimage.binary_fill_holes(mask)
        case "fill_small":
            holes = measure.label(~mask, connectivity=1)
            at_border = np.concatenate([holes[0], holes[-1], holes[:, 0], holes[:, -1]])
            small = (np.bincount(holes.ravel()) < area)[holes] & ~np.isin(holes, at_border)
            return mask | (small & ~mask)
        case "remove_small":
            regions = measure.label(mask, connectivity=2)
            return mask & (np.bincount(regions.ravel()) >= area)[regions]
        case "outline":
            return mask & ~ndimage.binary_erosion(mask, foot, border_value=1)
    return morphology.thin(mask)
