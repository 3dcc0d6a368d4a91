/**
 * postMessage, version 1: what a parent page may ask of a demo in a frame, and what it is told.
 *
 * @typedef {object} Demo what the API needs from the page
 * @property {DemoSpec} spec
 * @property {() => State} getState
 * @property {(values: State, origin: string) => Promise<{state: State, summary: string}>} setState
 * @property {() => Promise<{state: State, summary: string}>} reset
 * @property {() => Record<string, NamedArray>} getArrays
 * @property {() => boolean} hasOwnImage
 * @property {(format: string) => Promise<{type: string, data: ArrayBuffer}>} export
 */

/** Whether the page is in a frame of another. */
export const framed = window.parent !== window;

/**
 * Tell the parent page something.
 * @param {string} type
 * @param {object} fields
 */
export function tellParent(type, fields = {}) {
  if (framed) window.parent.postMessage({ livedemo: 1, type, ...fields }, "*");
}

/**
 * Tell the parent page how high this page would like to be, and how high it is. Learning platforms that show a demo as a
 * tool listen to another message: Canvas, and Moodle with the plugin “LTI message handler”, which reads JSON only.
 * @param {number} height
 */
export function tellHeight(height) {
  tellParent("resize", { height, within: innerHeight });
  if (framed) window.parent.postMessage(JSON.stringify({ subject: "lti.frameResize", height }), "*");
}

/** Own images are private: only a parent of this origin may read what was computed from one. @param {string} origin */
function assertMayRead(origin, /** @type {Demo} */ demo) {
  if (demo.hasOwnImage() && origin !== location.origin) {
    throw new Error("refused: an image that the user opened is private to this page");
  }
}

/**
 * @param {any} message
 * @param {string} origin
 * @param {Demo} demo
 * @returns {Promise<{type: string, fields: object, transfer?: Transferable[]}>}
 */
async function answer(message, origin, demo) {
  switch (message.type) {
    case "getState":
      return { type: "changed", fields: { state: demo.getState(), summary: "" } };
    case "setState":
      if (typeof message.state !== "object" || message.state === null) {
        throw new Error(`setState needs a state object, not ${JSON.stringify(message.state)}`);
      }
      return { type: "changed", fields: await demo.setState(message.state, origin) };
    case "reset":
      return { type: "changed", fields: await demo.reset() };
    case "getResult": {
      assertMayRead(origin, demo);
      const all = demo.getArrays();
      const names = message.names ?? Object.keys(all);
      const unknown = names.filter((/** @type {string} */ name) => !(name in all));
      if (unknown.length) throw new Error(`no result ${unknown.join(", ")}; there are ${Object.keys(all).join(", ")}`);
      const arrays = Object.fromEntries(names.map((/** @type {string} */ name) =>
        [name, { ...all[name], data: all[name].data.slice(0) }]));
      return { type: "result", fields: { arrays }, transfer: Object.values(arrays).map((a) => a.data) };
    }
    case "export": {
      assertMayRead(origin, demo);
      const { type, data } = await demo.export(message.format);
      return { type: "exported", fields: { format: message.format, mime: type, data }, transfer: [data] };
    }
    default:
      throw new Error(`unknown type ${JSON.stringify(message.type)}; there are getState, setState, reset, ` +
        "getResult and export");
  }
}

/**
 * Answer the parent page from now on.
 * @param {Demo} demo
 * @param {() => string} summary
 */
export function listenToParent(demo, summary) {
  window.addEventListener("message", async ({ data, source, origin }) => {
    if (data?.livedemo !== 1 || source !== window.parent || !framed) return;
    const id = "id" in data ? { id: data.id } : {};
    const reply = (/** @type {string} */ type, /** @type {object} */ fields, /** @type {Transferable[]} */ transfer = []) =>
      window.parent.postMessage({ livedemo: 1, type, ...id, ...fields }, { targetOrigin: "*", transfer });
    try {
      const { type, fields, transfer } = await answer(data, origin, demo);
      reply(type, data.type === "getState" ? { ...fields, summary: summary() } : fields, transfer);
    } catch (error) {
      reply("failed", { message: /** @type {Error} */ (error).message });
    }
  });
}

/** What uses arrow or page keys itself. */
const USE_KEYS = "input:not([type=checkbox], [type=file]), select, textarea, [role=slider], .table-scroll, .points";

/** Keys that no control used turn the parent's slide. */
export function passKeysOn() {
  const directions = /** @type {Record<string, string>} */ ({
    ArrowRight: "next", ArrowDown: "next", PageDown: "next", ArrowLeft: "previous", ArrowUp: "previous", PageUp: "previous",
  });
  document.addEventListener("keydown", (event) => {
    const direction = directions[event.key];
    const target = /** @type {HTMLElement} */ (event.target);
    const used = target.closest(USE_KEYS);
    if (!direction || used || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    tellParent("navigate", { direction });
  });
}
