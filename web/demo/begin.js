/**
 * The first script of a demo's page, run before anything else is read: it starts the worker, so that Python is on its
 * way while styles and BokehJS still come, says what the page looks like before the first of it is shown, and stands by
 * should the page's own script not load.
 */
import { sayWhyNot } from "./blocked.js";
import { connectEarly } from "./connection.js";
import { initTheme } from "./theme.js";

sayWhyNot();
connectEarly();
initTheme();
document.documentElement.classList.toggle("embed", new URLSearchParams(location.search).has("embed"));
document.documentElement.classList.add("js");
