"""Fourier filtering: variances of the images themselves; the imaginary part by NumPy's full transform."""
import numpy as np
import pytest

from claims import N


def claims(arrays, state, pictures):
    picture, mode = pictures["image"], state["mode"]
    image = picture.array.astype(float)
    longest = max(image.shape)
    used = {"band": sorted(state["radii"]), "all": []}.get(mode, [state["radius"]])
    if used:
        yield f"at {N} cycles" if len(used) == 1 else f"from {N} to {N} cycles", *used
    lengths = [longest / radius for radius in reversed(used)]
    size = picture.pixel_size
    period = rf"{N} px \({N} {picture.unit}\)" if size else f"{N} px"
    words = {"low": f"longer than {period}", "high": f"shorter than {period}",
             "band": f"from {period} to {period}", "all": "No filter by radius"}
    scales = [1, size] if size else [1]
    yield words[mode], *(length * scale for length in lengths for scale in scales)
    if state["shapes"] in ("wedge", "both"):
        yield f"a wedge of {N}° about {N}° is", state["wedge_opening"], state["wedge_angle"]
    if state["shapes"] in ("discs", "both"):
        if state["dabs"]:
            yield f"; {N} discs? (?:is|are) ", len(state["dabs"])
        else:
            yield ("no disc is",)
    total = image.var()
    yield f"{N} % of the variance", pytest.approx(100 * arrays["filtered"].var() / total, abs=0.0501)
    if state["shapes"] != "none" and not state["symmetric"]:
        mask = np.fft.ifftshift(arrays["mask"])
        lost = 100 * (np.fft.ifft2(np.fft.fft2(image) * mask).imag ** 2).mean() / total
        if lost > 0.05:  # else it would be told as 0.0 %
            yield f"and {N} % are in the imaginary part", pytest.approx(lost, abs=0.0501)
