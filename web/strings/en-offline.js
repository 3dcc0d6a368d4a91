/** The words of what a site keeps on a device, and of its newer versions, in English. */

/** @param {number} bytes */
const megabytes = (bytes) => `${Math.max(1, Math.round(bytes / 1e6))} MB`;

export const framed = "Open this page in a window of its own to make it available offline.";
export const insecure = "A browser keeps a site for use without a network only if its address begins with https.";
export const impossible = "This browser, or its settings, keeps nothing for use without a network.";

/** Begins with a sentence about what was just done. @param {string} done */
export const unreadable = (done) => `${done}What this site consists of could not be read: the network may be down.`;
/** @param {number} total bytes */
export const keepAll = (total) => `Make available offline (${megabytes(total)})`;
/** @param {string} done */
export const nothingKept = (done) => `${done}Then the deck and all demos work on this device without a network.`;
/** @param {number} left bytes */
export const keepRest = (left) => `Get the rest (${megabytes(left)})`;
/** @param {string} done @param {number} kept bytes @param {number} total */
export const partlyKept = (done, kept, total) => `${done}${megabytes(kept)} of ${megabytes(total)} are on this device: `
  + "demos that were opened may work offline, others do not.";
/** @param {string} done @param {number} total bytes @param {number} files */
export const allKept = (done, total, files) =>
  `${done}Available offline: the deck and all demos, ${megabytes(total)} in ${files} checked files.`;
export const mayBeRemoved = " The browser may remove them when this device runs short of storage.";
export const pause = "Pause";
export const preparing = "Preparing …";
/** @param {number} done bytes @param {number} total */
export const progress = (done, total) => `${megabytes(done)} of ${megabytes(total)}`;
export const paused = "Paused. ";
export const removed = "Removed. ";
export const full = "There is not enough storage on this device. ";
/** @param {string} reason */
export const brokenOff = (reason) => `It broke off (${reason}); what has come is kept. `;

export const newer = "There is a newer version of this site.";
export const update = "Update";
export const older = "This page is of an older version of this site.";
export const reload = "Reload";
/** @param {number} share from 0 to 1 */
export const updating = (share) => `Updating: ${Math.floor(100 * share)} %`;
export const later = "Later";
/** @param {string} reason */
export const failed = (reason) => `That did not work (${reason}); the page goes on with what it has.`;
