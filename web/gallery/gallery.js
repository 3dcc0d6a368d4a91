/** The gallery needs no Python: only the switch between light and dark. */
import { byId } from "../demo/dom.js";
import { initTheme, toggleTheme } from "../demo/theme.js";

initTheme();
byId("theme").addEventListener("click", toggleTheme);
