// Settings, rules, profiles, the day; and what is said where something is wrong.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Linter, OnrecordError, check, explain, init, profiles, rules } from "onrecord";

const STORY = "Tattlers said the plant will shut in May. Experts say it must.";
const codes = ({ diagnostics }) => diagnostics.map(({ code }) => code);
const words = "[class.unnamed-head]\ninflect = \"noun\"\nwords = [\"tattler\"]\n";

function told(work) {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof OnrecordError, String(error));
    return error.message;
  }
  return assert.fail("nothing was thrown");
}

test("rules and words of a house", () => {
  assert.ok(!codes(check(STORY)).includes("A001"));
  for (const rules of [words, { "house/words.toml": words }]) {
    assert.ok(codes(new Linter({ rules }).check(STORY)).includes("A001"));
    assert.ok(codes(check(STORY, { rules, path: "story.txt" })).includes("A001"));
  }
});

test("settings, each file over those before it", () => {
  const off = "[rule.V]\nlevel = \"off\"\n";
  const error = "[rule.V001]\nlevel = \"error\"\n";
  const levels = (settings) => new Linter({ settings }).check(STORY).diagnostics
    .filter(({ code }) => code === "V001").map(({ level }) => level);
  assert.deepEqual(levels(off), []);
  assert.deepEqual(levels({ "house.toml": off, "desk.toml": error }), ["error"]);
});

test("settings for some places", () => {
  const settings = "[[override]]\nfiles = [\"court/\"]\nrule.V001 = { level = \"error\" }\n";
  const linter = new Linter({ settings });
  const level = (path) => linter.check(STORY, { path }).diagnostics.find(({ code }) => code === "V001").level;
  assert.equal(level("court/monday.txt"), "error");
  assert.equal(level("city/monday.txt"), "warning");
});

test("a profile", () => {
  const names = profiles().map(({ name }) => name);
  assert.ok(names.includes("wire") && names.includes("opinion"));
  const found = names.map((profile) => JSON.stringify(check(STORY, { profile }).diagnostics));
  assert.ok(new Set(found).size > 1);
});

test("an exception ends with its day", () => {
  const story = "[onrecord: allow A001 reason=\"the desk knows\" until=\"2026-06-30\"]\n\nSources said so.\n";
  const open = (today) => codes(check(story, { today })).includes("A001");
  assert.deepEqual(["2026-06-30", "2026-07-01"].map(open), [false, true]);
  assert.deepEqual([new Date(2026, 5, 30, 23, 59), new Date(2026, 6, 1)].map(open), [false, true]);
});

test("rules in words", async () => {
  await init();
  assert.match(explain("a001"), /^A001 bare-anonymous-source \(error\)\n/);
  const [first] = rules();
  assert.deepEqual([first.code, first.level], ["A001", "error"]);
  assert.match(told(() => explain("vague-autority")), /did you mean `vague-authority`/);
});

test("mistakes are told with their place and the way out", () => {
  const settings = "[rule.V001]\nlevel = \"loud\"\n";
  assert.match(told(() => new Linter({ settings })), /onrecord\.toml:2:9[^]*\^\^\^/);
  assert.match(told(() => new Linter({ rules: { "house/mine.toml": "code = 1" } })), /house\/mine\.toml:1/);
  assert.match(told(() => check(STORY, { profile: "wires" })), /did you mean `wire`/);
  assert.match(told(() => check(STORY, { format: "markdwn" })), /did you mean `markdown`/);
  assert.match(told(() => check(STORY, { today: "30 June" })), /`today` is `30 June`/);
  assert.match(told(() => check(STORY, { today: new Date(Number.NaN) })), /`today` must be a Date/);
  assert.match(told(() => check(STORY, { profle: "wire" })), /no option `profle` here \(of settings, rules, profile/);
  assert.match(told(() => check(STORY, "wire")), /options must be an object/);
  assert.match(told(() => check(STORY, { path: 3 })), /`path` must be a string; it is of type number/);
  assert.match(told(() => check(42)), /text must be a string, a Uint8Array or an ArrayBuffer; it is of type number/);
  assert.match(told(() => check(undefined)), /it is undefined/);
  assert.match(told(() => new Linter({ rules: { "a.toml": 3 } })), /that of `a.toml` is of type number/);
  assert.match(told(() => check(new Uint8Array([0xff, 0x61]), { path: "a.md" })), /not UTF-8 text[^]*\nhelp: /);
  assert.match(told(() => check("PK\u0003\u0004", { format: "docx" })), /help: /);
});

test("a linter that was freed is made anew", () => {
  const linter = new Linter({ rules: words });
  linter.free();
  linter.free();
  assert.ok(codes(linter.check(STORY)).includes("A001"));
});
