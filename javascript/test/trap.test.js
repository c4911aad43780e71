// A trap in the module is told as an error, and the next text is checked as if nothing had been.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Linter, OnrecordError, check } from "onrecord";

const STORY = "Sources said the plant will shut in May.";

/** Does the work where hardly any stack is left, then where a little more is, until it succeeds; what went wrong. */
function atTheEndOfTheStack(work) {
  const wrong = [];
  let done = false;
  const dive = () => {
    try {
      dive();
    } catch {
      // The stack is full here.
    }
    if (done) return;
    try {
      work();
      done = true;
    } catch (error) {
      wrong.push(error);
    }
  };
  dive();
  return wrong;
}

test("no stack left", () => {
  const linter = new Linter({ profile: "wire" });
  const expected = linter.check(STORY);
  const plain = check(STORY);
  const wrong = atTheEndOfTheStack(() => linter.check(STORY));
  assert.ok(wrong.some((error) => error instanceof OnrecordError && /was stopped by/.test(error.message)));
  assert.deepEqual(linter.check(STORY), expected);
  assert.deepEqual(check(STORY), plain);
});
