// The package in browsers and bundlers: loaded by `init`.

import { start } from "./engine.js";
import { OnrecordError } from "./error.js";

let loading;

/** Fetches and compiles the module, once; from beside this file, or from the address or the bytes that are given. */
export function init(module = new URL("../wasm/onrecord_bg.wasm", import.meta.url)) {
  loading ??= load(module).catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(module) {
  if (typeof module !== "string" && !(module instanceof URL)) return start(module);
  const response = await fetch(module).catch((error) => error);
  if (!response.ok) {
    const why = response instanceof Error ? response.message : `the answer was ${response.status}`;
    throw new OnrecordError(`${module} cannot be loaded: ${why}`);
  }
  start(await WebAssembly.compile(await response.arrayBuffer()));
}

export * from "./linter.js";
export { OnrecordError } from "./error.js";
