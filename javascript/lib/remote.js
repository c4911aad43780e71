// A linter that works in a Web Worker, so that the page stays free.

import { OnrecordError } from "./error.js";

export class RemoteLinter {
  #worker;
  #asked = 0;
  #waiting = new Map();
  #dead;

  constructor(worker, options = {}) {
    this.#worker = worker;
    worker.addEventListener("message", ({ data }) => this.#answered(data));
    worker.addEventListener("error", (event) => {
      this.#die(`the worker was stopped: ${event.message || "its script cannot be loaded"}`);
    });
    // Whoever asks something is told why it did not begin.
    this.begin(options).catch(() => {});
  }

  begin(options = {}) {
    return this.#ask("begin", options);
  }

  check(text, story) {
    return this.#ask("check", text, story);
  }

  inspect(text, story) {
    return this.#ask("inspect", text, story);
  }

  sources(text, story) {
    return this.#ask("sources", text, story);
  }

  explain(rule) {
    return this.#ask("explain", rule);
  }

  rules() {
    return this.#ask("rules");
  }

  profiles() {
    return this.#ask("profiles");
  }

  close() {
    this.#worker.terminate();
    this.#die("the linter was closed");
  }

  #ask(ask, ...given) {
    if (this.#dead) return Promise.reject(new OnrecordError(this.#dead));
    const id = this.#asked++;
    return new Promise((resolve, reject) => {
      this.#worker.postMessage({ id, ask, given });
      this.#waiting.set(id, { resolve, reject });
    });
  }

  #answered({ id, answer, error }) {
    const { resolve, reject } = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) resolve(answer);
    else reject(new OnrecordError(error));
  }

  #die(why) {
    this.#dead = why;
    for (const { reject } of this.#waiting.values()) reject(new OnrecordError(why));
    this.#waiting.clear();
  }
}
