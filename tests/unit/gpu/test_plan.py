"""Plans are data: what they say is looked at without a device."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gpu import edges, fft, matching, spectra
from gpu.errors import TooLarge
from gpu.plan import MOST_GROUPS, WORKGROUP, Plan, lines_of_groups


@st.composite
def plans(draw):
    """A plan of dispatches that read any of the arrays before them."""
    plan = Plan()
    known = [plan.input((2,)), plan.table(np.ones(3, np.float32))]
    for _ in range(draw(st.integers(1, 12))):
        reads = draw(st.lists(st.sampled_from(known), min_size=1, max_size=3))
        known.append(plan.dispatch("any", reads, (4,)))
    plan.outputs = tuple(draw(st.lists(st.sampled_from(known), min_size=1, max_size=3)))
    return plan


@given(plans())
def test_arrays_that_are_needed_at_the_same_time_share_no_buffer(plan):
    slots = plan.slots()
    holds = {}
    for dispatch in plan.dispatches:
        for key in dispatch.reads:
            assert key not in slots or holds[slots[key]] == key
        if dispatch.writes in slots:
            assert slots[dispatch.writes] not in [slots.get(key) for key in dispatch.reads]
            holds[slots[dispatch.writes]] = dispatch.writes


@given(plans())
def test_inputs_tables_and_outputs_are_no_scratch(plan):
    fixed = {a.key for a in (*plan.inputs, *plan.outputs)} | plan.tables.keys()
    assert plan.slots().keys() == {d.writes for d in plan.dispatches} - fixed


@given(plans())
def test_there_are_no_more_buffers_than_arrays_needed_at_once(plan):
    slots = plan.slots()
    most = 0
    for step, dispatch in enumerate(plan.dispatches):
        made = {d.writes for d in plan.dispatches[:step]}
        needed = {key for d in plan.dispatches[step:] for key in d.reads} & made | {dispatch.writes}
        most = max(most, len(needed & slots.keys()))
    assert len(set(slots.values())) == most


@given(st.integers(1, 2**32))
def test_lines_of_groups_are_enough_and_allowed(threads):
    x, y, z = lines_of_groups(threads)
    assert z == 1
    assert max(x, y) <= MOST_GROUPS
    assert threads <= x * y * WORKGROUP < threads + (y + 1) * WORKGROUP


def test_lines_of_groups_at_the_limit():
    assert lines_of_groups(1) == (1, 1, 1)
    assert lines_of_groups(MOST_GROUPS * WORKGROUP) == (MOST_GROUPS, 1, 1)
    assert lines_of_groups(MOST_GROUPS * WORKGROUP + 1) == (MOST_GROUPS // 2 + 1, 2, 1)


def test_equal_tables_are_one():
    plan = Plan()
    first = plan.table(np.arange(3, dtype=np.float32))
    assert plan.table(np.arange(3, dtype=np.float32)) == first
    assert plan.table(np.arange(3, dtype=np.int32)) != first
    assert plan.table(np.arange(4, dtype=np.float32)) != first
    assert len(plan.tables) == 3


def test_a_reshaped_array_is_the_same_memory():
    plan = Plan()
    array = plan.input((6, 8))
    assert plan.reshape(array, (6, 4), np.complex64).key == array.key
    with pytest.raises(ValueError, match=r"\(6, 8\) of float32 is no \(7, 4\) of complex64"):
        plan.reshape(array, (7, 4), np.complex64)


@pytest.mark.parametrize("dtype", [np.float64, np.complex128, np.uint8, bool])
def test_types_that_no_shader_has(dtype):
    with pytest.raises(TypeError, match="allowed are float32, complex64, int32, uint32"):
        Plan().input((3,), dtype)


def test_an_empty_array():
    with pytest.raises(ValueError, match=r"shape \(3, 0\) is empty"):
        Plan().input((3, 0))


def shaders(operation, *shapes, dtype=np.float32, **options):
    plan = Plan()
    operation(plan, *(plan.input(shape, dtype) for shape in shapes), **options)
    return [d.shader for d in plan.dispatches]


def test_a_length_with_small_factors_takes_a_pass_for_each_radix():
    assert shaders(fft.fft, (1024,), dtype=np.complex64) == ["fft_radix16", "fft_radix8", "fft_radix8"]
    assert shaders(fft.fft, (1,), dtype=np.complex64) == []


def test_other_lengths_are_convolutions_with_a_chirp():
    names = shaders(fft.fft, (97,), dtype=np.complex64)
    assert names[0] == names[-1] == "chirp"
    assert names.count("multiply_lines") == 1


def test_real_rows_are_transformed_at_half_their_length():
    assert shaders(fft.rfft, (4, 512)) == ["fft_radix16", "fft_radix16", "real_split"]


def test_a_length_that_is_too_long():
    with pytest.raises(TooLarge, match="4097 elements .* allowed are 4096"):
        shaders(fft.fft2, (4097, 2))
    with pytest.raises(TooLarge, match="4096"):
        shaders(spectra.convolve, (4096, 8), (2, 2))


@pytest.mark.parametrize(("operation", "shapes", "options", "message"), [
    (fft.fft, [(8,)], {"norm": "none"}, "norm is 'none'; allowed are 'backward', 'ortho', 'forward'"),
    (fft.irfft, [(4,)], {"length": 8}, "4 elements is no half of 8; 5 are expected"),
    (spectra.multiply, [(6, 5), (6,)], {}, r"factors of shape \(6,\) do not fit"),
    (spectra.multiply, [(6,), (2, 6)], {}, r"factors of shape \(2, 6\) do not fit"),
    (spectra.convolve, [(6, 5), (3, 3)], {"mode": "grid"}, "mode is 'grid'; allowed are 'reflect'"),
    (matching.phase_correlation, [(6, 5), (5, 6)], {}, "they must be equal"),
    (matching.normalised_cross_correlation, [(6, 5), (7, 2), (8, 3), (1,)], {}, "7 x 2 pixels does not fit"),
])
def test_options_that_are_refused(operation, shapes, options, message):
    with pytest.raises(ValueError, match=message):
        shaders(operation, *shapes, **options)


def test_edges_have_codes():
    assert sorted(map(edges.code, edges.CODES)) == list(range(5))


def test_a_convolution_is_continued_to_a_cheap_length():
    plan = Plan()
    spectra.convolve(plan, plan.input((600, 799)), plan.input((61, 31)))
    continued = plan.arrays[plan.dispatches[0].writes]
    assert continued.shape == (768, 1024)  # 660 and 829 are the least


def test_what_beyond_the_edges_changes_is_no_constant():
    plan = Plan()
    spectra.window(plan, plan.input((3, 3)), (-1, -1), (5, 5), cval=plan.input((1,)))
    assert not plan.tables
    assert math.prod(plan.arrays[plan.dispatches[0].writes].shape) == 25
