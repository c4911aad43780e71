// The script of a Web Worker that answers a RemoteLinter.

import { Linter, init } from "./browser.js";

/** The linter that answers, or the reason why there is none. */
let linter;

async function begin({ wasm, ...house }) {
  await init(wasm);
  return new Linter(house);
}

addEventListener("message", async ({ data: { id, ask, given } }) => {
  try {
    if (ask === "begin") linter = begin(...given);
    const ready = await linter;
    postMessage({ id, answer: ask === "begin" ? undefined : ready[ask](...given) });
  } catch (error) {
    postMessage({ id, error: error.message });
  }
});
