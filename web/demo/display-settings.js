/**
 * How a person wants images shown: another colour map, turned round, other limits. Kept by panel; what is not
 * set stays as the demo has it. In a link: `display=PANEL:viridis,invert,-1..4;OTHER:3sigma`.
 *
 * @typedef {object} Setting
 * @property {string} [map] name of a palette
 * @property {true} [invert]
 * @property {"range" | "symmetric" | "sigmas"} [automatic] how limits follow the values
 * @property {number} [sigmas]
 * @property {[number, number]} [fixed] limits that stay
 *
 * @typedef {Record<string, Setting>} Settings
 * @typedef {{array: string, colours: string[], low: number | null, high: number | null, automatic: string, sigmas: number}} Display
 * @typedef {Record<string, {title: string, colours: string}>} Palettes
 */

const MOST_SIGMAS = 10;

/** @param {Settings} settings */
export function write(settings) {
  return Object.entries(settings).map(([panel, { map, invert, automatic, sigmas, fixed }]) => {
    const limits = fixed ? fixed.map((value) => Number(value.toPrecision(6))).join("..")
      : automatic === "sigmas" ? `${sigmas}sigma` : automatic;
    return `${panel}:${[map, invert && "invert", limits].filter(Boolean).join(",")}`;
  }).join(";");
}

/**
 * Read what `write` wrote; what makes no sense is left out. Palettes are looked up when they are there.
 * @param {string} text
 * @returns {Settings}
 */
export function read(text) {
  const settings = /** @type {Settings} */ ({});
  for (const [panel, words] of text.split(";").map((part) => part.split(":")).filter((part) => part.length === 2)) {
    const setting = /** @type {Setting} */ ({});
    for (const word of words.split(",").filter(Boolean)) {
      const ends = word.split("..").map(Number);
      const sigmas = Number(word.replace(/sigma$/, ""));
      if (word === "invert") setting.invert = true;
      else if (word === "range" || word === "symmetric") setting.automatic = word;
      else if (word.endsWith("sigma") && sigmas > 0 && sigmas <= MOST_SIGMAS) Object.assign(setting, { automatic: "sigmas", sigmas });
      else if (ends.length === 2 && ends[0] < ends[1]) setting.fixed = [ends[0], ends[1]];
      else if (/^[a-z]+$/.test(word)) setting.map = word;
    }
    if (Object.keys(setting).length) settings[panel] = setting;
  }
  return settings;
}

/** @param {string} colours all entries, six hexadecimal digits each */
const entries = (colours) => (colours.match(/.{6}/g) ?? []).map((entry) => `#${entry}`);

/**
 * The display of an array as the demo declared it, changed as the person wants.
 * @param {Display} display
 * @param {Setting | undefined} setting
 * @param {Palettes} palettes
 * @returns {Display}
 */
export function adjusted(display, setting, palettes) {
  if (!setting) return display;
  const palette = setting.map && palettes[setting.map];
  const colours = palette ? entries(palette.colours) : [...display.colours];
  if (setting.invert) colours.reverse();
  const changed = { ...display, colours };
  if (setting.fixed) [changed.low, changed.high] = setting.fixed;
  if (setting.automatic) {
    Object.assign(changed, { low: null, high: null, automatic: setting.automatic, sigmas: setting.sigmas ?? 3 });
  }
  return changed;
}
