"""Numbers of sentences."""

import pytest

from imaging.wording import spoken


@pytest.mark.parametrize(("value", "text"), [
    (0, "0"), (-0.0, "0"), (0.19990, "0.1999"), (199_900.4, "199900"), (-2500.0, "-2500"), (2e9, "2e+09"),
    (99.999, "100"),
])
def test_values_in_sentences(value, text):
    assert spoken(value) == text


def test_lengths_keep_their_integer_part():
    written = [spoken(value, 2) for value in (263.9, 0.00087941, 12.4, -1234.6)]
    assert written == ["264", "0.00088", "12", "-1235"]
