/** What a page shows whose own script does not load: its poster, and why. */
import { make } from "./dom.js";
import { tellParent } from "./embed-api.js";
import { setStage } from "./stage.js";

const SANDBOX = "The page that shows this demo has put it into a sandbox without an origin of its own, and the site's host "
  + "does not let such a frame read its files (it sends no Access-Control-Allow-Origin): the figure is the first one, made "
  + "when the site was built. ";
const OTHERWISE = "The page's script could not be loaded: the figure is the first one, made when the site was built. ";

/** Watch for a module of the page that fails to load; browsers tell it by an event that does not bubble. */
export function sayWhyNot() {
  addEventListener("error", ({ target }) => {
    if (target instanceof HTMLScriptElement && target.type === "module") show(self.origin === "null" ? SANDBOX : OTHERWISE);
  }, true);
}

/** @param {string} reason */
function show(reason) {
  document.documentElement.classList.toggle("embed", new URLSearchParams(location.search).has("embed"));
  const alt = document.getElementById("summary")?.textContent ?? "";
  document.getElementById("figures")?.replaceChildren(make("img", { className: "poster", src: "poster.svg", alt }));
  const itself = make("a", { href: location.pathname + location.hash, target: "_blank" }, "Open the demo by itself");
  const again = make("button", { type: "button" }, "Retry");
  again.addEventListener("click", () => location.reload());
  document.getElementById("status")?.replaceChildren(reason, self.origin === "null" ? itself : again);
  setStage("failed");
  tellParent("failed", { message: reason.trim() });
}
