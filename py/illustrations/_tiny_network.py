"""A convolutional network of two layers in NumPy, small enough to be trained while a figure is drawn."""

from __future__ import annotations

import numpy as np

#: Pixels across a kernel, and channels between the layers.
KERNEL, CHANNELS = 5, 6


def patches(image: np.ndarray) -> np.ndarray:
    """Return what lies under the kernel at each place (rows, columns, channels * KERNEL^2)."""
    views = np.lib.stride_tricks.sliding_window_view(image, (KERNEL, KERNEL), axis=(0, 1))
    return views.reshape(*views.shape[:2], -1)


def initial(generator: np.random.Generator) -> list[np.ndarray]:
    """Return random weights and zero offsets: two layers of kernels, then one weight per channel."""
    sizes = ((KERNEL**2, CHANNELS), (CHANNELS * KERNEL**2, CHANNELS), (CHANNELS, 1))
    weights = [generator.normal(0, np.sqrt(2 / size[0]), size).astype(np.float32) for size in sizes]
    return [array for weight in weights for array in (weight, np.zeros(weight.shape[1], np.float32))]


def forward(image: np.ndarray, parameters: list[np.ndarray]) -> list[np.ndarray]:
    """Return the patches and results of each layer; the last is the probability of each inner pixel."""
    w1, b1, w2, b2, w3, b3 = parameters
    first = patches(image[..., None])
    hidden = np.maximum(first @ w1 + b1, 0)
    second = patches(hidden)
    deep = np.maximum(second @ w2 + b2, 0)
    return [first, hidden, second, deep, 1 / (1 + np.exp(-(deep @ w3 + b3)[..., 0]))]


def gradients(image: np.ndarray, wanted: np.ndarray, parameters: list[np.ndarray]) -> list[np.ndarray]:
    """Return the derivatives of the mean cross-entropy; `wanted` is the mask of the inner pixels."""
    _, _, w2, _, w3, _ = parameters
    first, hidden, second, deep, found = forward(image, parameters)
    error = ((found - wanted) / np.float32(wanted.size))[..., None]
    deep_error = (error @ w3.T) * (deep > 0)
    spread = (deep_error @ w2.T).reshape(*deep.shape[:2], CHANNELS, KERNEL, KERNEL)
    hidden_error = np.zeros_like(hidden)
    for i in range(KERNEL):
        for j in range(KERNEL):
            hidden_error[i : i + deep.shape[0], j : j + deep.shape[1]] += spread[..., i, j]
    hidden_error *= hidden > 0
    pairs = ((first, hidden_error), (second, deep_error), (deep, error))
    return [part for given, wrong in pairs
            for part in (np.tensordot(given, wrong, ((0, 1), (0, 1))), wrong.sum((0, 1)))]


def trained(scenes: list[tuple[np.ndarray, np.ndarray]], steps: int, rate: float = 0.02) -> list[np.ndarray]:
    """Return parameters after so many steps of Adam on the scenes in turn, each (image, mask)."""
    parameters = initial(np.random.default_rng(1))
    mean, square = ([np.zeros_like(p) for p in parameters] for _ in range(2))
    margin = KERNEL - 1
    for step in range(1, steps + 1):
        image, mask = scenes[step % len(scenes)]
        for n, slope in enumerate(gradients(image, mask[margin:-margin, margin:-margin], parameters)):
            mean[n] += 0.1 * (slope - mean[n])
            square[n] += 0.001 * (slope**2 - square[n])
            change = mean[n] / (1 - 0.9**step) / (np.sqrt(square[n] / (1 - 0.999**step)) + 1e-8)
            parameters[n] = parameters[n] - rate * change
    return parameters
