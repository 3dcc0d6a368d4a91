"""What Pyodide compiled is looked at from outside: by zipfile and by Pyodide itself, booted in Node."""
import json
import subprocess
import zipfile

import pytest

from sitebuild import ROOT, BuildError, pycompile
from sitebuild.pycompile import Job, compile_archives

BOOT = """
import { loadPyodide } from "pyodide";
const [library, folder] = process.argv.slice(1);
const pyodide = await loadPyodide({ stdLibURL: library });
pyodide.mountNodeFS("/given", folder);
console.log(await pyodide.runPythonAsync(`
import sys
import json, asyncio, zipfile, ctypes, email.message, importlib.metadata
sys.path.insert(0, "/given/app.zip")
import pack.inner as zipped
import traceback
sys.path.insert(0, "/given/unpacked")
zipfile.ZipFile("/given/app.zip").extractall("/given/unpacked")
del sys.modules["pack.inner"], sys.modules["pack"]
import pack.inner as unpacked
try:
    unpacked.fail()
except ZeroDivisionError:
    report = traceback.format_exc()
json.dumps({"library": json.__file__, "zipped": zipped.__file__, "unpacked": unpacked.__file__,
            "doc": zipped.__doc__, "report": report})
`));
"""


@pytest.fixture
def package(tmp_path):
    folder = tmp_path / "pack"
    (folder / "__pycache__").mkdir(parents=True)
    (folder / "__init__.py").write_text("")
    (folder / "inner.py").write_text('"""What it does."""\n\ndef fail():\n    return 1 / 0\n')
    (folder / "data.json").write_text("{}")
    (folder / "__pycache__/inner.cpython-311.pyc").write_bytes(b"of another Python")
    return folder


def names(path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        return archive.namelist()


def test_modules_become_bytecode_and_all_else_is_copied(package, tmp_path):
    output = tmp_path / "out/app.zip"
    compile_archives([Job(output, [(package, "pack")])])
    assert names(output) == ["pack/__init__.pyc", "pack/data.json", "pack/inner.pyc"]
    with zipfile.ZipFile(output) as archive:
        bytecode = archive.read("pack/inner.pyc")
        assert archive.read("pack/data.json") == b"{}"
    # PEP 552: flags 1 is a hash-based file that is not checked.
    assert bytecode[4:8] == (1).to_bytes(4, "little")


def test_equal_sources_give_equal_bytes_without_the_cache(package, tmp_path, monkeypatch):
    outputs = []
    for run in ("one", "two"):
        monkeypatch.setattr(pycompile, "CACHE", tmp_path / run)
        outputs.append(tmp_path / f"{run}.zip")
        compile_archives([Job(outputs[-1], [(package, "pack")])])
    assert outputs[0].read_bytes() == outputs[1].read_bytes()


def test_the_cache_spares_node(package, tmp_path, monkeypatch):
    job = Job(tmp_path / "app.zip", [(package, "pack")])
    compile_archives([job])
    (tmp_path / "app.zip").unlink()
    monkeypatch.setenv("PATH", str(tmp_path))
    compile_archives([job])
    assert names(tmp_path / "app.zip")
    (package / "inner.py").write_text("changed = True\n")
    with pytest.raises(BuildError, match="node"):
        compile_archives([job])


def test_a_later_input_wins_and_stored_entries_are_stored(package, tmp_path):
    extra = tmp_path / "extra"
    extra.mkdir()
    (extra / "data.json").write_text("[]")
    output = tmp_path / "app.zip"
    compile_archives([Job(output, [(package, "pack"), (extra, "pack")], compress=False)])
    with zipfile.ZipFile(output) as archive:
        assert archive.read("pack/data.json") == b"[]"
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}


def test_a_syntax_error_names_file_and_line(package, tmp_path):
    (package / "broken.py").write_text("fine = 1\nif broken\n")
    with pytest.raises(BuildError, match=r"pack/broken\.py: line 2: expected ':'"):
        compile_archives([Job(tmp_path / "app.zip", [(package, "pack")])])


def test_an_input_that_is_not_there(tmp_path):
    with pytest.raises(BuildError, match="nowhere"):
        compile_archives([Job(tmp_path / "app.zip", [(tmp_path / "nowhere", "")])])


def test_pyodide_boots_with_it_and_tracebacks_name_the_source(package, tmp_path):
    library = tmp_path / "python_stdlib.zip"
    compile_archives([
        pycompile.standard_library(pycompile.PYODIDE / "python_stdlib.zip", library),
        Job(tmp_path / "app.zip", [(package, "pack")], filename_prefix="app/"),
    ])
    assert not [name for name in names(library) if name.endswith(".py")]
    done = subprocess.run(["node", "--input-type=module", "--eval", BOOT, str(library), str(tmp_path)],
                          cwd=ROOT / "web", text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    report = json.loads(done.stdout)
    assert report["library"].endswith("/json/__init__.pyc")
    assert report["zipped"] == "/given/app.zip/pack/inner.pyc"
    assert report["unpacked"] == "/given/unpacked/pack/inner.pyc"
    assert report["doc"] == "What it does."
    assert 'File "app/pack/inner.py", line 4, in fail' in report["report"]
