// Chromium, headless, and pages of static folders in it. Whatever such a page asks of the network is noted.

import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

import { serve } from "../../../web/serve.js";

const PATHS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** A browser; `CHROMIUM` says where, if not in one of the usual places. */
export function launch() {
  const executablePath = process.env.CHROMIUM ?? PATHS.find((path) => existsSync(path));
  if (!executablePath) throw new Error("there is no Chromium: set CHROMIUM to the path of one");
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
}

/** A page of a folder below the root of the repository: `requests` are those it made, `complaints` what it logged. */
export async function open(browser, folder, options) {
  const server = await serve(fileURLToPath(new URL(`../../../${folder}`, import.meta.url)));
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const requests = [];
  const complaints = [];
  context.on("request", (request) => requests.push(request.url()));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(server.url);
  const close = async () => {
    await context.close();
    server.close();
  };
  return { page, requests, complaints, url: server.url, close };
}
