/**
 * A worker that makes the snapshot for the next visit: it starts Python anew, so that nothing a reader did is in it,
 * imports what one demo needs, keeps the memory and ends.
 */
import { Interpreter } from "./boot.js";
import { keep } from "./snapshots.js";

self.onmessage = async (/** @type {MessageEvent} */ { data }) => {
  try {
    const interpreter = await Interpreter.start(() => {}, data, true);
    await keep(data.build, interpreter.stage, interpreter.snapshot(data.demo));
    self.postMessage({ kept: true });
  } catch (error) {
    self.postMessage({ kept: false, reason: String(error) });
  }
};
