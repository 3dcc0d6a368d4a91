"""Which shared libraries a compiled module asks for, read off the module."""

from __future__ import annotations

_SECTION = b"dylink.0"
_NEEDED = 2


def needed(module: bytes) -> list[str]:
    """Return the bare names of the libraries that a WebAssembly module must find loaded.

    Parameters
    ----------
    module : bytes
        A side module of Emscripten, which begins with a section ``dylink.0``; of anything else nothing is
        needed. See WebAssembly's tool conventions, "Dynamic linking".
    """
    found: list[str] = []
    if module[:4] != b"\0asm" or module[8:9] != b"\0":
        return found
    size, at = _number(module, 9)
    end = at + size
    name, at = _text(module, at)
    while name == _SECTION and at < end:
        kind = module[at]
        size, at = _number(module, at + 1)
        following = at + size
        if kind == _NEEDED:
            count, at = _number(module, at)
            for _ in range(count):
                library, at = _text(module, at)
                found.append(library.decode())
        at = following
    return found


def _number(data: bytes, at: int) -> tuple[int, int]:
    """Return an unsigned LEB128 number, and where it ends."""
    value = shift = 0
    while True:
        value |= (data[at] & 127) << shift
        shift += 7
        at += 1
        if data[at - 1] < 128:
            return value, at


def _text(data: bytes, at: int) -> tuple[bytes, int]:
    size, at = _number(data, at)
    return data[at:at + size], at + size
