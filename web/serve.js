// Serves a folder of static files on this machine: `node serve.js [FOLDER] [PORT]`.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".wasm": "application/wasm",
};

// The page says the same of itself. A worker goes by what its own script comes with.
const POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'self' 'unsafe-inline'; " +
  "script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; img-src data:";

/** A server of the folder, listening; port 0 is any that is free. */
export async function serve(folder, port = 0) {
  const server = createServer(async ({ url }, response) => {
    try {
      const { pathname } = new URL(url, "http://localhost");
      const name = normalize(decodeURIComponent(pathname.endsWith("/") ? `${pathname}index.html` : pathname));
      const body = await readFile(join(folder, name));
      const type = TYPES[extname(name)] ?? "application/octet-stream";
      response.writeHead(200, { "content-type": type, "content-security-policy": POLICY });
      response.end(body);
    } catch {
      response.writeHead(404).end("there is no such file\n");
    }
  });
  await new Promise((listening, failed) => server.once("error", failed).listen(port, "127.0.0.1", listening));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close().closeAllConnections() };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder = fileURLToPath(new URL("dist", import.meta.url)), port = "8000"] = process.argv.slice(2);
  const { url } = await serve(resolve(folder), Number(port));
  console.log(url);
}
