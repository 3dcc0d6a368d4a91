/**
 * What a page does for its next visits once it has nothing else to do: it registers the service worker, keeps what this
 * demo needs on the device, and tells of a newer version. The page's script loads this one when it is idle.
 */
import { Workbox } from "workbox-window";
import { make } from "../demo/dom.js";
import { LOCAL } from "../kernel/packing.js";
import { Store, STORE, TABLE } from "./store.js";
import * as words from "../strings/en-offline.js";

/** Bytes of storage that must be left. */
const ROOM = 300e6;
const WANTED = "livedemo.offline";

/** Why nothing can be kept here; empty if it can. */
export async function possible() {
  if (window.top !== window.self) return words.framed;
  if (!isSecureContext) return words.insecure;
  try {
    localStorage.getItem(WANTED);
    await caches.has(STORE);
    if ("serviceWorker" in navigator) return "";
  } catch {
    // as below
  }
  return words.impossible;
}

/** Whether something may be kept unasked: not for who changes the site on this computer, unless they once asked for it. */
const unasked = () => !LOCAL.test(location.hostname) || Boolean(localStorage.getItem(WANTED));

/** From now on, also on this computer. @param {boolean} wanted */
export function want(wanted) {
  if (wanted) localStorage.setItem(WANTED, "yes");
  else localStorage.removeItem(WANTED);
}

/**
 * Register the service worker; resolved once one is active.
 * @param {URL} root of the site
 * @param {Store} store
 */
export async function register(root, store) {
  const workbox = new Workbox(new URL("sw.js", root).href, { scope: root.pathname });
  let reloading = false;
  const offer = () => notice(words.newer, words.update, async (say) => {
    await renew(root, store, say);
    reloading = true;
    workbox.messageSkipWaiting();
  });
  workbox.addEventListener("waiting", offer);
  workbox.addEventListener("controlling", ({ isUpdate }) => {
    if (reloading) location.reload();
    else if (isUpdate) notice(words.older, words.reload, () => location.reload());
  });
  await workbox.register();
  await navigator.serviceWorker.ready;
}

/**
 * Keep the files of the newer version, if all of this one's are kept.
 * @param {URL} root
 * @param {Store} store
 * @param {(text: string) => void} say
 */
async function renew(root, store, say) {
  if ((await store.missing(await store.table())).length) return;
  const next = await (await fetch(new URL(`${TABLE}?v=newest`, root), { cache: "no-cache" })).json();
  await store.save(next, undefined, {
    next: true, onProgress: (done, total) => say(words.updating(done / total)),
  });
}

/**
 * Keep what a demo needs, quietly: where it cannot be kept nothing is lost.
 * @param {Store} store
 * @param {string} demo
 */
export async function keepDemo(store, demo) {
  const { connection, storage } = /** @type {any} */ (navigator);
  const { quota = 0, usage = 0 } = (await storage?.estimate?.()) ?? {};
  if (connection?.saveData || quota - usage < ROOM) return false;
  const table = await store.table();
  await store.save(table, table.demos[demo] ?? []);
  return true;
}

/** It looks alike on pages that share no style sheet. */
const NOTICE = "position: fixed; inset: auto auto 12px 12px; z-index: 10; display: flex; flex-wrap: wrap; align-items: center; gap: 8px; "
  + "max-width: calc(100vw - 24px); padding: 8px 12px; font: 16px system-ui, sans-serif; color: CanvasText; background: Canvas; "
  + "border: 1px solid; border-radius: 10px;";

/**
 * Offer something at the edge of the page, but not while it fills a screen that others may be looking at.
 * @param {string} text
 * @param {string} label of the button
 * @param {(say: (text: string) => void) => unknown} action
 */
function notice(text, label, action) {
  if (document.fullscreenElement) {
    document.addEventListener("fullscreenchange", () => notice(text, label, action), { once: true });
    return;
  }
  document.getElementById("notice")?.remove();
  const told = make("span", { role: "status" }, text);
  const button = make("button", { type: "button" }, label);
  const later = make("button", { type: "button" }, words.later);
  const bar = make("div", { id: "notice" }, told, button, later);
  bar.style.cssText = NOTICE;
  for (const each of [button, later]) each.style.minHeight = "44px";
  later.addEventListener("click", () => bar.remove());
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      await action((said) => { told.textContent = said; });
    } catch (error) {
      told.textContent = words.failed(/** @type {Error} */ (error).message);
      button.disabled = false;
    }
  });
  document.body.append(bar);
}

/**
 * Entry point for pages.
 * @param {string} root address of the site's root, relative to the page
 * @param {string} [demo] what it shows, to be kept
 */
export async function settle(root, demo) {
  if ((await possible()) || !unasked()) return;
  const at = new URL(root, location.href);
  const store = new Store(at);
  try {
    await register(at, store);
    if (demo) document.documentElement.dataset.saved = (await keepDemo(store, demo)) ? "yes" : "no";
  } catch (error) {
    console.info("Nothing was kept for offline use:", String(error));
    document.documentElement.dataset.saved = "no";
  }
}
