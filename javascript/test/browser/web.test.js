// The demo page, as somebody uses it. `SHOTS` names a folder for pictures of it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, open } from "./browser.js";

const STORY = "The bridge — 😀\n\nSources said the bridge will shut in May. Ana Ruiz, the engineer, said it is safe.";

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

/** Waits until the page has read what stands in the draft. */
async function read(page) {
  await page.waitForFunction(() => Number(document.body.dataset.read) === document.getElementById("draft").value.length);
}

async function picture(page, name) {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png` });
}

const codes = (page) => page.locator("#findings .finding b:first-of-type").allTextContents();

for (const [name, options] of [
  ["desktop", { viewport: { width: 1440, height: 900 } }],
  ["dark", { viewport: { width: 1200, height: 900 }, colorScheme: "dark" }],
  ["phone", { viewport: { width: 400, height: 800 }, hasTouch: true }],
]) {
  test(`a draft is read as it is typed: ${name}`, async (context) => {
    const { page, requests, complaints, url } = await open(context, browser, "web/dist", options);
    await read(page);
    assert.ok((await page.locator("#findings .finding").count()) > 3, "the sample has findings");
    assert.ok((await page.locator("#ledger tbody tr").count()) > 5, "the sample has sources");
    await picture(page, name);
    const loaded = requests.length;

    await page.click("#clear");
    await read(page);
    assert.equal(await page.textContent("#found"), "There is no draft yet.");
    await page.keyboard.insertText(STORY.slice(0, -1));
    await page.keyboard.type(".");
    await read(page);
    assert.ok((await page.locator("#findings .finding.error").allTextContents()).some((told) => told.includes("A001")));
    assert.match(await page.textContent("#ledger"), /Ana Ruiz/);
    const marked = await page.locator("#proof mark.error").allTextContents();
    assert.ok(marked.includes("Sources"), JSON.stringify(marked));
    assert.equal(await page.locator("#proof .source.named").first().textContent(), "Ana Ruiz, the engineer");

    await page.locator("#findings .finding.error button").first().click();
    const chosen = await page.evaluate(() => {
      const draft = document.getElementById("draft");
      return [document.activeElement === draft, draft.value.slice(draft.selectionStart, draft.selectionEnd)];
    });
    assert.deepEqual(chosen, [true, "Sources"]);
    assert.match(await page.textContent("#here"), /anonymous: “Sources”.*A001/);

    await page.keyboard.press("ArrowLeft");
    const moved = await page.evaluate(() => {
      document.execCommand("insertText", false, "So ");
      return [...document.querySelectorAll("#proof mark.error")].map(({ textContent }) => textContent);
    });
    assert.ok(moved.includes("Sources"), `marks move with words before the next answer: ${moved}`);
    await read(page);

    const before = await codes(page);
    await page.selectOption("#profile", "opinion");
    await page.waitForFunction((was) => document.getElementById("findings").textContent !== was,
      await page.textContent("#findings"));
    assert.notDeepEqual(await codes(page), before);

    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `nothing sticks out of the page (by ${wide} pixels)`);
    assert.deepEqual(complaints, []);
    assert.deepEqual(requests.slice(loaded), [], "nothing is asked of the network once the page is there");
    assert.deepEqual(requests.filter((request) => !request.startsWith(url) && !request.startsWith("data:")), []);
  });
}

test("the proof lies exactly under the draft", async (context) => {
  const { page } = await open(context, browser, "web/dist", { viewport: { width: 400, height: 800 } });
  await read(page);
  const [proof, draft] = await page.evaluate(() => {
    const draft = document.getElementById("draft");
    // The height that the same words take in either.
    draft.style.height = "0";
    return [document.getElementById("proof").scrollHeight, draft.scrollHeight];
  });
  assert.equal(proof, draft);
});

test("by keyboard alone", async (context) => {
  const { page } = await open(context, browser, "web/dist", {});
  await read(page);
  await page.focus("#draft");
  await page.keyboard.press("F8");
  const selected = () => page.evaluate(() => String(document.getElementById("draft").selectionStart));
  const first = await selected();
  await page.keyboard.press("F8");
  assert.notEqual(await selected(), first);
  assert.equal(await page.locator("#findings .finding.chosen").count(), 1);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "draft");
});

test("a linter in a worker says why it cannot work", async (context) => {
  const { page } = await open(context, browser, "web/dist", {});
  const told = await page.evaluate(async () => {
    const { RemoteLinter } = await import("./onrecord/lib/remote.js");
    const why = (promise) => promise.then(() => "nothing", (error) => `${error.name}: ${error.message}`);
    const remote = (script, house) => new RemoteLinter(new Worker(script, { type: "module" }), house);
    const script = "onrecord/lib/worker.js";
    const linter = remote(script, { profile: "wires" });
    const told = {
      profile: await why(linter.check("Sources said so.")),
      format: await linter.begin().then(() => why(linter.check("Sources said so.", { format: "wod" }))),
      after: await linter.check("Sources said so.").then(({ diagnostics }) => diagnostics[0].code),
      explain: await why(linter.explain("A999")),
      wasm: await why(remote(script, { wasm: "nowhere.wasm" }).rules()),
      script: await why(remote("nowhere.js").rules()),
    };
    linter.close();
    return { ...told, closed: await why(linter.profiles()) };
  });
  assert.match(told.profile, /^OnrecordError: .*did you mean `wire`/);
  assert.match(told.format, /^OnrecordError: .*format `wod`/);
  assert.equal(told.after, "A001");
  assert.match(told.explain, /^OnrecordError: there is no rule `A999`/);
  assert.match(told.wasm, /^OnrecordError: .*nowhere\.wasm cannot be loaded: the answer was 404/);
  assert.match(told.script, /^OnrecordError: the worker was stopped: its script cannot be loaded/);
  assert.equal(told.closed, "OnrecordError: the linter was closed");
});
