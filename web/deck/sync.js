// Two windows on one deck, as the projector and the presenter view: both show one slide, and its demo in one state.
// The window in which the lecturer works leads: it tells the others of slides and states, which never answer back.

/** @typedef {{type: "hello"} | {type: "show", index: number} | {type: "state", frame: number, state: object}} Message */

/**
 * Keep this window and all others with this deck alike.
 * @param {import("./slideshow.js").Slideshow} show
 */
export function keepAlike(show) {
  const channel = new BroadcastChannel(`livedemo-deck ${location.pathname}`);
  const send = (/** @type {Message} */ message) => channel.postMessage(message);
  const frames = /** @type {HTMLIFrameElement[]} */ ([...show.root.querySelectorAll("iframe[data-src]")]);
  /** The last state of each demo that is not as its frame's address says. @type {Map<number, object>} */
  const states = new Map();
  const apply = (/** @type {number} */ frame) =>
    frames[frame].contentWindow?.postMessage({ livedemo: 1, type: "setState", state: states.get(frame) }, location.origin);

  let following = false; // who follows does not tell: what it says would come late
  show.addEventListener("show", () => following || send({ type: "show", index: show.index }));
  addEventListener("message", ({ data, source, origin }) => {
    if (data?.livedemo !== 1 || origin !== location.origin) return;
    const frame = frames.findIndex(({ contentWindow }) => contentWindow === source);
    if (frame < 0) return;
    if (data.type === "live" && states.has(frame)) apply(frame); // it was not there when the others moved it
    if (data.type === "changed" && document.hasFocus()) {
      states.set(frame, data.state);
      send({ type: "state", frame, state: data.state });
    }
  });
  channel.addEventListener("message", (/** @type {MessageEvent<Message>} */ { data }) => {
    if (data.type === "show") {
      following = true;
      show.show(data.index, false);
      following = false;
    }
    if (data.type === "state") {
      states.set(data.frame, data.state);
      apply(data.frame);
    }
    if (data.type === "hello") {
      send({ type: "show", index: show.index });
      for (const [frame, state] of states) send({ type: "state", frame, state });
    }
  });
  send({ type: "hello" });
}
