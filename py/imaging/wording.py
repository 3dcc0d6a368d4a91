"""How numbers are written in a sentence."""

from __future__ import annotations


def spoken(value: float, digits: int = 4) -> str:
    """Write a number with so many significant digits, or all digits of its integer part below 10 million."""
    value = float(value) + 0.0  # -0 is 0
    return f"{value:.0f}" if 10 ** (digits - 1) <= abs(value) < 1e7 else f"{value:.{digits}g}"
