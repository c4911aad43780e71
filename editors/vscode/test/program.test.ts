// Where the program is looked for, and what is said where it is not.

import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { test } from "node:test";
import { find, missing } from "../src/program";

const folder = mkdtempSync(join(tmpdir(), "onrecord-"));
mkdirSync(join(folder, "bin", "folder"), { recursive: true });
mkdirSync(join(folder, "empty"));
writeFileSync(join(folder, "bin", "onrecord"), "");
chmodSync(join(folder, "bin", "onrecord"), 0o755);
writeFileSync(join(folder, "bin", "onrecord.EXE"), "");
chmodSync(join(folder, "bin", "onrecord.EXE"), 0o755);

const path = [join(folder, "empty"), join(folder, "bin")].join(delimiter);

test("a name is looked for on the path, a path from the folder of the workspace", () => {
  const around = { path, endings: [""], folder };
  const program = join(folder, "bin", "onrecord");
  assert.equal(find("onrecord", around), program);
  assert.equal(find("bin/onrecord", around), program);
  assert.equal(find(program, { ...around, path: "", folder: undefined }), program);
});

test("what cannot be run is no program", () => {
  const around = { path, endings: [""], folder };
  for (const name of ["folder", "bin/folder", "no-such-program", "./onrecord"]) {
    assert.equal(find(name, around), undefined, name);
  }
});

test("on Windows, endings may be left out", () => {
  assert.equal(find("onrecord", { path, endings: [".EXE"], folder }), join(folder, "bin", "onrecord.EXE"));
});

test("the message says what is missing and the way out", () => {
  assert.match(missing("onrecord"), /“onrecord” is not on the PATH.*cargo install.*or say where it is/);
  assert.match(missing("/opt/onrecord"), /There is no program \/opt\/onrecord\./);
});
