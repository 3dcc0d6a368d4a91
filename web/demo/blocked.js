/** What a page shows whose own script does not load: its poster, and why. */
import { make } from "./dom.js";
import { tellParent } from "./embed-api.js";
import { setStage } from "./stage.js";
import { general, python as words } from "../strings/en.js";

/** Watch for a module of the page that fails to load; browsers tell it by an event that does not bubble. */
export function sayWhyNot() {
  addEventListener("error", ({ target }) => {
    if (target instanceof HTMLScriptElement && target.type === "module") show(self.origin === "null" ? words.sandboxed : words.noScript);
  }, true);
}

/** @param {string} reason */
function show(reason) {
  document.documentElement.classList.toggle("embed", new URLSearchParams(location.search).has("embed"));
  const alt = document.getElementById("summary")?.textContent ?? "";
  document.getElementById("figures")?.replaceChildren(make("img", { className: "poster", src: "poster.svg", alt }));
  const itself = make("a", { href: location.pathname + location.hash, target: "_blank" }, words.openItself);
  const again = make("button", { type: "button" }, general.retry);
  again.addEventListener("click", () => location.reload());
  document.getElementById("status")?.replaceChildren(reason, self.origin === "null" ? itself : again);
  setStage("failed");
  tellParent("failed", { message: reason.trim() });
}
