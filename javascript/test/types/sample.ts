// What callers write, with the types that they rely on. Lines under `@ts-expect-error` must not compile.

import { Linter, OnrecordError, check, explain, init, inspect, profiles, rules, sources } from "onrecord";
import type { Checked, Diagnostic, Fix, Level, Profile, Rule, Source, SourceKind } from "onrecord";
import { RemoteLinter } from "onrecord/remote";

await init();
await init(new URL("https://example.org/onrecord.wasm"));

const text = "Sources said the plant will shut in May.";
const checked: Checked = check(text, { path: "city/plant.md", profile: "wire", today: new Date() });
const grave: Diagnostic[] = checked.diagnostics.filter(({ level }) => level === "error");
const levels: Level[] = grave.map(({ level }) => level);
const words: string[] = grave.map(({ start, end }) => (checked.text ?? text).slice(start, end));
const attached: string[] = grave.flatMap((found) => found.attached.map(({ code, message }) => `${code} ${message}`));
const fix: Fix | null | undefined = grave[0]?.fix;

const kinds: SourceKind[] = sources(new Uint8Array(), { format: "docx" }).map(({ kind }) => kind);
const cues = inspect(text).attributions.map(({ cue }) => cue?.frame ?? "none");
const people = (source: Source): number => (typeof source.count === "object" ? source.count.number : 1);

const linter = new Linter({ settings: "", rules: { "house/words.toml": "" } });
const again: Checked = linter.check(text, { format: "markdown" });
const all: [Rule[], Profile[], string] = [rules(), profiles(), explain("A001")];
const remote = new RemoteLinter(new Worker("worker.js"), { profile: "wire" });
const later: Checked = await remote.check(text);
const why = (error: unknown): string => (error instanceof OnrecordError ? error.message : "");

// @ts-expect-error an option that there is not
check(text, { profle: "wire" });
// @ts-expect-error a house is set once
linter.check(text, { profile: "wire" });
// @ts-expect-error no text
check(42);
// @ts-expect-error a level that there is not
const loud: Level = "loud";
// @ts-expect-error a field that there is not
grave[0]?.severity;

export { again, all, attached, cues, fix, kinds, later, levels, loud, people, why, words };
