const worker = new Worker("worker.js", { type: "module" });

/** Let the worker answer the question that the server holds; resolves to an error or "". */
window.ask = () => new Promise((resolve) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => resolve(data);
  worker.onerror = (event) => resolve(event.message);
  worker.postMessage([port2], [port2]);
});
