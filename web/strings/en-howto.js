/**
 * How a demo comes into other people's tools, in English: short steps, the code filled in, and the tool's own documentation.
 *
 * @typedef {object} Shared
 * @property {string} title
 * @property {string} link to the demo's page, in its state
 * @property {string} embed address of the demo in a frame
 * @property {number} width
 * @property {number} height
 * @property {{width: number, height: number}} onSlide size of the frame that a slide shows, larger or smaller
 *
 * @typedef {object} HowTo
 * @property {string} name
 * @property {string[]} steps
 * @property {{label: string, text: string}[]} code
 * @property {[title: string, address: string][]} documentation
 */
import { escaped, frameCode, slideCode } from "../demo/sharing/links.js";

/** Rooms for a demo in pixels of the slide: all of one, or what a heading leaves of reveal.js' usual 960 × 700. */
const MARP = { width: 1280, height: 720 };
const REVEAL = { width: 960, height: 540 };

/**
 * A script that lets a deck turn its slides by keys that were pressed in a demo, which keeps those that it uses itself.
 * The focus leaves the frame, as a deck may unload it with its slide.
 * @param {string} next @param {string} previous statements
 */
const turning = (next, previous) => `<script>
  addEventListener("message", ({ data }) => {
    if (data?.livedemo !== 1 || data.type !== "navigate") return;
    document.activeElement.blur();
    if (data.direction === "next") ${next};
    else ${previous};
  });
</script>`;
const press = (/** @type {string} */ key) => `document.dispatchEvent(new KeyboardEvent("keydown", { key: "${key}" }))`;
const REVEAL_SCRIPT = turning("Reveal.next()", "Reveal.prev()");
const MARP_SCRIPT = turning(press("ArrowRight"), press("ArrowLeft"));
const SLIDEV_SCRIPT = `<script setup>
import { onMounted, onUnmounted } from "vue"
import { useIsSlideActive, useNav } from "@slidev/client"

const { next, prev } = useNav()
const active = useIsSlideActive()
function turn(event) {
  const { data } = event
  if (!active.value || data?.livedemo !== 1 || data.type !== "navigate") return
  event.stopImmediatePropagation() // other slides of this kind listen as well
  document.activeElement.blur()
  if (data.direction === "next") next()
  else prev()
}
onMounted(() => addEventListener("message", turn))
onUnmounted(() => removeEventListener("message", turn))
</script>`;

const PICTURE = "In “Save” above, press “PNG of the figures”.";
const CLICK = "In the slide show a click on the picture opens the live demo in a browser.";

