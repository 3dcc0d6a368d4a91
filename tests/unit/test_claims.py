"""A summary that is wrong, or says more than is checked, does not pass."""
import re
from types import SimpleNamespace

import pytest

import claims
from claims import N, agrees, check


@pytest.fixture
def demo(monkeypatch):
    """A demo whose summary is to say how many there are, and the share of them."""
    module = SimpleNamespace(claims=lambda arrays, state, pictures: [
        (f"{N} particles", 12), (f"{N} %", pytest.approx(3.3, abs=0.2)), ("8-connected",)])
    monkeypatch.setattr(claims.importlib, "import_module", {"claims.a_demo": module}.__getitem__)
    return lambda summary: check("a-demo", summary, {}, {}, {})


def test_what_is_true_passes(demo):
    demo("12 particles, 3.4 % of them 8-connected.")


@pytest.mark.parametrize(("summary", "complaint"), [
    ("13 particles, 3.4 %, 8-connected.", "13 is said, 12 was computed"),
    ("12 particles, 3.8 %, 8-connected.", "3.8 is said"),
    ("12 particles, 8-connected.", " %' is not in"),
    ("12 particles, 3.4 %, 8-connected, 7 more.", "no claim covers 7"),
])
def test_what_is_not_true_fails(demo, summary, complaint):
    with pytest.raises(AssertionError, match=re.escape(complaint)):
        demo(summary)


@pytest.mark.parametrize(("text", "value", "right"), [
    ("0.42", 0.4249, True), ("0.42", 0.4251, False), ("1.2e+03", 1249, True), ("1.2e+03", 1251, False),
    ("1e-05", 1.4e-5, True), ("−3", -3.4, True), ("-3", 3, False), ("7", 7.5, True), ("2.00", 2.01, False),
])
def test_digits_that_are_printed_count(text, value, right):
    assert agrees(text, value) is right
