// Colours the arrays of standard input with the worker's own functions: a line of JSON, then the bytes of all.
import { readFileSync, writeFileSync } from "node:fs";
import { colour, colourMask } from "../../../web/kernel/colours.js";

const input = readFileSync(0);
const end = input.indexOf(10);
const { type, size, colours, low, high, wide } = JSON.parse(input.toString("utf8", 0, end));
const bytes = new Uint8Array(input.subarray(end + 1)).buffer;
const table = new Uint32Array(bytes, 0, colours);
const values = new globalThis[type](bytes.slice(4 * colours), 0, size);
const pixels = high === null ? colourMask(values, table[0], table[colours - 1]) : colour(values, table, low, high, wide);
writeFileSync(1, new Uint8Array(pixels.buffer));
