// What is made of what the server says, without a server.

import assert from "node:assert/strict";
import { test } from "node:test";
import { explanation, type Finding, ledger, ledgerOf, ruleOf, rulePath, rulesAt } from "../src/server";

const finding = (code: unknown, from: [number, number], to: [number, number], source = "onrecord"): Finding => ({
  source,
  code,
  range: { start: { line: from[0], character: from[1] }, end: { line: to[0], character: to[1] } },
});

test("the rules at a place are those of the findings there", () => {
  const found = [
    finding("B001", [0, 0], [9, 0]),
    finding({ value: "A001", target: "onrecord:/rules/A001.md" }, [2, 4], [2, 11]),
    finding("A001", [2, 4], [2, 30]),
    finding("no-irregular-whitespace", [2, 4], [2, 11], "other"),
    finding(7, [2, 4], [2, 11]),
  ];
  assert.deepEqual(rulesAt(found, { line: 2, character: 11 }), ["A001", "B001"]);
  assert.deepEqual(rulesAt(found, { line: 1, character: 99 }), ["B001"]);
  assert.deepEqual(rulesAt(found, { line: 9, character: 1 }), []);
});

test("the addresses of texts say what they are of", () => {
  assert.equal(ruleOf(rulePath("A001")), "A001");
  assert.equal(ruleOf("/Sources of A001.md"), undefined);
  const uri = "file:///news/city%20desk/harbour%20row.md";
  assert.deepEqual(ledgerOf(uri), { path: "/Sources of harbour row.md.txt", query: uri });
  assert.equal(ledgerOf("untitled:Untitled-1").path, "/Sources of untitled:Untitled-1.txt");
});

test("answers of another form are none", async () => {
  for (const answer of [null, undefined, 7, {}, { text: 7 }]) {
    const asker = { sendRequest: () => Promise.resolve(answer) };
    assert.equal(await ledger(asker, "file:///a.md"), undefined);
    assert.equal(await explanation(asker, "A001"), undefined);
  }
});
