// What callers hand over, looked at before it goes into the module.

import { OnrecordError } from "./error.js";

const HOUSE = ["settings", "rules", "profile", "today"];
const STORY = ["path", "format"];

/** What a house has set. */
export function house(options = {}) {
  known(options, HOUSE);
  return {
    settings: files("settings", options.settings, "onrecord.toml"),
    rules: files("rules", options.rules, "rules.toml"),
    profile: string("profile", options.profile),
    today: day(options.today ?? new Date()),
  };
}

/** How a text is to be taken. */
export function story(options = {}) {
  known(options, STORY);
  return [string("path", options.path), string("format", options.format)];
}

/** The options of a call that takes both sorts, taken apart. */
export function apart(options = {}) {
  known(options, [...HOUSE, ...STORY]);
  const some = (names) => Object.fromEntries(Object.entries(options).filter(([name]) => names.includes(name)));
  return { house: some(HOUSE), story: some(STORY) };
}

/** A text as bytes. */
export function bytes(text) {
  if (typeof text === "string") return new TextEncoder().encode(text);
  if (text instanceof Uint8Array) return text;
  if (text instanceof ArrayBuffer) return new Uint8Array(text);
  throw new OnrecordError(`the text must be a string, a Uint8Array or an ArrayBuffer; it is ${sort(text)}`);
}

function known(options, names) {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw new OnrecordError(`options must be an object; they are ${sort(options)}`);
  }
  const unknown = Object.keys(options).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new OnrecordError(`there is no option \`${unknown}\` here (of ${names.join(", ")})`);
  }
}

/** Files as [path, text]: from one text, or from an object of texts by path. */
function files(option, given, path) {
  if (given === undefined) return [];
  if (typeof given === "string") return [[path, given]];
  const entries = typeof given === "object" && given !== null ? Object.entries(given) : [[path, given]];
  for (const [path, text] of entries) {
    if (typeof text !== "string") {
      throw new OnrecordError(`\`${option}\` must be the text of a file, or an object of such texts by path; ` +
        `that of \`${path}\` is ${sort(text)}`);
    }
  }
  return entries;
}

function string(option, given) {
  if (given === undefined || typeof given === "string") return given;
  throw new OnrecordError(`\`${option}\` must be a string; it is ${sort(given)}`);
}

/** A day as in "2026-11-30"; that of a Date is the local one. */
function day(given) {
  if (typeof given === "string") return given;
  if (!(given instanceof Date) || Number.isNaN(given.getTime())) {
    throw new OnrecordError(`\`today\` must be a Date, or a day as in "2026-11-30"; it is ${sort(given)}`);
  }
  const two = (number) => String(number).padStart(2, "0");
  return `${String(given.getFullYear()).padStart(4, "0")}-${two(given.getMonth() + 1)}-${two(given.getDate())}`;
}

function sort(value) {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "an array";
  return value instanceof Date ? "an invalid Date" : `of type ${typeof value}`;
}
