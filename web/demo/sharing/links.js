/** Addresses of a demo, and the code that shows it in a frame. */

/** @param {string} text for an attribute in double quotes */
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

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
 * HTML that shows a demo in a frame.
 * @param {{address: string, title: string, width: number, height: number}} frame
 * @param {string} [source] the attribute that has the address
 * @param {string} [rest] of the attributes
 */
export function frameCode({ address, title, width, height }, source = "src", rest = 'loading="lazy"') {
  const last = [`width="${width}" height="${height}"`, rest, 'style="border: 0"'].filter(Boolean).join(" ");
  return `<iframe ${source}="${escaped(address)}"\n        title="${escaped(title)}"\n        ${last}></iframe>`;
}
