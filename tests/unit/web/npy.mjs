// Writes the array of standard input as .npy: a line of JSON with shape and dtype, then the bytes.
import { readFileSync, writeFileSync } from "node:fs";
import { npy } from "../../../web/demo/npy.js";

const input = readFileSync(0);
const end = input.indexOf(10);
const { shape, dtype } = JSON.parse(input.toString("utf8", 0, end));
writeFileSync(1, npy({ shape, dtype, data: new Uint8Array(input.subarray(end + 1)).buffer }));
