"""The kinds of control, as plain data.

Every control has a ``name`` (its key in the state, in links and in messages), a ``label``, a ``default``,
limits and, where it has one, a ``unit``. `Control.clean` turns what came from outside into a valid value:
numbers beyond the limits are clamped, anything else that is wrong raises `ControlError`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar

#: Name of the state value that stands for an image the user opened; it never appears in a link.
OWN_IMAGE = "own"


class ControlError(ValueError):
    """A value that a control cannot take; the message names the value and what is allowed."""


def _number(value: Any, name: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or math.isnan(value):
        raise ControlError(f"{name}: {value!r} is not a number")
    return value


def _clamp(value: float, low: float, high: float, integer: bool) -> float:
    clamped = min(max(value, low), high)
    return round(clamped) if integer else float(clamped)


@dataclass(frozen=True, kw_only=True)
class Control:
    """What all kinds share.

    Parameters
    ----------
    name : str
        Key of the value in the state; a Python identifier.
    label : str
        What the person reads; the unit is added by the page.
    default : object
        Value at start and after a reset.
    unit : str
        Physical unit of the value, "" where it has none.
    help : str
        One sentence, shown as a tooltip and read by screen readers.
    when : mapping
        ``{other: (values, ...)}``: the control is shown only while the other control has one of these values.
    """

    kind: ClassVar[str]
    name: str
    label: str
    default: Any
    unit: str = ""
    help: str = ""
    when: Mapping[str, Sequence[Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.name.isidentifier():
            raise ControlError(f"{self.name!r} is not a control name: use letters, digits and underscores")
        if not self.label:
            raise ControlError(f"{self.name}: a control needs a label")
        if self.clean(self.default) != self.default:
            raise ControlError(f"{self.name}: the default {self.default!r} lies outside its own limits")

    def clean(self, value: Any, limits: tuple[float, float] | None = None) -> Any:
        """Return `value` as this control can hold it.

        Parameters
        ----------
        value : object
            What came from a slider, a link or a message.
        limits : tuple of float, optional
            Narrower limits (of the image at hand), inside the declared ones.

        Raises
        ------
        ControlError
            If `value` is of the wrong type or not among the choices.
        """
        raise NotImplementedError

    def describe(self) -> dict[str, Any]:
        """Return the control as JSON-compatible data for the page, ``kind`` included."""
        return {"kind": self.kind} | {f.name: getattr(self, f.name) for f in fields(self)}


@dataclass(frozen=True, kw_only=True)
class _Scaled(Control):
    """Shared by the controls that have numeric limits."""

    low: float
    high: float
    step: float
    scale: str = "linear"

    def __post_init__(self) -> None:
        if not (self.low < self.high and self.step > 0):
            raise ControlError(f"{self.name}: needs low < high and step > 0")
        if self.scale not in ("linear", "log") or (self.scale == "log" and self.low <= 0):
            raise ControlError(f"{self.name}: scale is 'linear', or 'log' with low > 0, not {self.scale!r}")
        super().__post_init__()

    @property
    def _integer(self) -> bool:
        return all(isinstance(v, int) for v in (self.low, self.high, self.step))

    def _clean_number(self, value: Any, limits: tuple[float, float] | None) -> float:
        number = _number(value, self.name)
        if limits is not None:
            number = min(max(number, limits[0]), limits[1])
        return _clamp(number, self.low, self.high, self._integer)


@dataclass(frozen=True, kw_only=True)
class Range(_Scaled):
    """One number on a slider, from `low` to `high`; integers if low, high and step are integers.

    ``scale="log"`` makes equal slider distances equal factors. With `play`, a button moves it to and fro.
    """

    kind: ClassVar[str] = "range"
    default: float
    play: bool = False

    def clean(self, value: Any, limits: tuple[float, float] | None = None) -> float:
        return self._clean_number(value, limits)


@dataclass(frozen=True, kw_only=True)
class Interval(_Scaled):
    """Two numbers ``(lower, upper)`` on one slider, lower <= upper."""

    kind: ClassVar[str] = "interval"
    default: tuple[float, float]

    def clean(self, value: Any, limits: tuple[float, float] | None = None) -> tuple[float, float]:
        if not isinstance(value, Sequence) or isinstance(value, str) or len(value) != 2:
            raise ControlError(f"{self.name}: {value!r} is not a pair of numbers (lower, upper)")
        lower, upper = sorted(self._clean_number(v, limits) for v in value)
        return (lower, upper)


@dataclass(frozen=True, kw_only=True)
class _OneOf(Control):
    """Shared by the controls that pick one of `options`, a mapping of value to label."""

    options: Mapping[str, str]
    default: str

    def clean(self, value: Any, limits: tuple[float, float] | None = None) -> str:
        if not isinstance(value, str) or value not in self.options:
            raise ControlError(f"{self.name}: {value!r} is not one of {', '.join(self.options)}")
        return value


@dataclass(frozen=True, kw_only=True)
class Choice(_OneOf):
    """One of a few options, all visible (radio buttons)."""

    kind: ClassVar[str] = "choice"


@dataclass(frozen=True, kw_only=True)
class Select(_OneOf):
    """One of many options, in a drop-down list."""

    kind: ClassVar[str] = "select"


@dataclass(frozen=True, kw_only=True)
class Toggle(Control):
    """On or off."""

    kind: ClassVar[str] = "toggle"
    default: bool = False

    def clean(self, value: Any, limits: tuple[float, float] | None = None) -> bool:
        if not isinstance(value, bool):
            raise ControlError(f"{self.name}: {value!r} is not true or false")
        return value


@dataclass(frozen=True, kw_only=True)
class Actions(Control):
    """Buttons whose presses form an ordered history, a tuple of option names.

    With ``sets``, names of other controls, a button leaves no history: it takes the demo's values for them
    all at once, as "Otsu" does for a threshold. They come with every result (``Result.suggested``), or, where
    that would take too long, from the demo's ``suggest`` when the button is pressed (see `livedemo`). With
    ``starts``, a press begins something that takes long (see `livedemo`: results one after the other).
    """

    kind: ClassVar[str] = "actions"
    options: Mapping[str, str]
    default: tuple[str, ...] = ()
    most: int = 100
    sets: tuple[str, ...] = ()
    starts: bool = False

    def __post_init__(self) -> None:
        if not isinstance(self.sets, tuple):
            raise ControlError(f"{self.name}: sets is a tuple of names of controls, not {self.sets!r}")
        super().__post_init__()

    def clean(self, value: Any, limits: tuple[float, float] | None = None) -> tuple[str, ...]:
        if isinstance(value, str) or not isinstance(value, Sequence):
            raise ControlError(f"{self.name}: {value!r} is not a list of {', '.join(self.options)}")
        for step in value:
            if not isinstance(step, str) or step not in self.options:
                raise ControlError(f"{self.name}: {step!r} is not one of {', '.join(self.options)}")
        return tuple(value[: self.most])


@dataclass(frozen=True, kw_only=True)
class Points(Control):
    """Points ``((row, col), ...)`` on the image panel named `panel`, in the units of its axes.

    `numbered` points bear their numbers, from 1, so that those of two images can be told to be pairs.
    With ``relative=True`` they are in percent of the image instead: (0, 0) is its upper left corner and
    (100, 100) its lower right one, whatever its size. Where `least` is `most`, a person moves points but
    neither adds nor removes any. `cleared` is what the button beside them goes back to, by default the first
    `least` points. With `brush`, the name of a `Range`, the points are discs of that radius, painted and
    erased by dragging; with ``brush="pixels"`` they are whole pixels of the image.
    """

    kind: ClassVar[str] = "points"
    panel: str
    default: tuple[tuple[float, float], ...] = ()
    least: int = 0
    most: int = 100
    numbered: bool = False
    unit: str = "px"
    relative: bool = False
    cleared: tuple[tuple[float, float], ...] = ()
    brush: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.cleared and self.clean(self.cleared) != self.cleared:
            raise ControlError(f"{self.name}: cannot be cleared to {self.cleared!r}")

    def clean(self, value: Any, limits: tuple[float, float] | None = None) -> tuple[tuple[float, float], ...]:
        points = []
        for point in value if isinstance(value, Sequence) and not isinstance(value, str) else [value]:
            if not isinstance(point, Sequence) or isinstance(point, str) or len(point) != 2:
                raise ControlError(f"{self.name}: {point!r} is not a point (row, col)")
            points.append(tuple(_clamp(_number(v, self.name), -1e6, 1e6, integer=False) for v in point))
        if len(points) < self.least:
            raise ControlError(f"{self.name}: {len(points)} points, at least {self.least} are needed")
        return tuple(points[: self.most])


@dataclass(frozen=True, kw_only=True)
class Line(Points):
    """A polyline through at least two points on the image panel named `panel`."""

    kind: ClassVar[str] = "line"
    least: int = 2


@dataclass(frozen=True, kw_only=True)
class Code(Control):
    """Python text that the user may edit; the page runs such a demo in a worker that can be stopped."""

    kind: ClassVar[str] = "code"
    default: str
    examples: Mapping[str, str] = field(default_factory=dict)
    most: int = 20_000

    def clean(self, value: Any, limits: tuple[float, float] | None = None) -> str:
        if not isinstance(value, str):
            raise ControlError(f"{self.name}: {type(value).__name__} is not text")
        if len(value) > self.most:
            raise ControlError(f"{self.name}: {len(value)} characters, at most {self.most} are allowed")
        return value


@dataclass(frozen=True, kw_only=True)
class ImageInput(Control):
    """An image: one of the samples, or the user's own file (state value `OWN_IMAGE`)."""

    kind: ClassVar[str] = "image"
    name: str = "image"
    label: str = "Image"
    default: str
    samples: tuple[str, ...]

    def clean(self, value: Any, limits: tuple[float, float] | None = None) -> str:
        if value != OWN_IMAGE and value not in self.samples:
            raise ControlError(f"{self.name}: {value!r} is not one of the samples {', '.join(self.samples)}")
        return value
