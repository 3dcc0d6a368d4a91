/**
 * The first script of a demo's page, run before anything else is read: it starts the worker, so that Python is on its
 * way while styles and BokehJS still come, and stands by should the page's own script not load.
 */
import { sayWhyNot } from "./blocked.js";
import { connectEarly } from "./connection.js";

sayWhyNot();
connectEarly();
