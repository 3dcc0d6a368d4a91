// Compile the Python modules of zip files to .pyc, with the very interpreter that will run them.
//
//   node compile_python.mjs FOLDER
//
// FOLDER/jobs.json is a list of {source, output, prefix, compress, optimize}: two zips in FOLDER, what to put before a
// module's path to make the path that tracebacks show, whether to deflate, and Python's level of optimisation.
// py/sitebuild/pycompile.py writes it.
// Prints one line per syntax error and then exits with status 1.
import process from "node:process";
import { loadPyodide } from "pyodide";

const COMPILE = `
import importlib._bootstrap_external as bootstrap
import json
import sys
import zipfile

DATE = (1980, 1, 1, 0, 0, 0)  # fixed, so that equal sources give equal bytes
UNUSED_HASH = bytes(8)        # an unchecked .pyc is never compared with its source


def compile_archive(source, output, prefix, compress, optimize):
    errors = []
    method = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(output, "w", method, compresslevel=9) as after:
        for name in sorted(before.namelist()):
            content = before.read(name)
            if name.endswith(".py"):
                try:
                    code = compile(content, prefix + name, "exec", dont_inherit=True, optimize=optimize)
                except (SyntaxError, ValueError) as error:
                    errors.append(f"{name}: line {getattr(error, 'lineno', '?')}: {error.args[0]}")
                    continue
                content = bytes(bootstrap._code_to_hash_pyc(code, UNUSED_HASH, checked=False))
                name = name[:-len(".py")] + ".pyc"
            entry = zipfile.ZipInfo(name, DATE)
            entry.compress_type = method
            after.writestr(entry, content)
    return errors


errors = []
for job in json.load(open("/jobs/jobs.json")):
    job["source"], job["output"] = "/jobs/" + job["source"], "/jobs/" + job["output"]
    errors += compile_archive(**job)
"\\n".join(errors)
`;

try {
  const pyodide = await loadPyodide();
  pyodide.mountNodeFS("/jobs", process.argv[2]);
  const errors = pyodide.runPython(COMPILE);
  if (errors) {
    console.error(errors);
    process.exitCode = 1;
  }
} catch (error) {
  // Left to Node, an error would print the one long line of code in pyodide.asm.mjs that it came from.
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
