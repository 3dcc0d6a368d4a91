/** A usual page with Python: one worker, which says when it has computed something. `?numpy` and so on choose what. */
const chosen = location.search.slice(1);

if (chosen) {
  const worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
  worker.onmessage = ({ data: { phases } }) => {
    performance.mark("live", { detail: { rung: "plain", phases } });
    document.documentElement.dataset.stage = "live";
  };
  worker.onerror = (event) => {
    document.getElementById("status").textContent = event.message;
    document.documentElement.dataset.stage = "failed";
  };
  worker.postMessage(chosen);
}
