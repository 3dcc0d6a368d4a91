/** Pyodide in a worker, as on our pages: calls functions of the tests with the browser's GPU. */
const started = (async () => {
  const { loadPyodide } = await import("/pyodide/pyodide.mjs");
  const pyodide = await loadPyodide({ indexURL: "/pyodide/" });
  await pyodide.loadPackage("numpy", { messageCallback: () => {}, checkIntegrity: false });
  pyodide.FS.writeFile("/app.zip", new Uint8Array(await (await fetch("/kernel/app.zip")).arrayBuffer()));
  pyodide.runPython("import sys; sys.path.insert(0, '/app.zip')");
  return pyodide.runPython(await (await fetch("calling.py")).text() + "\ncall_pickled");
})();

self.onmessage = async ({ data: [port] }) => {
  try {
    const call = await started;
    const question = new Uint8Array(await (await fetch("question")).arrayBuffer());
    const answer = await call(question);
    await fetch("answer", { method: "POST", body: answer.toJs() });
    answer.destroy();
    port.postMessage("");
  } catch (error) {
    port.postMessage(String(error));
  }
};
