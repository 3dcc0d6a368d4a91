"""Build time only: package supply, pages and figures, deck, development server, test and bench commands."""
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The project's folder."""


class BuildError(Exception):
    """A command cannot go on. The message says why and what to do; it is shown without a traceback."""
