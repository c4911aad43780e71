// Bundles the page into `dist/`: `node build.js`, when the package is built.

import { cpSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const dist = `${here}dist`;

rmSync(dist, { recursive: true, force: true });
await build({
  absWorkingDir: here,
  entryPoints: { page: "page.js", worker: "worker.js", style: "page.css" },
  bundle: true,
  format: "esm",
  target: "es2022",
  minify: true,
  outdir: dist,
  logLevel: "warning",
});
cpSync(`${here}index.html`, `${dist}/index.html`);
cpSync(fileURLToPath(import.meta.resolve("onrecord/onrecord.wasm")), `${dist}/onrecord.wasm`);
