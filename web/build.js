// Puts the page together in `dist/`, from here, from the HTML report, whose style it has, and from the npm package:
// `node build.js`, when `javascript/` is built.

import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const PAGE = ["page.css", "page.js", "element.js", "findings.js", "ledger.js", "proof.js", "shift.js"];
const PACKAGE = ["lib", "wasm"];

if (!existsSync(path("../javascript/wasm/onrecord_bg.wasm"))) {
  console.error("the package is not built yet: run `npm run build` in javascript/ first");
  process.exit(1);
}
rmSync(path("dist"), { recursive: true, force: true });
mkdirSync(path("dist"));
const story = readFileSync(path("sample.txt"), "utf8").trimEnd().replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const page = readFileSync(path("index.html"), "utf8");
writeFileSync(path("dist/index.html"), page.replace("<template id=\"story\">", (start) => start + story));
for (const name of PAGE) cpSync(path(name), path(`dist/${name}`));
cpSync(path("../src/report/html/report.css"), path("dist/report.css"));
for (const name of PACKAGE) {
  const script = (from) => !from.endsWith(".d.ts");
  cpSync(path(`../javascript/${name}`), path(`dist/onrecord/${name}`), { recursive: true, filter: script });
}
console.log("web/dist: any web server can serve it, `node serve.js` among them");
