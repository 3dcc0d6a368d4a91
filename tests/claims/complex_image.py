"""Complex image: fringes found again in numpy's transform, errors from the truth, residues loop by loop."""
import numpy as np
import pytest
from scipy import optimize

from claims import N

_FOUND = {}


def middle(values):
    """Return the middle of a closed outline."""
    return (values.max() + values.min()) / 2


def fringes(picture, carrier):
    """Return the frequency near the carrier, between the bins too, with the largest amplitude."""
    key = (picture.name, picture.array.shape)
    if key not in _FOUND:
        image = picture.array - picture.array.mean(dtype=np.float64)
        rows, columns = (np.arange(n) for n in image.shape)

        def lacking(frequency):
            return -abs(np.exp(-2j * np.pi * frequency[0] * rows) @ image
                        @ np.exp(-2j * np.pi * frequency[1] * columns))

        spectrum = np.abs(np.fft.fft2(image))
        fy, fx = np.fft.fftfreq(len(rows))[:, None], np.fft.fftfreq(len(columns))
        spectrum[np.hypot(fy - carrier[0], fx - carrier[1]) > 0.25 * np.hypot(*carrier)] = 0
        start = np.unravel_index(np.argmax(spectrum), spectrum.shape)
        fine = np.arange(-2, 2.1, 0.25)
        begin = min((np.array([fy[start[0], 0] + down / len(rows), fx[start[1]] + across / len(columns)])
                     for down in fine for across in fine), key=lacking)
        simplex = begin + np.array([[0, 0], [0.3, 0], [0, 0.3]]) / image.shape
        _FOUND[key] = optimize.minimize(lacking, begin, method="Nelder-Mead", options={
            "initial_simplex": simplex, "xatol": 1e-7}).x
    return _FOUND[key]


def prominence(image, carrier):
    """Return the power at the carrier over the median power around it, under a Hann window."""
    window = np.multiply.outer(*(np.sin(np.pi * np.arange(1, n + 1) / (n + 1)) ** 2 for n in image.shape))
    power = np.abs(np.fft.rfft2((image - image.mean(dtype=np.float64)) * window)) ** 2
    length = np.hypot(np.fft.fftfreq(image.shape[0])[:, None], np.fft.rfftfreq(image.shape[1]))
    own = np.hypot(*carrier)
    at = [round(k * n) % n for k, n in zip(carrier, image.shape, strict=True)]
    return power[tuple(at)] / np.median(power[(length > 0.5 * own) & (length < 1.5 * own)])


def still(arrays, state):
    """Return where the pixels of the wave are, and what the state adds to its phase there."""
    shape = arrays["image"].shape
    row, column = (index * n / m for index, n, m in
                   zip(np.indices(arrays["phase"].shape), shape, arrays["phase"].shape, strict=True))
    ramp = 2 * np.pi * (state["ramp_y"] * row / shape[0] + state["ramp_x"] * column / shape[1])
    return row, column, np.pi * state["constant"] - ramp


def residues(phase):
    """Return how many squares of four pixels have a phase that comes back a turn off."""
    wave = np.exp(1j * phase.astype(np.float64))
    corners = [wave[:-1, :-1], wave[:-1, 1:], wave[1:, 1:], wave[1:, :-1]]
    turns = sum(np.angle(b * a.conj()) for a, b in zip(corners, corners[1:] + corners[:1], strict=True))
    return int(np.count_nonzero(np.abs(turns) > np.pi))


def claims(arrays, state, pictures):
    picture = pictures["image"]
    image = picture.array
    if not arrays["circle_rows"].size:
        yield (f"^No fringes in these {N} x {N} pixels:", *image.shape)
        return
    carrier = np.array([middle(arrays["circle_rows"]), middle(arrays["circle_columns"])])
    row, column, added = still(arrays, state)
    count = residues(arrays["phase"] - added)
    # Where two pixels differ by half a turn, rounding decides.
    count = pytest.approx(count, abs=0.02 * count)
    stands_out = prominence(image, carrier)
    if stands_out < 500:
        yield f"^No hologram: the strongest wave, {N} px, ", 1 / np.hypot(*carrier)
        yield f"has {N} times the median power around it ", pytest.approx(stands_out, rel=1e-6, abs=0.51)
        yield (rf"means little: {N} residues\.$", count) if count != 0 else (r"no residues\.$",)
        return
    # Vortices split the peak, and what the aperture cuts off decides which part is the largest.
    exact = 0.02 if picture.name == "hologram-vortices" else 0.006
    period = pytest.approx(1 / np.hypot(*fringes(picture, carrier)), abs=exact)
    yield f"^Fringes of {N} px", period
    if picture.pixel_size:
        yield rf"px \({N} {picture.unit}\)", pytest.approx(period.expected * picture.pixel_size, rel=0.005)
    contrast = 2 * np.median(arrays["amplitude"]) / image.mean(dtype=np.float64)
    if contrast <= 1.5:
        yield f", visibility {N};", contrast
    inside = np.s_[tuple(slice(n // 12, n - n // 12) for n in row.shape)]
    yield f"the phase spans {N} rad", np.ptp(arrays["unwrapped"][inside])
    if picture.name == "hologram":
        truth = picture.truth
        distance2 = (row - truth["centre"][0]) ** 2 + (column - truth["centre"][1]) ** 2
        object_ = truth["peak"] * np.exp(-distance2 / (2 * truth["sigma"] ** 2)) + truth["ramp"] * column
        down, across = 2 * np.pi * (truth["carrier"] - carrier)
        off = (arrays["unwrapped"] - added - object_ - down * row - across * column)[inside]
        error = np.sqrt(np.mean((off - np.median(off)) ** 2))
        yield rf", {N} rad from the truth \(RMS\), ", pytest.approx(error, abs=0.0006, rel=1e-3)
    if count == 1:
        yield (r"with 1 residue\.$",)
    else:
        yield (rf"with {N} residues\.$", count) if count != 0 else (r"with no residues\.$",)
