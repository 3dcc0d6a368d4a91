/** Who waits until the newest state has been computed. */

export class Settling {
  /** @type {{resolve: (value: any) => void, reject: (reason: Error) => void}[]} */ #waiting = [];

  /** @returns {Promise<any>} what was computed */
  wait() {
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  /** @param {any} computed @param {Error} [error] why nothing was */
  settle(computed, error) {
    for (const { resolve, reject } of this.#waiting.splice(0)) {
      if (error) reject(error);
      else resolve(computed);
    }
  }
}
