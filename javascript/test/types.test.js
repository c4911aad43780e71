// The types say what is there: a sample that uses them compiles, and what is wrong in it does not.

import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const file = (name) => fileURLToPath(new URL(name, import.meta.url));

test("types", () => {
  const given = ["--project", file("types/tsconfig.json")];
  execFileSync(process.execPath, [file("../node_modules/typescript/bin/tsc"), ...given], { stdio: "inherit" });
});
