"""Find demos: every module of the package ``demos`` is one, and its file name is its address."""

from __future__ import annotations

import importlib.util
import inspect
import json
import pkgutil
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any

from livedemo.controls import Control, ControlError, ImageInput
from livedemo.images import Picture
from livedemo.result import Result
from livedemo.sections import OTHER, SECTIONS
from livedemo.state import Limits, State, clean_state


class DemoError(Exception):
    """A module that does not keep the contract; the message says which part."""


@dataclass(frozen=True)
class Demo:
    """A demo module, checked against the contract of `livedemo`."""

    name: str
    title: str
    help: str
    controls: tuple[Control, ...]
    compute: Callable[[Any, State], Awaitable[Result] | AsyncIterator[Result]]
    prepare: Callable[[Mapping[str, Picture]], Any]
    limits: Callable[[Any], Limits]
    view: Callable[[Result], Any] | None
    suggest: Callable[[Any, State, str], Awaitable[State]] | None = None
    section: str = OTHER
    hint: str = ""
    presets: Mapping[str, State] = field(default_factory=dict)

    @property
    def image_inputs(self) -> tuple[ImageInput, ...]:
        """The controls that choose an image."""
        return tuple(c for c in self.controls if isinstance(c, ImageInput))

    def preset(self, name: str) -> State:
        """Return the whole state of a preset."""
        return clean_state(self.controls, self.presets[name])

    @property
    def yields(self) -> bool:
        """Whether `compute` gives one result after the other."""
        return inspect.isasyncgenfunction(self.compute)

    def has(self, name: str) -> bool:
        """Whether the demo's module has this function: prepare, limits or suggest."""
        return getattr(self, name) not in (None, _as_they_are, _no_limits)

    async def results(self, prepared: Any, state: State) -> AsyncIterator[Result]:
        """Yield what `compute` returns, or what it yields."""
        computed = self.compute(prepared, state)
        if inspect.isawaitable(computed):
            yield await computed
        else:
            async with aclosing(computed):
                async for result in computed:
                    yield result

    async def last_result(self, prepared: Any, state: State) -> Result:
        """Return the result that stands at the end."""
        return [result async for result in self.results(prepared, state)][-1]


def module_name(name: str) -> str:
    """``fourier-filtering`` -> ``demos.fourier_filtering``."""
    return f"demos.{name.replace('-', '_')}"


def names() -> list[str]:
    """Return the names of all demos, sorted."""
    # By name: demos import this package, and imports point one way.
    package = importlib.import_module("demos")
    # Loading a package makes zipimport forget what is in the archive that we are in, and pkgutil does not
    # look again (KeyError); to search for a module does.
    importlib.util.find_spec("demos.none")
    return sorted(m.name.replace("_", "-") for m in pkgutil.iter_modules(package.__path__))


def load(name: str) -> Demo:
    """Import the demo `name` and check that it keeps the contract.

    Raises
    ------
    DemoError
        If there is no such demo, or a part of the contract is missing or of the wrong kind.
    """
    if name not in names():
        raise DemoError(f"there is no demo {name!r}; there are {', '.join(names())}")
    module = importlib.import_module(module_name(name))
    title, _, text = inspect.cleandoc(module.__doc__ or "").partition("\n")
    if not title or not text.strip():
        raise DemoError(f"{name}: the docstring needs a title line and a help text")
    controls = getattr(module, "CONTROLS", None)
    if not isinstance(controls, tuple) or not all(isinstance(c, Control) for c in controls):
        raise DemoError(f"{name}: CONTROLS must be a tuple of controls")
    if len({c.name for c in controls}) < len(controls):
        raise DemoError(f"{name}: two controls share a name")
    functions = parts(name, vars(module))
    section = getattr(module, "SECTION", OTHER)
    if section not in (*SECTIONS, OTHER):
        raise DemoError(f"{name}: SECTION is {section!r}; allowed are {', '.join(SECTIONS)}")
    presets = getattr(module, "PRESETS", {})
    for preset, values in presets.items():
        _check_preset(f"{name}: the preset {preset!r}", values, controls)
    return Demo(
        name=name,
        title=title.rstrip("."),
        help=text.strip(),
        controls=controls,
        view=getattr(module, "view", None),
        section=section,
        hint=getattr(module, "HINT", ""),
        presets=presets,
        **functions,
    )


def parts(name: str, names: Mapping[str, Any]) -> dict[str, Any]:
    """Return the functions among the names of a demo's module, as `Demo` has them.

    Raises
    ------
    DemoError
        If one is missing or of the wrong kind; the message begins with `name`, the demo's.
    """
    compute, suggest = names.get("compute"), names.get("suggest")
    if not (inspect.iscoroutinefunction(compute) or inspect.isasyncgenfunction(compute)):
        raise DemoError(f"{name}: needs 'async def compute(prepared, state)'")
    if suggest is not None and not inspect.iscoroutinefunction(suggest):
        raise DemoError(f"{name}: suggest must be 'async def suggest(prepared, state, option)'")
    return {"compute": compute, "suggest": suggest, "prepare": names.get("prepare", _as_they_are),
            "limits": names.get("limits", _no_limits)}


def _as_they_are(images: Mapping[str, Picture]) -> Any:
    return images


def _no_limits(prepared: Any) -> Limits:
    return {}


def _check_preset(which: str, values: State, controls: tuple[Control, ...]) -> None:
    known = {control.name: control for control in controls}
    for control, value in values.items():
        if control not in known:
            raise DemoError(f"{which} sets {control!r}, which is no control")
        try:
            cleaned = known[control].clean(value)
        except ControlError as error:
            raise DemoError(f"{which}: {error}") from None
        if json.dumps(cleaned) != json.dumps(value):  # a tuple is as good as a list
            raise DemoError(f"{which} sets {control} to {value!r}, which would become {cleaned!r}")
