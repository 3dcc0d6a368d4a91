"""What is measured, and the budget of each (DESIGN of the project, section 9)."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Row:
    """One line of the table.

    Parameters
    ----------
    what : str
        What was measured.
    values : sequence of float
        All measurements.
    budget : float or None
        The most that is allowed, or of a score the least; None for what is only to be known.
    unit : str
        Unit of values and budget.
    statistic : str
        ``"median"`` or ``"p95"``: what of the values is held to the budget.
    note : str
        Where the time goes, or what else a reader should know.
    plain : sequence of float
        The same of a plain boot of Pyodide, where that was measured as well.
    least : bool
        Whether the budget is the least that is allowed.
    """

    what: str
    values: Sequence[float]
    budget: float | None
    unit: str
    statistic: str = "median"
    note: str = ""
    plain: Sequence[float] = ()
    least: bool = False

    @property
    def value(self) -> float:
        """What is held to the budget."""
        return p95(self.values) if self.statistic == "p95" else statistics.median(self.values)

    @property
    def met(self) -> bool:
        """Whether the budget holds."""
        if self.budget is None:
            return True
        return self.value >= self.budget if self.least else self.value <= self.budget

    @property
    def plain_value(self) -> float | None:
        """The median of the plain boot."""
        return statistics.median(self.plain) if self.plain else None

    @property
    def ratio(self) -> float | None:
        """How many times as much the plain boot takes."""
        return self.plain_value / self.value if self.plain and self.value else None

    def describe(self) -> dict[str, Any]:
        """Return the row as JSON-compatible data."""
        numbers = {"value": self.value, "plain_value": self.plain_value, "ratio": self.ratio}
        lists = {"values": self.values, "plain": self.plain}
        return (asdict(self) | {key: [round(value, 3) for value in values] for key, values in lists.items()}
                | {key: value and round(value, 3) for key, value in numbers.items()} | {"met": self.met})


def p95(values: Sequence[float]) -> float:
    """Return the value that 95 % of the others do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, -(-95 * len(ordered) // 100) - 1)]


def table(rows: Sequence[Row]) -> str:
    """Return the rows as Markdown."""
    lines = ["| what | measured | budget | n | met | note |", "| --- | --- | --- | --- | --- | --- |"]
    for row in rows:
        least = "at least " if row.least else ""
        budget = "" if row.budget is None else f"{least}{_number(row.budget)} {row.unit}"
        cells = (row.what, f"{_number(row.value)} {row.unit}", budget, len(row.values),
                 "yes" if row.met else "NO", row.note)
        lines.append(f"| {' | '.join(map(str, cells))} |")
    return "\n".join(lines)


def beside_plain(rows: Sequence[Row]) -> str:
    """Return those rows that stand beside a plain boot as Markdown; nothing if there are none."""
    lines = ["| beside the plain boot | ours | plain | plain / ours |", "| --- | --- | --- | --- |"]
    for row in rows:
        if row.ratio is not None:
            ours, plain = (f"{_number(value)} {row.unit}" for value in (row.value, row.plain_value))
            lines.append(f"| {row.what} | {ours} | {plain} | {row.ratio:.1f} |")
    return "\n".join(lines) if len(lines) > 2 else ""


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 100 or value == int(value) else f"{value:.3g}"
