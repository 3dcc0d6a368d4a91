// What surrounds the slide: counter, announcement, speaker notes, list of keys, and a bar that makes way.

import { KEYS } from "./input.js";
import { slideTitle } from "./slideshow.js";
import * as words from "./words.js";

/** The bar fades when nothing has moved for so long, in milliseconds. */
const IDLE = 3000;

/**
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} type
 * @returns {T}
 */
export function element(id, type) {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`the page has no ${type.name} with id ${id}`);
  return found;
}

/** @param {import("./slideshow.js").Slideshow} show */
export function followShow(show) {
  const counter = element("counter", HTMLElement);
  const announcement = element("announcement", HTMLElement);
  const notes = element("notes", HTMLElement);
  show.addEventListener("show", () => {
    const [number, count] = [show.index + 1, show.slides.length];
    counter.textContent = `${number} / ${count}`;
    announcement.textContent = words.slideOf(number, count, slideTitle(show.current));
    const own = show.current.querySelector(".notes");
    notes.replaceChildren(...(own?.cloneNode(true).childNodes ?? [noNotes()]));
    notes.scrollTop = 0;
  });
}

function noNotes() {
  const text = document.createElement("p");
  text.textContent = words.noNotes;
  return text;
}

/** Shows or hides the notes under the slide. */
export function toggleNotes() {
  const notes = element("notes", HTMLElement);
  notes.hidden = !notes.hidden;
  document.querySelector("[data-do=notes]")?.setAttribute("aria-pressed", String(!notes.hidden));
}

/** Opens the list of keys. */
export function showHelp() {
  const dialog = element("help", HTMLDialogElement);
  const rows = KEYS.map(({ command, label }) => {
    const row = document.createElement("tr");
    const head = document.createElement("th");
    head.scope = "row";
    head.textContent = label;
    const cell = document.createElement("td");
    cell.textContent = words.keys[command];
    row.append(head, cell);
    return row;
  });
  dialog.querySelector("tbody")?.replaceChildren(...rows);
  dialog.showModal();
}

/** Marks the body as idle while pointer and keys rest; the style sheet decides what fades then. */
export function watchIdleness() {
  let timer = 0;
  const wake = () => {
    document.body.classList.remove("idle");
    clearTimeout(timer);
    timer = setTimeout(() => document.body.classList.add("idle"), IDLE);
  };
  for (const type of ["pointermove", "pointerdown", "keydown", "focusin"]) addEventListener(type, wake);
  wake();
}
