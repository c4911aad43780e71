// The functions of the package, the same in Node and in browsers.

import * as engine from "./engine.js";
import * as options from "./options.js";

/** A linter that goes by what a house has set. */
export class Linter {
  #held;

  constructor(house) {
    this.#held = engine.linter(options.house(house));
  }

  check(text, story) {
    return this.#read("check", text, story);
  }

  inspect(text, story) {
    return this.#read("inspect", text, story);
  }

  sources(text, story) {
    return this.#read("sources", text, story);
  }

  explain(rule) {
    return this.#ask((linter) => linter.explain(String(rule)));
  }

  rules() {
    return JSON.parse(this.#ask((linter) => linter.rules()));
  }

  profiles() {
    return JSON.parse(this.#ask((linter) => linter.profiles()));
  }

  free() {
    this.#held.free();
  }

  #read(what, text, story) {
    const bytes = options.bytes(text);
    const how = options.story(story);
    return JSON.parse(this.#ask((linter) => linter[what](bytes, ...how)));
  }

  #ask(question) {
    const linter = this.#held.get();
    return engine.run(() => question(linter));
  }
}

export const check = (text, given) => once(given, (linter, story) => linter.check(text, story));
export const inspect = (text, given) => once(given, (linter, story) => linter.inspect(text, story));
export const sources = (text, given) => once(given, (linter, story) => linter.sources(text, story));
export const explain = (rule) => once({}, (linter) => linter.explain(rule));
export const rules = () => once({}, (linter) => linter.rules());
export const profiles = () => once({}, (linter) => linter.profiles());

/** Asks the linter of no house, which is kept, or one that is made for this question. */
function once(given, question) {
  const { house, story } = options.apart(given);
  if (Object.keys(house).length === 0) return question(plain(), story);
  const linter = new Linter(house);
  try {
    return question(linter, story);
  } finally {
    linter.free();
  }
}

let kept;
let day;

/** The linter of no house. Exceptions end overnight. */
function plain() {
  const { today } = options.house();
  if (day !== today) {
    kept?.free();
    kept = new Linter({ today });
    day = today;
  }
  return kept;
}
