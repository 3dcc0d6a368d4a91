"""From an off-axis hologram to amplitude and phase: fringes, sideband, and the wave in it."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Circle

import samples
from illustrations._writing import show
from illustrations.canvas import figure
from imaging.colour_maps import colour_map
from imaging.holography import find_carrier, hologram_spectrum, sideband_wave

SHARE = 1 / 3


def draw() -> Figure:
    """Draw a detail of the hologram, its spectrum with the aperture, amplitude and phase."""
    image = samples.make("hologram").image
    n = image.shape[0]
    carrier = find_carrier(image)
    half = hologram_spectrum(image)
    wave = sideband_wave(half, image.shape, carrier, SHARE * carrier.length)
    plane = np.log(np.abs(np.fft.fftshift(np.fft.fft2(image - image.mean()))) + 1)
    near = slice(n // 2 - 128, n // 2 + 129)
    made, axes = figure(1080, 310, 1, 4)
    show(axes[0, 0], image[208:304, 240:336], "hologram, part")
    show(axes[0, 1], plane[near, near], "its spectrum", float(np.median(plane)), plane.max())
    place = 128 + n * np.array(carrier.frequency[::-1])
    radius = SHARE * carrier.length * n
    axes[0, 1].add_patch(Circle(place, radius, fill=False, edgecolor="#ffb000", linewidth=3))
    inner = np.s_[12:-12, 12:-12]
    show(axes[0, 2], np.abs(wave)[inner], "amplitude", 0)
    turn = np.floor((np.angle(wave[inner]) / (2 * np.pi) % 1) * 255.999).astype(int)
    show(axes[0, 3], colour_map("cyclic")[turn][..., :3], "phase")
    return made
