// The module of WebAssembly: loaded once, begun anew after a trap.

import { Setup, __wbg_reset_state as beginAnew, initSync } from "../wasm/onrecord.js";
import { OnrecordError } from "./error.js";

let loaded = false;
let broken = false;
let life = 0;

/** Starts the compiled module, or the bytes of it. */
export function start(module) {
  if (loaded) return;
  initSync({ module });
  loaded = true;
}

/** Does some work of the module. What goes wrong there is an OnrecordError. */
export function run(work) {
  if (!loaded) throw new OnrecordError("onrecord is not loaded yet: `await init()` first");
  try {
    if (broken) revive();
    return work();
  } catch (error) {
    // Rust's errors come as text; all else is a trap, which leaves the module's memory in no known state.
    if (typeof error === "string") throw new OnrecordError(error);
    broken = true;
    throw new OnrecordError(
      `the linter was stopped by “${error.message}”: there was no memory or stack left for this text, or it is a ` +
        "mistake in onrecord, which its makers would like to hear of; other texts can be checked as before",
      { cause: error },
    );
  }
}

/** Not done at once after a trap, when there may be no stack left to do it on. */
function revive() {
  beginAnew();
  life += 1;
  broken = false;
}

/** Something that is made in the module, and made again when the module has begun anew. */
export class Held {
  #make;
  #made;
  #life;

  constructor(make) {
    this.#make = make;
    this.get();
  }

  get() {
    if (broken || this.#life !== life || !this.#made) {
      this.#made = run(this.#make);
      this.#life = life;
    }
    return this.#made;
  }

  /** Gives the memory back at once. */
  free() {
    if (!broken && this.#life === life) this.#made?.free();
    this.#made = undefined;
  }
}

/** A linter of the module. */
export function linter({ settings, rules, profile, today }) {
  return new Held(() => {
    let setup = new Setup();
    for (const [path, text] of settings) setup = setup.settings(path, text);
    for (const [path, text] of rules) setup = setup.rules(path, text);
    if (profile !== undefined) setup = setup.profile(profile);
    return setup.today(today).linter();
  });
}
