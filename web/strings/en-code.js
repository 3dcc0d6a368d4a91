/** The words of the panel that shows and runs a page's code, in English. */

export const title = "Code";
export const about = "This Python computes the figures. Names that are underlined lead to the documentation of their library.";
export const label = "Code of this page";
export const printed = "What the code printed";
export const edit = "Edit";
export const run = "Run";
export const stop = "Stop";
export const restore = "Restore";
export const packages = "Add a package";
export const choosePackage = "Add a package …";
export const leaving = "Tab indents; Esc, then Tab leaves the editor. What runs here can be stopped, and other pages do not notice. "
  + "Controls and figures stay as they are.";
export const download = "Download as a Python script";
export const functions = "Functions it calls";
export const copy = "Copy into the editor";
/** @param {string} name */
export const copyLabel = (name) => `Copy ${name} into the editor`;
/** @param {string} name */
export const codeOf = (name) => `Code of ${name}`;
export const notThere = "the code of this page has not come";
export const loading = "Loading the editor …";
export const question = "This link carries code that somebody has changed. Read it first: code can read what this site keeps in your "
  + "browser. Run it?";
export const runIt = "Run it";
export const discard = "Discard it";
export const running = "Running …";
export const restored = "This is the page's own code again. Ctrl+Z in the editor brings yours back.";
/** @param {string} name */
export const defined = (name) => `Your code defines ${name} already.`;
/** @param {string} name */
export const copied = (name) => `${name} stands at the end of your code now, and is called in the place of the page's.`;
/** @param {string} name */
export const installs = (name) => `The first lines install ${name} from this site: import it below them.`;
/** @param {string} name @param {boolean} own */
export const downloaded = (name, own) =>
  `${name}.py computes what the figures show now${own ? ", with your code" : ""}: its first lines say how to run it.`;
export const computed = "The figures show what your code computed.";
/** @param {string} reason */
export const stopped = (reason) =>
  `Stopped${reason ? `: ${reason}` : ""}. The figures show the page's own code again; yours is still here.`;
