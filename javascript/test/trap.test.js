// A trap in the module is told as an error, and the next text is checked as if nothing had been.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";

// So many pages of 64 KB, and the module gets no more memory: enough for a story, not for ten thousand.
setFlagsFromString("--wasm-max-mem-pages=800");
const { Linter, OnrecordError, check } = await import("onrecord");

const STORY = "Sources said the plant will shut in May.\n\n";

test("no memory left", () => {
  const linter = new Linter({ profile: "wire" });
  const expected = linter.check(STORY);
  const plain = check(STORY);
  for (let time = 0; time < 2; time += 1) {
    assert.throws(() => linter.check(STORY.repeat(100_000)), (error) =>
      error instanceof OnrecordError && error.cause instanceof Error && /was stopped by .* no memory/.test(error.message));
    assert.deepEqual(linter.check(STORY), expected);
    assert.deepEqual(check(STORY), plain);
  }
});
