/** What a page may ask of Python without more ado; answers come to its `KernelListener`. */

export class KernelLine {
  /** To the worker. @type {any} */ port;

  /** @param {object} message */
  send(message) {
    this.port?.postMessage(message);
  }

  /**
   * Ask for the values that a button offers; answered through `onSuggested` or `onError`.
   * @param {State} state
   * @param {string} option
   * @param {string} backend
   */
  suggest(state, option, backend) {
    this.send({ type: "suggest", state, option, backend });
  }

  /**
   * Read a file; answered through `onImage`.
   * @param {string} control
   * @param {string} name
   * @param {ArrayBuffer} data handed over
   * @param {number} frame
   */
  openImage(control, name, data, frame) {
    this.port?.postMessage({ type: "image", control, name, data, frame }, [data]);
  }

  /** Let go of a file that was read. @param {string} control */
  forget(control) {
    this.send({ type: "forget", control });
  }

  /** Have what a demo may import later fetched now, so that nothing waits for it. @param {string[]} packages */
  prefetch(packages) {
    this.send({ type: "prefetch", packages: packages });
  }

  /** Ask for a program that computes a state outside; answered through `onScript` or `onError`. @param {object} fields */
  script(fields) {
    this.send({ type: "script", ...fields });
  }

  /** End a computation that yields one result after the other. */
  end() {
    this.send({ type: "stop" });
  }
}
