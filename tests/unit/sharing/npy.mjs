// Writes the array of standard input as the Share panel saves it: a line of JSON, then the array's bytes.
import { readFileSync, writeFileSync } from "node:fs";
import { npy } from "../../../web/demo/sharing/npy.js";

const input = readFileSync(0);
const end = input.indexOf(10);
writeFileSync(1, npy({ ...JSON.parse(input.toString("utf8", 0, end)), data: new Uint8Array(input.subarray(end + 1)).buffer }));
