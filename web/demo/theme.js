/** Light and dark: the page's colours are CSS variables, and Bokeh's figures take theirs from them. */

const KEY = "livedemo.theme";

/** @param {string | null} wanted "light", "dark" or null for what the system says */
function show(wanted) {
  if (wanted === "light" || wanted === "dark") document.documentElement.dataset.theme = wanted;
  else delete document.documentElement.dataset.theme;
}

/** Set the theme from the address (`?theme=dark`) or from the last visit. */
export function initTheme() {
  let stored = null;
  try {
    stored = localStorage.getItem(KEY);
  } catch {
    // storage is blocked: the system's theme it is
  }
  show(new URLSearchParams(location.search).get("theme") ?? stored);
}

/** Switch between light and dark, and remember it. */
export function toggleTheme() {
  const dark = getComputedStyle(document.documentElement).colorScheme.trim() === "dark";
  show(dark ? "light" : "dark");
  try {
    localStorage.setItem(KEY, dark ? "light" : "dark");
  } catch {
    // it then holds for this page only
  }
}

/** A person's own colours, in which the names of colours stand for what only the browser knows. */
const forced = matchMedia("(forced-colors: active)");

/** Call back whenever the colours change. @param {() => void} callback */
export function onThemeChange(callback) {
  for (const query of [matchMedia("(prefers-color-scheme: dark)"), forced]) query.addEventListener("change", callback);
  new MutationObserver(callback).observe(document.documentElement, { attributeFilter: ["data-theme"] });
}

/** A colour as the browser draws it; Bokeh knows no `CanvasText`. @param {string} name */
function looked(name) {
  const probe = document.createElement("span");
  probe.style.setProperty("forced-color-adjust", "none");
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** Colour a Bokeh document like the page. @param {any} document_ */
export function applyTheme(document_) {
  const style = getComputedStyle(document.documentElement);
  const colour = (/** @type {string} */ name) => (forced.matches ? looked(name) : style.getPropertyValue(name).trim());
  const text = colour("--text");
  const line = colour("--figure-line");
  for (const model of document_._all_models.values()) {
    switch (model.type) {
      case "Figure":
        model.setv({
          background_fill_color: colour("--figure"), border_fill_color: colour("--page"), outline_line_color: line,
        });
        break;
      case "Title":
        model.text_color = text;
        break;
      case "LinearAxis":
      case "LogAxis":
        model.setv({
          axis_label_text_color: text, major_label_text_color: text, axis_line_color: line, major_tick_line_color: line,
        });
        break;
      case "ColorBar":
        model.setv({ title_text_color: text, major_label_text_color: text, major_tick_line_color: text });
        break;
      case "Grid":
        model.grid_line_color = colour("--figure-grid");
        break;
    }
  }
}
