// What is set, and what follows from it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { test } from "node:test";
import { command, DEFAULTS, expanded, initializationOptions, LANGUAGES, read } from "../src/settings";

interface Manifest {
  activationEvents: string[];
  contributes: {
    commands: { command: string }[];
    configuration: { properties: Record<string, { default: unknown }> };
    semanticTokenTypes: { id: string }[];
    semanticTokenScopes: { scopes: Record<string, string[]> }[];
  };
}

const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;

test("the settings that are read are those that can be set", () => {
  const properties = manifest.contributes.configuration.properties;
  const offered = Object.keys(properties).filter((name) => name !== "onrecord.trace.server");
  assert.deepEqual(offered.sort(), Object.keys(DEFAULTS).map((name) => `onrecord.${name}`).sort());
  for (const [name, value] of Object.entries(DEFAULTS)) {
    assert.deepEqual(properties[`onrecord.${name}`]?.default, value, name);
  }
});

test("every language wakes the extension, every command is one that it has", () => {
  assert.deepEqual(manifest.activationEvents, LANGUAGES.map((language) => `onLanguage:${language}`));
  const source = readFileSync("src/extension.ts", "utf8");
  for (const { command } of manifest.contributes.commands) {
    assert.ok(source.includes(`"${command}": `), command);
  }
});

test("every kind of token has a colour", () => {
  const kinds = manifest.contributes.semanticTokenTypes.map(({ id }) => id);
  assert.deepEqual(kinds, ["source", "cue", "content"]);
  assert.deepEqual(Object.keys(manifest.contributes.semanticTokenScopes[0]?.scopes ?? {}), kinds);
});

test("what is not set is as usual, and not told to the server", () => {
  const settings = read((_, otherwise) => otherwise);
  assert.deepEqual(settings, DEFAULTS);
  assert.deepEqual(initializationOptions(settings, "/news"), { debounce: 2, inlayHints: true, semanticTokens: true });
  assert.deepEqual(command(settings, "/bin/onrecord"), { command: "/bin/onrecord", args: ["lsp"] });
});

test("what is set reaches the server", () => {
  const set: Record<string, unknown> = {
    path: " ",
    arguments: ["--isolated"],
    config: "${workspaceFolder}/style/onrecord.toml",
    profile: " wire ",
    inlayHints: false,
  };
  const settings = read(<T>(name: string, otherwise: T) => (name in set ? set[name] : otherwise) as T);
  assert.equal(settings.path, "onrecord");
  assert.deepEqual(command(settings, "o").args, ["lsp", "--isolated"]);
  assert.deepEqual(initializationOptions(settings, "/news"), {
    profile: "wire",
    config: "/news/style/onrecord.toml",
    debounce: 2,
    inlayHints: false,
    semanticTokens: true,
  });
});

test("paths are as they are meant", () => {
  assert.equal(expanded("~/bin/onrecord", undefined), `${homedir()}/bin/onrecord`);
  assert.equal(expanded("~ida/onrecord", undefined), "~ida/onrecord");
  assert.equal(expanded("${workspaceFolder}/onrecord", "/news"), "/news/onrecord");
  assert.equal(expanded("${workspaceFolder}/onrecord", undefined), "./onrecord");
});
