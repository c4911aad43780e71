// The package finds what the program finds: for every story in `examples/`, offsets in bytes turned into UTF-16.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { check, inspect } from "onrecord";

const root = fileURLToPath(new URL("../../", import.meta.url));
const program = process.env.ONRECORD_BIN ?? `${root}target/debug/onrecord`;
const stories = readdirSync(`${root}examples`).map((name) => `examples/${name}`);

/** What the program prints; it ends with 1 where a story has errors. */
function printed(...given) {
  try {
    return JSON.parse(execFileSync(program, given, { cwd: root, encoding: "utf8" }));
  } catch (error) {
    if (error.status !== 1) throw error;
    return JSON.parse(error.stdout);
  }
}

/** The same with every offset into the bytes as one into the string. */
function inString(value, bytes) {
  if (Array.isArray(value)) return value.map((item) => inString(item, bytes));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) =>
    name === "start" || name === "end"
      ? [name, bytes.subarray(0, item).toString("utf8").length]
      : [name, inString(item, bytes)]));
}

assert.ok(stories.length > 0);

for (const path of stories) {
  test(path, () => {
    const bytes = readFileSync(root + path);
    const { files: [checked] } = printed("check", "--isolated", "--format", "json", path);
    assert.deepEqual(check(bytes.toString("utf8"), { path }), inString(checked, bytes));
    const read = printed("inspect", "--format", "jsonl", path);
    assert.deepEqual(inspect(bytes, { path }), inString(read, bytes));
  });
}
