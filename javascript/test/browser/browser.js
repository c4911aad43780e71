// Chromium, headless, and pages of static folders in it. Whatever such a page asks of the network is noted.

import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

import { serve } from "../../../web/serve.js";

/** A browser: that of Debian, or the one whose path is in `CHROMIUM`. */
export function launch() {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
}

/**
 * A page of a folder below the root of the repository, until the test ends: `requests` are those it made, `complaints`
 * what it logged.
 */
export async function open(test, browser, folder, options) {
  const server = await serve(fileURLToPath(new URL(`../../../${folder}`, import.meta.url)));
  test.after(() => server.close());
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const requests = [];
  const complaints = [];
  context.on("request", (request) => requests.push(request.url()));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.setDefaultTimeout(20_000);
  test.after(() => context.close());
  await page.goto(server.url);
  return { page, requests, complaints, url: server.url };
}
