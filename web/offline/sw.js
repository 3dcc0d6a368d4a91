/**
 * The service worker. The shell (pages, scripts, styles) is precached as a whole, so that what a reader sees is of one
 * version until they take the next one. All other files come from those that were kept on this device (store.js), else
 * from the network; what the network sends must be of this version.
 */
import { CacheFirst } from "workbox-strategies";
import { cleanupOutdatedCaches, matchPrecache, precacheAndRoute } from "workbox-precaching";
import { registerRoute } from "workbox-routing";
import { addressOf, NEXT, STORE, TABLE } from "./store.js";

const worker = /** @type {any} */ (self);
const root = new URL(worker.registration.scope);

precacheAndRoute(SHELL, { ignoreURLParametersMatching: [/^(?!v$)/], cleanURLs: false });
cleanupOutdatedCaches();

/** @type {Promise<import("./store.js").Table> | undefined} */ let reading;
/** The files of this version. @returns {Promise<import("./store.js").Table>} */
function table() {
  reading ??= matchPrecache(new URL(TABLE, root).href).then((response) => {
    if (!response) throw new Error(`${TABLE} is not in the precache`);
    return response.json();
  });
  reading.catch(() => { reading = undefined; });
  return reading;
}

/** @param {string} hex */
const base64 = (hex) => btoa(String.fromCharCode(...hex.match(/../g)?.map((byte) => parseInt(byte, 16)) ?? []));

/** @param {Request} request */
const pathOf = ({ url }) =>
  decodeURIComponent(new URL(url).pathname.slice(root.pathname.length)).replace(/(^|\/)$/, "$1index.html");

/** @type {import("workbox-core").WorkboxPlugin} */
const ofThisVersion = {
  async cacheKeyWillBeUsed({ request }) {
    const files = await table();
    const path = pathOf(request);
    return path in files.files ? new URL(addressOf(files, path), root).href : request;
  },
  async requestWillFetch({ request }) {
    const files = await table();
    const path = pathOf(request);
    const asked = new URL(request.url).searchParams.get("v");
    const entry = files.files[path];
    if (!entry) return request;
    if (asked && !entry.sha256.startsWith(asked)) throw new Error(`${path} is of another version of this site`);
    // The worker that runs Python checks what it downloads while it comes: here it would have to wait for the last byte.
    if (/^(pyodide|bundles|kernel)\//.test(path)) return request;
    return new Request(request.url, {
      mode: "same-origin", credentials: "same-origin", headers: request.headers, signal: request.signal,
      cache: request.cache === "only-if-cached" ? "default" : request.cache, integrity: `sha256-${base64(entry.sha256)}`,
    });
  },
  cacheWillUpdate: async () => null, // keeping is what pages do, when there is time for it
};

registerRoute(
  ({ sameOrigin, request, url }) => sameOrigin && request.method === "GET" && url.pathname.startsWith(root.pathname)
    && request.mode !== "navigate" && !request.headers.has("range") && !url.searchParams.has(NEXT),
  new CacheFirst({ cacheName: STORE, plugins: [ofThisVersion] }),
);

worker.addEventListener("message", (/** @type {MessageEvent} */ { data }) => {
  if (data?.type === "SKIP_WAITING") worker.skipWaiting();
});

/** What was kept of earlier versions goes. */
async function sweep() {
  const files = await table();
  const current = new Set(Object.keys(files.files).map((path) => new URL(addressOf(files, path), root).href));
  const cache = await caches.open(STORE);
  for (const request of await cache.keys()) {
    if (!current.has(request.url)) await cache.delete(request);
  }
}
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(sweep()));
