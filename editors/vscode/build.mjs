// Bundles the extension into dist/, its tests into out/test/, and lays the licences beside them for the package.

import { copyFileSync, readdirSync, rmSync } from "node:fs";
import { build } from "esbuild";

const shared = { bundle: true, platform: "node", target: "node20", format: "cjs", logLevel: "warning" };

rmSync("dist", { recursive: true, force: true });
rmSync("out", { recursive: true, force: true });

await build({
  ...shared,
  entryPoints: ["src/extension.ts"],
  outfile: "dist/extension.js",
  external: ["vscode"],
  minify: true,
});

await build({
  ...shared,
  entryPoints: readdirSync("test").filter((name) => name.endsWith(".test.ts")).map((name) => `test/${name}`),
  outdir: "out/test",
});

for (const name of ["MIT", "APACHE"]) {
  copyFileSync(`../../LICENSE-${name}`, `LICENSE-${name}.txt`);
}
