// What the README shows of JavaScript runs as written, and prints what it says.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

test("the README's example", () => {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  const [, section] = readme.match(/^## In JavaScript\n([^]*?)^## /m);
  const [, code, printed] = section.match(/```js\n([^]*?)```\n\nprints\n\n```text\n([^]*?)```/);
  const cwd = fileURLToPath(new URL("..", import.meta.url));
  const given = ["--input-type=module", "--eval", code];
  assert.equal(execFileSync(process.execPath, given, { cwd, encoding: "utf8" }), printed);
});
