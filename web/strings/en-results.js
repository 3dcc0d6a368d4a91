/** The words of the file of results, and of the panel that makes it, in English. */

export const site = "What is an image?";
export const none = "There is no result before Python has computed one.";
export const python = "Python";

export const panel = {
  title: "Results",
  intro: "What is shown now, with all that it takes to repeat it:",
  withOwn: "Put my own image in as well",
  save: "Save as ZIP",
  packing: "Packing …",
  /** @param {string} name @param {string} megabytes */
  saved: (name, megabytes) => `${name}, ${megabytes} MB`,
  /** @param {string} reason */
  failed: (reason) => `The file could not be made (${reason}).`,
  figure: "The figures as they are on the page",
  /** @param {string[]} names */
  arrays: (names) => `As .npy, for numpy.load: ${names.join(", ")}`,
  /** @param {string[]} names */
  tables: (names) => `As .csv: ${names.join(", ")}`,
  parameters: "Every control, the images, units, versions, date, and where it was computed",
  readme: "The link that shows it again",
  citation: "The references of this demo, and what it computes with",
};

/** What to cite for what a demo computes with. @type {Record<string, string>} */
export const papers = {
  numpy: "C. R. Harris et al., Array programming with NumPy (2020), https://doi.org/10.1038/s41586-020-2649-2",
  scipy: "P. Virtanen et al., SciPy 1.0 (2020), https://doi.org/10.1038/s41592-019-0686-2",
  "scikit-image": "S. van der Walt et al., scikit-image: image processing in Python (2014), https://doi.org/10.7717/peerj.453",
};

/**
 * @param {{title: string, date: string, address: string, summary: string, by: string, build: string}} parameters
 * @param {string[]} names of the files
 * @param {string} array the first of the arrays, if any
 * @param {string[]} versions
 * @param {boolean} without whether an own image was left out
 */
export const readme = ({ title, date, address, summary, by, build }, names, array, versions, without) => `${title}, a live demo of “${site}”
${date}

${summary}

To see it again, open
  ${address}
parameters.json has the value of every control, the images, and the units of the arrays.

${names.map((name) => `  ${name}`).join("\n")}
${array ? `
In Python:
  import numpy as np
  array = np.load("${array}")
` : ""}${without ? `
Your own image is not in this file: parameters.json names it, with the SHA-256 of the file that you opened.
figure.png shows what the page showed, which may be your image.
` : ""}
Computed in the browser by ${by || python}, site build ${build}, with
${versions.map((version) => `  ${version}`).join("\n")}
`;

/**
 * @param {{title: string, date: string, address: string, build: string}} parameters
 * @param {string[]} references of the demo
 * @param {string[]} used papers
 */
export const citation = ({ title, date, address, build }, references, used) => `“${title}”, in “${site}”, live demos of digital imaging, site build ${build}, used on ${date.slice(0, 10)}.
${address}
Licence: MIT.

What the demo is about
${references.map((text) => `- ${text}`).join("\n")}

What it computes with
${[...used, "Pyodide, https://pyodide.org/"].map((text) => `- ${text}`).join("\n")}
`;
