/** What a page does for its next visits, in a script of its own that is fetched when there is time. */
import { make } from "./dom.js";

/**
 * Name the manifest: a browser that reads it looks at once whether the site can be installed and says so in its bar, with
 * as much of the processor as a twentieth of Python's start takes.
 * @param {string} root
 */
function sayInstallable(root) {
  document.head.append(make("link", { rel: "manifest", href: `${root}site.webmanifest` }));
}

/**
 * Keep what is needed for use without a network, and tell of newer versions of the site.
 * @param {string} root address of the site's root, relative to the page
 * @param {string} [demo] what the page shows
 */
export async function visit(root, demo) {
  sayInstallable(root);
  try {
    const { settle } = await import(new URL(`${root}offline/visitor.js`, location.href).href);
    await settle(root, demo);
  } catch (error) {
    console.info("Nothing was done for the next visit:", String(error));
  }
}
