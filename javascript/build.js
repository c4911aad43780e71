// Builds the package's module of WebAssembly into `wasm/`: `node build.js`, or, sooner and slower at work,
// `node build.js --quick`.

import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const TARGET = "wasm32-unknown-unknown";
const quick = process.argv.includes("--quick");
const profile = quick ? "quick" : "wasm";
const here = fileURLToPath(new URL(".", import.meta.url));

const cargo = (...given) => execFileSync("cargo", given, { cwd: here, stdio: ["ignore", "pipe", "inherit"] });

const { target_directory: built } = JSON.parse(cargo("metadata", "--locked", "--no-deps", "--format-version", "1"));
cargo("build", "--locked", "--package", "onrecord-wasm", "--target", TARGET, "--profile", profile);
const module = `${built}/${TARGET}/${profile}/onrecord_wasm.wasm`;
cargo("run", "--locked", "--quiet", "--profile", "quick", "--package", "onrecord-bindgen", "--", module, `${here}/wasm`);
console.log(`wasm/onrecord_bg.wasm: ${statSync(`${here}/wasm/onrecord_bg.wasm`).size} bytes`);
