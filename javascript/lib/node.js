// The package in Node: loaded when it is imported.

import { readFileSync } from "node:fs";

import { start } from "./engine.js";

start(readFileSync(new URL("../wasm/onrecord_bg.wasm", import.meta.url)));

/** For code that also runs in browsers. Nothing is left to do. */
export async function init() {}

export * from "./linter.js";
export { OnrecordError } from "./error.js";
