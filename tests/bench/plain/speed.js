/** How fast a loop is on a page, in a worker and in a shared worker: as a script of each, and for the bench. */
const TURNS = 1e4;
/** So many calls, and it has been optimised. */
const WARM = 10000;
const LASTING_MS = 600;

function loop() {
  let sum = 0;
  for (let i = 0; i < TURNS; i++) sum = (sum + Math.imul(i, i)) | 0;
  return sum;
}

/** @returns {number} milliseconds for each call of the loop */
function time() {
  for (let i = 0; i < WARM; i++) loop();
  const start = performance.now();
  let calls = 0;
  let now = start;
  for (; now < start + LASTING_MS; now = performance.now()) {
    loop();
    calls++;
  }
  return (now - start) / calls;
}

/** @param {Worker | MessagePort} port */
function ask(port) {
  return new Promise((resolve) => {
    port.onmessage = ({ data }) => resolve(data);
    port.postMessage("measure");
  });
}

/** One after the other, each worker started for it. */
export async function measure() {
  const answers = { page: time() };
  const worker = new Worker(import.meta.url, { type: "module" });
  answers.worker = await ask(worker);
  worker.terminate();
  const { port } = new SharedWorker(import.meta.url, { type: "module", name: String(performance.now()) });
  answers["shared worker"] = await ask(port);
  port.close();
  return answers;
}

if ("onconnect" in self) {
  self.onconnect = ({ ports: [port] }) => { port.onmessage = () => port.postMessage(time()); };
} else if (typeof document === "undefined") {
  self.onmessage = () => self.postMessage(time());
}
