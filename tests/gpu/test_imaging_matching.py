"""imaging.registration and template on the GPU give what they give on the CPU."""

import numpy as np
import pytest
from scipy import ndimage

from imaging.registration import phase_shift
from imaging.template import match

NOISE = np.random.default_rng(0).standard_normal((2, 60, 97))
TEXTURE = ndimage.gaussian_filter(NOISE[0], 1.5, mode="wrap")


@pytest.mark.parametrize("normalization", ["phase", None])
@pytest.mark.parametrize("upsample_factor", [1, 10, 100])
@pytest.mark.parametrize("image", [NOISE[0], TEXTURE, 1e6 + NOISE[0], NOISE[0][:, :96], NOISE[0][:1]])
def test_shifts_agree(both, image, upsample_factor, normalization):
    moved = np.fft.ifft2(ndimage.fourier_shift(np.fft.fft2(image), (2.37, -4.81))).real
    moving = moved + 0.1 * image.std() * NOISE[1][: image.shape[0], : image.shape[1]]
    on_cpu, on_gpu, where = both(phase_shift, image, moving, upsample_factor, normalization)
    assert where.startswith("GPU: ")
    # a tie between two steps may fall either way
    np.testing.assert_allclose(on_gpu, on_cpu, atol=1.001 / upsample_factor if upsample_factor > 1 else 0)


@pytest.mark.parametrize("pad_input", [False, True])
@pytest.mark.parametrize("image", [TEXTURE, 100 + 20 * TEXTURE, np.exp(20 * TEXTURE),
                                   (1000 * (TEXTURE > 0)).astype(np.uint16), np.full((60, 97), 5.0)])
def test_coefficients_agree(both, image, pad_input):
    on_cpu, on_gpu, where = both(match, image, TEXTURE[20:31, 40:56], pad_input)
    assert where.startswith("GPU: ")
    assert on_gpu.dtype == on_cpu.dtype == np.float32
    spread = ndimage.generic_filter(image.astype(float), np.std, (11, 16), mode="constant")
    inside = spread if pad_input else spread[5:-5, 8:-7]
    error = np.abs(on_gpu - on_cpu)
    assert (error * inside <= 2e-6 * image.std() + 1e-6 * inside).all()


def test_what_the_gpu_cannot_the_cpu_computes(both):
    image = np.where(TEXTURE > 0.3, np.nan, TEXTURE)
    for arguments, why in (([image, TEXTURE[:3, :3]], "not finite"),
                           ([NOISE.reshape(-1, 2), NOISE[0][:5, :2]], "too many for the FFT")):
        on_cpu, result, where = both(match, *arguments)
        assert where.startswith("CPU: ")
        assert why in where
        np.testing.assert_array_equal(result, on_cpu)