/** @param {Shared} shared @returns {HowTo[]} */
export function howTos({ title, link, embed, width, height, onSlide }) {
  const frame = { address: embed, title, width, height };
  const slide = { ...onSlide, address: embed, title };
  const plain = { label: "HTML", text: frameCode(frame) };
  return [
    {
      name: "Marp",
      steps: [
        "Paste the slide into your deck. The demo fills a slide of 16:9.",
        "Paste the script at the end of the deck: arrow keys that the demo does not use then turn the slide.",
        "Convert it with HTML allowed, by the command below, which needs Node. In VS Code set “markdown.marp.html” to “all” "
          + "and export.",
        "Present the HTML file: a PDF or PowerPoint file has no live frames.",
      ],
      code: [
        {
          label: "Marp slide",
          text: `---\n\n<style scoped>section { padding: 0; }</style>\n\n${slideCode(slide, MARP)}\n`,
        },
        { label: "Marp script", text: MARP_SCRIPT },
        { label: "Command", text: "npx @marp-team/marp-cli@latest --html deck.md" },
      ],
      documentation: [["Marp CLI", "https://github.com/marp-team/marp-cli#readme"],
        ["Marp for VS Code", "https://github.com/marp-team/marp-vscode#readme"]],
    },
    {
      name: "reveal.js",
      steps: [
        "Paste the section between your others. With data-src the demo is loaded when its slide is shown; add data-preload "
          + "to have it loaded one slide earlier.",
        "Paste the script once, after Reveal.initialize: arrow keys that the demo does not use then turn the slide.",
        "When reveal.js unloads a slide and shows it again, the demo opens as you left it.",
      ],
      code: [
        {
          label: "reveal.js slide",
          text: `<section>\n<h2>${escaped(title)}</h2>\n${slideCode(slide, REVEAL, "data-src")}\n</section>`,
        },
        { label: "reveal.js script", text: REVEAL_SCRIPT },
      ],
      documentation: [["reveal.js, Media", "https://revealjs.com/media/"]],
    },
    {
      name: "Slidev",
      steps: [
        "Paste this as a slide: the layout “iframe” gives the demo the whole slide, and arrow keys that the demo does not use "
          + "turn it. Where its controls scroll, add a line “scale: 0.8” below “url”.",
        "For a demo beside text use the layout “iframe-right” instead, with a line “scale: 0.6”, and write the text below.",
      ],
      code: [{
        label: "Slidev slide",
        text: `---\nlayout: iframe\nurl: ${JSON.stringify(embed)}\n---\n\n${SLIDEV_SCRIPT}\n`,
      }],
      documentation: [["Slidev, Layouts", "https://sli.dev/builtin/layouts"]],
    },
    {
      name: "Quarto",
      steps: [
        "Paste the first block into a document, or the second into a slide of format revealjs: Quarto passes them on as they "
          + "are.",
        "In formats other than HTML, such as PDF, they are left out.",
      ],
      code: [
        { label: "For a document", text: rawHtml(plain.text) },
        { label: "For a slide", text: rawHtml(slideCode(slide, REVEAL, "data-src")) },
      ],
      documentation: [["Quarto, Markdown basics: raw content",
        "https://quarto.org/docs/authoring/markdown-basics.html#raw-content"]],
    },
    {
      name: "PowerPoint",
      steps: [
        "A slide shows no live page without an add-in: it gets a picture that leads to the demo.",
        PICTURE,
        "In PowerPoint choose Insert, Pictures, This Device, and the file.",
        "With the picture selected choose Insert, Link, and paste the link below as the address.",
        CLICK,
      ],
      code: [{ label: "Link", text: link }],
      documentation: [["PowerPoint, Add a hyperlink to a slide",
        "https://support.microsoft.com/en-us/office/add-a-hyperlink-to-a-slide-239c6c94-d52f-480c-99ae-8b0acf7df6d9"]],
    },
    {
      name: "Google Slides",
      steps: [
        "A slide holds no frames: it gets a picture that leads to the demo.",
        PICTURE,
        "In Google Slides choose Insert, Image, Upload from computer, and the file.",
        "With the picture selected choose Insert, Link, and paste the link below.",
        CLICK,
      ],
      code: [{ label: "Link", text: link }],
      documentation: [["Google Docs Editors Help, Links", "https://support.google.com/docs/answer/45893"]],
    },
    {
      name: "Notion",
      steps: [
        "Type /embed and press Enter.",
        "Paste this address and choose “Embed link”. Notion needs a public address that begins with https.",
        "Drag the lower edge until nothing in the demo scrolls.",
      ],
      code: [{ label: "Address", text: embed }],
      documentation: [["Notion, Embeds", "https://www.notion.com/help/embed-and-connect-other-apps"]],
    },
    {
      name: "Moodle, Canvas and LTI",
      steps: [
        "Moodle: add a “Page” or a “Text and media area”. In the editor choose Tools, Source code, and paste this. Some "
          + "sites remove frames from what teachers write: then add a “URL” with the address below and set Appearance, "
          + "Display, to “Embed”.",
        "Canvas: in a page's editor choose Insert, Embed, and paste this.",
        "Where a tool of your platform (LTI) shows the address, the frame follows the demo's height: the demo sends "
          + "lti.frameResize, which Canvas knows, and Moodle with the plugin “LTI message handler”.",
      ],
      code: [plain, { label: "Address", text: embed }],
      documentation: [["Moodle, URL resource", "https://docs.moodle.org/en/URL_resource"],
        ["Moodle, LTI message handler", "https://moodle.org/plugins/ltisource_message_handler"],
        ["Canvas, lti.frameResize",
          "https://developerdocs.instructure.com/services/canvas/external-tools/lti/file.lti_window_post_message"]],
    },
    {
      name: "Jupyter",
      steps: ["Run this in a cell: the demo is as wide as the cell's output."],
      code: [{
        label: "Python",
        text: `from IPython.display import IFrame\n\nIFrame(${JSON.stringify(embed)}, width="100%", height=${height})`,
      }],
      documentation: [["IPython, IFrame",
        "https://ipython.readthedocs.io/en/stable/api/generated/IPython.display.html#IPython.display.IFrame"]],
    },
  ];
}

/** Text that Quarto passes on to HTML. @param {string} html */
const rawHtml = (html) => `\`\`\`{=html}\n${html}\n\`\`\``;
