// The plugin in a ProseMirror and a TipTap editor.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, open } from "./browser.js";

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

/** Waits until some words are marked. */
const marked = (page, editor, words) => page.waitForFunction(
  ([editor, words]) => window.marked?.()[editor].some(([, found]) => found === words), [editor, words]);

for (const editor of ["prosemirror", "tiptap"]) {
  test(editor, async (context) => {
    const { page, complaints } = await open(context, browser, "javascript/examples/prosemirror/dist");
    await marked(page, editor, "Sources");
    await marked(page, editor, "Experts");
    const words = page.locator(`#${editor} .onrecord`, { hasText: "Sources" });

    await words.hover();
    assert.match(await page.textContent(".onrecord-tooltip:visible"), /A001 “Sources” could be anybody/);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${editor}.png` });

    await page.click(`#${editor} h2`);
    await page.keyboard.press("Home");
    await page.keyboard.type("😀 & more: ");
    assert.equal(await words.textContent(), "Sources", "marks move with the words");
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.press("Enter");
    await page.keyboard.type("Insiders said <so>.");
    await marked(page, editor, "Insiders");
    await marked(page, editor, "Sources");
    assert.equal(await words.textContent(), "Sources");

    for (let key = 0; key < "Insiders said <so>.".length; key += 1) await page.keyboard.press("Backspace");
    await page.waitForFunction(
      (editor) => window.marked()[editor].every(([, found]) => found !== "Insiders"), editor);
    await marked(page, editor, "Sources");
    assert.deepEqual(complaints, []);
  });
}
