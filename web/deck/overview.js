// The overview: all slides as a grid of small ones, each of which is a button.

import { element } from "./panels.js";
import { slideTitle } from "./slideshow.js";
import * as words from "./words.js";

/**
 * @param {import("./slideshow.js").Slideshow} show
 * @returns {(open?: boolean) => void} Opens, closes, or without an argument does the other of the two.
 */
export function makeOverview(show) {
  const title = element("overview-title", HTMLHeadingElement);
  const buttons = show.slides.map((slide, index) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "pick";
    button.setAttribute("aria-label", words.slide(index + 1, slideTitle(slide)));
    button.addEventListener("click", () => {
      toggle(false);
      show.show(index);
    });
    slide.append(button);
    return button;
  });

  /** Only what is meant to be used can be reached: the current slide, or in the overview the buttons. */
  function settle() {
    const open = document.body.classList.contains("overview");
    show.slides.forEach((slide, index) => {
      slide.querySelector("section")?.toggleAttribute("inert", open || index !== show.index);
    });
  }

  function toggle(open = !document.body.classList.contains("overview")) {
    document.body.classList.toggle("overview", open);
    title.hidden = !open;
    settle();
    if (open) buttons[show.index].focus();
    else show.root.focus({ preventScroll: true });
  }

  show.addEventListener("show", settle);
  return toggle;
}
