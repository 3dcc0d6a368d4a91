"""The texts of shaders/, with what they share.

WGSL has no ``#include``. A comment of that form names another file, whose text is appended: WGSL allows
declarations in any order, and so the lines of the file itself keep their numbers.
"""

from __future__ import annotations

import pkgutil
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_INCLUDE = re.compile(r'^// #include "([\w.]+)"$', re.MULTILINE)


@dataclass(frozen=True)
class Source:
    """The text that a device compiles.

    Parameters
    ----------
    text : str
        WGSL.
    lines : tuple of (str, int)
        For each line of `text`, the file and the line in it, counted from 1.
    """

    text: str
    lines: tuple[tuple[str, int], ...]

    def locate(self, line: int) -> str:
        """Return ``"FILE, line N"`` for a line of `text`, counted from 1."""
        file, number = self.lines[min(max(line, 1), len(self.lines)) - 1]
        return f"{file}, line {number}"


@cache
def source(name: str) -> Source:
    """Return shaders/NAME.wgsl and all that it includes, each file once.

    Raises
    ------
    FileNotFoundError
        If there is no such shader.
    """
    files: dict[str, str] = {}
    waiting = [f"{name}.wgsl"]
    while waiting:
        file = waiting.pop(0)
        if file not in files:
            files[file] = _read(file)
            waiting += _INCLUDE.findall(files[file])
    lines = [(file, number + 1, line) for file, text in files.items()
             for number, line in enumerate(text.splitlines())]
    return Source("\n".join(line for *_, line in lines) + "\n", tuple((f, n) for f, n, _ in lines))


def _read(file: str) -> str:
    """Read from the archive that travels to the browser, or from the folder beside py/."""
    folder = Path(__file__).parents[2] / "shaders"
    if folder.is_dir():
        return (folder / file).read_text("utf-8")
    text = pkgutil.get_data("gpu", f"shaders/{file}")
    if text is None:
        raise FileNotFoundError(f"there is no shader {file}")
    return text.decode()
