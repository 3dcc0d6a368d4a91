"""Set up what the project needs, inside its own folder: Python and npm packages, each from a lock.

Each part is skipped when the hash of its lock stands recorded beside what it installed.
Imports only the standard library: it runs before anything is installed.
"""
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from sitebuild import ROOT, BuildError
from sitebuild.console import say

MINIMUM_NODE = 20
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
WEB = ROOT / "web"


def prepare(tests: bool) -> Path:
    """Make the environment ready and return the path of its Python.

    Parameters
    ----------
    tests : bool
        Whether the packages that only tests and benches need are wanted too.

    Raises
    ------
    BuildError
        If Node or npm is missing or too old, or an installation fails.
    """
    check_node()
    install_python_packages("test" if tests else "build")
    install_npm_packages()
    return PYTHON


def check_node() -> None:
    """Raise BuildError unless Node >= 20 and npm can be run."""
    hint = f"install Node {MINIMUM_NODE} or newer, with npm, and start again"
    for tool in ("node", "npm"):
        if shutil.which(tool) is None:
            raise BuildError(f"{tool} was not found on PATH: {hint}")
    answer = _output(["node", "--version"]).strip()
    version = re.match(r"v(\d+)\.", answer)
    if version is None or int(version[1]) < MINIMUM_NODE:
        raise BuildError(f"node --version says {answer!r}: {hint}")


def install_python_packages(lock: str) -> None:
    """Install ``requirements-LOCK.txt`` into .venv, which is made if need be.

    The test lock holds the build lock's packages at the same versions.
    """
    if not PYTHON.exists():
        _create_venv()
    records = VENV / "installed-locks.json"
    installed = json.loads(records.read_text()) if records.exists() else {}
    path = ROOT / f"py/sitebuild/requirements-{lock}.txt"
    wanted = _sha256(path)
    if installed.get(lock) == wanted:
        return
    say(f"Installing the Python packages of {path.name} into {VENV.name} (once)")
    _run([*_pip(), "install", "-qq", "--only-binary", ":all:", "--require-hashes", "-r", str(path)],
         "the Python packages could not be installed")
    installed[lock] = wanted
    if lock == "test":
        installed["build"] = _sha256(ROOT / "py/sitebuild/requirements-build.txt")
    records.write_text(json.dumps(installed, indent=1))


def install_npm_packages() -> None:
    """Run ``npm ci`` in web/ unless web/node_modules is what package-lock.json says."""
    record = WEB / "node_modules/.installed-lock"
    wanted = _sha256(WEB / "package-lock.json")
    if record.exists() and record.read_text() == wanted:
        return
    say("Installing the npm packages of web/package-lock.json (once)")
    options = ["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
    _run([shutil.which("npm") or "npm", "ci", *options], "npm ci failed", cwd=WEB)
    record.write_text(wanted)


def apt_install(packages: Sequence[str]) -> bool:
    """Install Debian packages where this process may; return whether it did."""
    if not packages or shutil.which("apt-get") is None or os.name == "nt" or os.geteuid() != 0:
        return False
    say(f"Installing with apt-get: {' '.join(packages)}")
    variables = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
        done = subprocess.run(["apt-get", *arguments], env=variables, stdout=subprocess.DEVNULL, check=False)
        if done.returncode:
            say(f"  apt-get {arguments[0]} failed, status {done.returncode}")
            return False
    return True


def _create_venv() -> None:
    say(f"Making a virtual environment for Python {sys.version_info[0]}.{sys.version_info[1]} in {VENV.name}")
    if importlib.util.find_spec("ensurepip") is None and importlib.util.find_spec("pip") is None:
        # Debian and Ubuntu keep both in packages of their own.
        apt_install([f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"])
        importlib.invalidate_caches()
    has_ensurepip = importlib.util.find_spec("ensurepip") is not None
    if not has_ensurepip and importlib.util.find_spec("pip") is None:
        raise BuildError(f"{sys.executable} has neither ensurepip nor pip: install them and start again "
                         "(on Debian and Ubuntu: apt install python3-venv)")
    _run([sys.executable, "-m", "venv", "--clear", *([] if has_ensurepip else ["--without-pip"]), str(VENV)],
         "the virtual environment could not be made")


def _pip() -> list[str]:
    """Return the command of the environment's pip, or of this Python's pip working on that environment."""
    options = ["--disable-pip-version-check", "--no-input"]
    if any(VENV.glob("lib/python*/site-packages/pip")) or (VENV / "Lib/site-packages/pip").exists():
        return [str(PYTHON), "-m", "pip", *options]
    return [sys.executable, "-m", "pip", "--python", str(PYTHON), *options]


def _run(command: Sequence[str], failure: str, cwd: Path = ROOT) -> None:
    done = subprocess.run(command, cwd=cwd, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          check=False)
    if done.returncode:
        told = "\n".join("  " + line for line in done.stdout.strip().splitlines()[-8:])
        raise BuildError(f"{failure} (status {done.returncode}):\n{told}")


def _output(command: Sequence[str]) -> str:
    try:
        return subprocess.run(command, text=True, stdout=subprocess.PIPE, check=False).stdout
    except OSError as error:
        raise BuildError(f"{command[0]} could not be run: {error}") from None


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
