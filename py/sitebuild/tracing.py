"""Find out what the demos import, by opening all of them in Pyodide: what ``python build.py trace`` does."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from livedemo import discovery
from sitebuild import ROOT, BuildError, console
from sitebuild.bundles import LIBRARY, STAGES, TRACED, stage_of
from sitebuild.imports import packages

SCRIPT = ROOT / "web/tools/trace_imports.mjs"


def trace(site: Path) -> dict[str, list[str]]:
    """Open every demo of a built site in Pyodide, and return the files that were imported, by stage.

    Raises
    ------
    BuildError
        If there is no Node, a package is missing, or a demo raises an error.
    """
    lock = json.loads((site / "pyodide/pyodide-lock.json").read_text("utf-8"))
    known = frozenset(lock["packages"])
    if lost := [name for names in STAGES.values() for name in names if name not in known]:
        raise BuildError(f"nothing is traced without all packages: {', '.join(lost)} is missing")
    stages = {stage: {"name": stage, "first": [], "demos": []} for stage in STAGES}
    for name in discovery.names():
        for kind, at_start in (("first", True), ("demos", False)):
            stages[stage_of(packages(name, (ROOT / "py",), known, at_start))][kind].append(name)
    node = shutil.which("node")
    if node is None:
        raise BuildError("node was not found on PATH: it is needed to run the demos' Python")
    asked = json.dumps(list(stages.values()))
    done = subprocess.run([node, str(SCRIPT), str(site)], input=asked, text=True, encoding="utf-8",
                          capture_output=True, check=False)
    if done.returncode:
        raise BuildError(f"The demos could not be traced:\n{done.stderr.strip()}")
    found = json.loads(done.stdout)
    return {stage: [name for name in found[stage] if "dist-info" not in name] for stage in (LIBRARY, *STAGES)}


def renew(site: Path) -> None:
    """Trace, and keep what was found."""
    found = trace(site)
    TRACED.write_text(json.dumps(found, indent=0) + "\n", "utf-8")
    console.say("Imported: " + ", ".join(f"{stage} {len(files)} files" for stage, files in found.items()))
