#!/usr/bin/env python3
"""Build, serve, test and measure the site: ``python build.py --help``.

Needs Python >= 3.11 and Node >= 20 and nothing else: what is missing is set up inside this folder
(``.venv``, ``web/node_modules``, ``.cache``), and a second run needs no network.
"""
import os
import subprocess
import sys

if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit("build.py needs Python 3.11 or newer, and this is Python %d.%d" % sys.version_info[:2])  # noqa: UP031

ROOT = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(ROOT, "py"))

from sitebuild import BuildError, cli, console, environment  # noqa: E402  (they import only the standard library)


def main(argv: list[str]) -> int:
    """Set up what the command needs, then run it with the virtual environment's Python."""
    command = cli.parse(argv).command
    try:
        python = environment.prepare(tests=command in ("test", "bench", "deck"))
    except BuildError as error:
        console.error(str(error))
        return 1
    arguments = [str(python), "-m", "sitebuild", *argv]
    variables = {**os.environ, "PYTHONPATH": os.path.join(ROOT, "py")}
    if os.name != "nt":  # become that process, so that signals reach it
        sys.stdout.flush()
        os.execve(arguments[0], arguments, variables)
    return subprocess.run(arguments, env=variables, check=False).returncode


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
