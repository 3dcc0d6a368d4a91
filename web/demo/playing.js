/** A button that moves a slider to and fro, as a person who drags it would. */
import { make } from "./dom.js";
import { controls as words } from "../strings/en.js";

/** From one end to the other, in ms. */
const SWEEP = 4000;
/** Who wants less motion sees a step each so many ms. */
const CALM = 700;

/**
 * @param {ControlSpec} spec of a linear range
 * @param {HTMLInputElement} input its slider, whose limits are those of the image at hand
 * @param {(value: number) => void} change
 */
export function playButton({ label, step = 1 }, input, change) {
  const button = make("button", { type: "button", className: "play", "aria-pressed": "false", "aria-label": words.play(label) }, "▶");
  let playing = 0;
  let last = NaN;

  const stop = () => {
    cancelAnimationFrame(playing);
    playing = 0;
    button.textContent = "▶";
    button.setAttribute("aria-pressed", "false");
  };
  const start = () => {
    const [low, high] = [Number(input.min), Number(input.max)];
    // From where it stands, upwards; at 0 to 1 it rises, at 1 to 2 it falls.
    const begin = (input.valueAsNumber - low) / (high - low);
    const pause = matchMedia("(prefers-reduced-motion: reduce)").matches ? CALM : 0;
    let first = 0;
    let shown = 0;
    const frame = (/** @type {number} */ now) => {
      first ||= now;
      playing = requestAnimationFrame(frame);
      if (now - shown < pause) return;
      shown = now;
      const turn = (begin + (now - first) / SWEEP) % 2;
      const steps = Math.round((Math.min(turn, 2 - turn) * (high - low)) / step);
      const value = Number((low + steps * step).toPrecision(7));
      if (value !== last) change((last = value));
    };
    last = input.valueAsNumber;
    playing = requestAnimationFrame(frame);
    button.textContent = "❚❚";
    button.setAttribute("aria-pressed", "true");
  };
  button.addEventListener("click", () => (playing ? stop() : start()));
  input.addEventListener("input", stop);
  return {
    button,
    /** The state has this value: what set it, unless it was this button, has taken over. @param {number} value */
    show: (value) => playing && Math.abs(value - last) > step && stop(),
  };
}
