/** Addresses of a demo, and the code that shows it in a frame. */

/** @param {string} text for HTML, also for an attribute in double quotes */
export const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

/**
 * The absolute address of this demo.
 * @param {{hash?: string, embed?: boolean, theme?: string}} wanted
 */
export function addressOf({ hash = "", embed = false, theme = "" }) {
  const { origin, pathname } = new URL(location.href);
  const query = [embed ? "embed" : "", theme ? `theme=${theme}` : ""].filter(Boolean).join("&");
  return origin + pathname.replace(/index\.html$/, "") + (query ? `?${query}` : "") + (hash ? `#${hash}` : "");
}

/** Whether nobody else can open an address, as it leads to the reader's own computer. @param {string} address */
export const isLocal = (address) => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(address).hostname);

/**
 * HTML that shows a demo in a frame. In a narrower column the frame is as wide as that.
 * @param {Frame} frame
 *
 * @typedef {{address: string, title: string, width: number, height: number}} Frame
 */
export const frameCode = (frame) => tag(frame, "src", 'loading="lazy" style="border: 0; max-width: 100%"');

/**
 * HTML for a slide, whose length unit is its own: the frame is drawn larger or smaller, so that all of it is seen.
 * @param {Frame} frame
 * @param {{width: number, height: number}} room that it fills in the slide
 * @param {string} [source] the attribute that has the address
 */
export function slideCode(frame, room, source = "src") {
  const scale = Math.floor(1000 * Math.min(room.width / frame.width, room.height / frame.height)) / 1000;
  const [width, height] = [frame.width, frame.height].map((size) => Math.ceil(size * scale));
  // The themes of slides have sizes and margins for frames of their own.
  const style = "display: block; margin: 0; border: 0; max-width: none; max-height: none; "
    + `transform: scale(${scale}); transform-origin: 0 0`;
  return `<div style="width: ${width}px; height: ${height}px; margin: 0 auto; overflow: hidden">\n`
    + `${tag(frame, source, `style="${style}"`)}\n</div>`;
}

/** @param {Frame} frame @param {string} source @param {string} rest */
const tag = ({ address, title, width, height }, source, rest) =>
  `<iframe ${source}="${escaped(address)}"\n        title="${escaped(title)}"\n`
    + `        width="${width}" height="${height}" ${rest}></iframe>`;
