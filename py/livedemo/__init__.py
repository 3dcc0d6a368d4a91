"""The demo contract: what a demo file declares and what the kernel, the pages and the tests rely on.

A demo is one module in ``py/demos`` with

``__doc__``
    title on the first line, then the help text of its page (Markdown paragraphs, lists and links);
``CONTROLS``
    a tuple of the controls below, in display order;
``prepare(images)``
    optional; what depends on the images alone;
``limits(prepared)``
    optional; narrower limits of controls for these images, ``{name: (low, high)}``;
``async compute(prepared, state)``
    a pure function of its arguments that returns a `Result`; what takes long may yield one result after the
    other instead, and ends when the state changes;
``async suggest(prepared, state, option)``
    optional; the values ``{control: value}`` that the button `option` of an `Actions` control with ``sets``
    asks for, where they take too long to be part of every result; raises `NoSuggestion` where there are none;
``SECTION``, ``HINT``, ``PRESETS``
    optional; the section of the lecture (`livedemo.sections`), one line that says what to try, and states
    that show what the demo is about, ``{name: {control: value}}``, on top of the defaults;
``view(result)``
    build time only; the panels (see `livedemo.view`) that show the arrays of the first result.
"""

from livedemo.controls import (
    OWN_IMAGE,
    Actions,
    Choice,
    Code,
    Control,
    ControlError,
    ImageInput,
    Interval,
    Line,
    Points,
    Range,
    Select,
    Toggle,
)
from livedemo.images import Picture
from livedemo.kept import Kept
from livedemo.result import NoSuggestion, Result

__all__ = [
    "OWN_IMAGE",
    "Actions",
    "Choice",
    "Code",
    "Control",
    "ControlError",
    "ImageInput",
    "Interval",
    "Kept",
    "Line",
    "NoSuggestion",
    "Picture",
    "Points",
    "Range",
    "Result",
    "Select",
    "Toggle",
]
