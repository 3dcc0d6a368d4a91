/** How long a loop takes on a page, in a worker and in a shared worker: as a script of each, and for the bench. */
const TURNS = 2e7;
const TRIES = 5;

/** The shortest of several tries. @returns {number} milliseconds */
function loop() {
  let best = Infinity;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const start = performance.now();
    let sum = 0;
    for (let i = 0; i < TURNS; i++) sum = (sum + i * i) | 0;
    if (sum !== 1) best = Math.min(best, performance.now() - start);
  }
  return best;
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
  const answers = { page: loop() };
  const worker = new Worker(import.meta.url, { type: "module" });
  answers.worker = await ask(worker);
  worker.terminate();
  const { port } = new SharedWorker(import.meta.url, { type: "module", name: String(performance.now()) });
  answers["shared worker"] = await ask(port);
  port.close();
  return answers;
}

if ("onconnect" in self) {
  self.onconnect = ({ ports: [port] }) => { port.onmessage = () => port.postMessage(loop()); };
} else if (typeof document === "undefined") {
  self.onmessage = () => self.postMessage(loop());
}
