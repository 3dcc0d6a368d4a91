// Which slide is shown. One slide is current; the address's hash says which, so that a reload, a link and the
// back button all find it.

/** Shows one slide at a time and tells its listeners (event "show") when that changes. */
export class Slideshow extends EventTarget {
  /** @param {HTMLElement} root The element that holds the `.slide` elements. */
  constructor(root) {
    super();
    this.root = root;
    /** @type {HTMLElement[]} */
    this.slides = [...root.querySelectorAll(".slide")].map((slide) => /** @type {HTMLElement} */ (slide));
    this.index = -1;
    addEventListener("hashchange", () => this.show(this.indexOfHash(), false));
    root.addEventListener("click", (event) => this.#followLink(event));
  }

  get current() {
    return this.slides[this.index];
  }

  /** Index of the slide that the hash names: `#3` the third, `#some-heading` the one with that heading. */
  indexOfHash(hash = location.hash) {
    // Not decoded: Marp writes the headings' ids as they look in an address.
    const target = document.getElementById(hash.slice(1));
    const slide = target?.closest(".slide");
    return Math.max(0, slide ? this.slides.indexOf(/** @type {HTMLElement} */ (slide)) : 0);
  }

  /** @param {number} step 1 for the next slide, -1 for the one before. */
  turn(step) {
    this.show(this.index + step);
  }

  /**
   * @param {number} index Clamped to the slides there are.
   * @param {boolean} remember Whether the browser's history gets an entry.
   */
  show(index, remember = true) {
    const next = Math.min(Math.max(index, 0), this.slides.length - 1);
    if (next === this.index) return;
    const hadFocus = this.current?.contains(document.activeElement);
    this.index = next;
    this.slides.forEach((slide, i) => {
      slide.classList.toggle("current", i === next);
      slide.classList.toggle("near", Math.abs(i - next) <= 1);
    });
    // Not location.hash: that would scroll to the slide's element.
    if (remember) history.pushState(null, "", `#${next + 1}`);
    this.dispatchEvent(new Event("show"));
    // A frame that had the keyboard is hidden now; without this the keys would go nowhere.
    if (hadFocus) this.root.focus({ preventScroll: true });
  }

  /** @param {MouseEvent} event */
  #followLink(event) {
    const link = /** @type {Element} */ (event.target).closest("a[href^='#']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.show(this.indexOfHash(link.getAttribute("href") ?? ""));
  }
}

/**
 * Heading of a slide, for lists and announcements; formulas are read once, not once per representation.
 * @param {HTMLElement} slide
 */
export function slideTitle(slide) {
  const heading = slide.querySelector("h1, h2, h3, h4, h5, h6")?.cloneNode(true);
  if (!(heading instanceof HTMLElement)) return "";
  for (const hidden of heading.querySelectorAll("[aria-hidden]")) hidden.remove();
  return heading.textContent?.trim() ?? "";
}
