// Offsets count UTF-16 code units: what is flagged is a slice of the string.

import assert from "node:assert/strict";
import { test } from "node:test";

import { check, inspect, sources } from "onrecord";

const flagged = (text, how) => check(text, how).diagnostics.map(({ code, start, end }) => [code, text.slice(start, end)]);

test("behind letters of two, three and four bytes", () => {
  const text = "“Größe 😀 第三”, wrote Ana Ruiz.\n\nExperts warn of a “naïve” 🚧 plan. Sources said it will fail.\n";
  const found = flagged(text);
  assert.ok(found.some(([code, words]) => code === "A001" && words === "Sources"), JSON.stringify(found));
  assert.ok(found.some(([code, words]) => code.startsWith("V") && words === "Experts"), JSON.stringify(found));
});

test("all that has a place", () => {
  const text = "É 😀. Ana Ruiz, the county’s engineer, said the bridge “is unsafe”. A senior official 😀 said so too.";
  const { attributions, sources: ledger, sentences } = inspect(text);
  const [first] = attributions;
  assert.equal(text.slice(first.source.start, first.source.end), first.source.text);
  assert.equal(text.slice(first.cue.start, first.cue.end), "said");
  assert.ok(text.slice(first.content[0].start, first.content[0].end).endsWith("“is unsafe”"));
  assert.ok(sentences.every(({ end }) => end <= text.length));
  assert.equal(ledger[0].name, "Ana Ruiz");
  assert.deepEqual(sources(text), ledger);
});

test("line ends of Windows, a byte order mark, half a character", () => {
  const text = "A 😀 line.\r\n\r\nSources said the plant will shut.\r\n";
  for (const before of ["", "\ufeff", "\ud83d "]) {
    const found = flagged(before + text);
    assert.ok(found.some(([code, words]) => code === "A001" && words === "Sources"), JSON.stringify([before, found]));
  }
  const [{ line, column }] = check(text).diagnostics.filter(({ code }) => code === "A001");
  assert.deepEqual([line, column], [3, 1]);
});

test("no text", () => {
  for (const text of ["", "\n\n", new Uint8Array()]) {
    assert.deepEqual(check(text).diagnostics, []);
    assert.deepEqual(sources(text), []);
  }
});

test("bytes, and a format that is given or told by a path", () => {
  const text = "# Headline\n\n> *Experts* say é😀. Sources said so.\n";
  const how = { format: "markdown" };
  const asText = check(text, how);
  assert.deepEqual(check(new TextEncoder().encode(text), how), asText);
  assert.deepEqual(check(new TextEncoder().encode(text).buffer, how), asText);
  assert.deepEqual({ ...check(text, { path: "a/story.md" }), path: asText.path }, asText);
  const story = JSON.stringify({ headline: "Bridge", body_text: "Sources said 😀 the bridge will shut." });
  const wire = check(story, { path: "story.json" });
  const [found] = wire.diagnostics.filter(({ code }) => code === "A001");
  assert.equal((wire.text ?? story).slice(found.start, found.end), "Sources");
});
