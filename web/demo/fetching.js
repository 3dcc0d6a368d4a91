/** How often a file is asked for, and the pause after the first time in milliseconds. */
const ATTEMPTS = 4;
const FIRST_PAUSE_MS = 300;

/**
 * Fetch a file of the site; on a bad line, more than once.
 * @param {string} address
 * @returns {Promise<Response>}
 */
export async function fetched(address) {
  for (let attempt = 1; ; attempt++) {
    try {
      const response = await fetch(address);
      if (response.status < 500) return response;
      throw new Error(`HTTP ${response.status}`);
    } catch (error) {
      if (attempt === ATTEMPTS) throw new Error(`${address.split("?")[0]}: ${/** @type {Error} */ (error).message}`);
      await new Promise((resolve) => setTimeout(resolve, FIRST_PAUSE_MS * 2 ** (attempt - 1)));
    }
  }
}

/**
 * Fetch and read a JSON file of the site.
 * @param {string} address
 * @returns {Promise<any>}
 */
export async function fetchedJson(address) {
  const response = await fetched(address);
  if (!response.ok) throw new Error(`${address.split("?")[0]}: HTTP ${response.status}`);
  return response.json();
}
