// The extension as it is packed, in an editor that is hardly one: what is registered, what the user is offered where there
// is no program, and what the user sees where there is. ONRECORD_BIN names the program.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { beforeEach, test } from "node:test";
import { URI } from "vscode-uri";
import * as editor from "./editor";

const PROGRAM = resolve(process.env["ONRECORD_BIN"] ?? "../../target/debug/onrecord");
const extension = editor.loadExtension();

/** Lets what was begun and not waited for come to its end. */
const settled = (): Promise<void> => new Promise((done) => setImmediate(done));

beforeEach(() => {
  editor.forget();
  editor.documents.length = 0;
  Object.assign(editor.settings, { enable: true, path: "/no/such/program" });
});

test("every command that is offered is registered, and says what is wrong while no server runs", async () => {
  await extension.activate({ subscriptions: [] });
  const manifest = JSON.parse(readFileSync("package.json", "utf8")) as { contributes: { commands: { command: string }[] } };
  assert.deepEqual([...editor.commands.keys()].sort(), manifest.contributes.commands.map(({ command }) => command).sort());
  for (const name of ["onrecord.showSources", "onrecord.explainRule"]) {
    await editor.commands.get(name)?.();
    assert.match(editor.told.pop() ?? "", /the server does not run/);
  }
  await editor.commands.get("onrecord.showOutput")?.();
  assert.deepEqual(editor.told, ["output"]);
});

test("a program that is not there can be chosen, or set", async () => {
  editor.user.answers = "Choose the Program…";
  await extension.activate({ subscriptions: [] });
  await settled();
  assert.match(String(editor.errors[0]?.[0]), /There is no program \/no\/such\/program\. Install it/);
  assert.deepEqual(editor.errors[0]?.slice(1), ["Choose the Program…", "Open the Settings"]);
  assert.deepEqual(editor.updated, [["path", "/opt/onrecord", 1]]);
  editor.user.answers = "Open the Settings";
  await editor.commands.get("onrecord.restart")?.();
  await settled();
  assert.deepEqual(editor.executed, [["workbench.action.openSettings", "onrecord.path"]]);
});

test("nothing is started, and nothing missed, where it is switched off", async () => {
  editor.settings["enable"] = false;
  await extension.activate({ subscriptions: [] });
  await settled();
  assert.deepEqual(editor.errors, []);
});

test("a change of what the server is started with starts it anew, another does not", async () => {
  await extension.activate({ subscriptions: [] });
  editor.forget();
  editor.settingsChange.fire({ affectsConfiguration: (name) => name === "onrecord.trace.server" });
  await extension.deactivate();
  assert.deepEqual(editor.errors, []);
  editor.settingsChange.fire({ affectsConfiguration: (name) => name === "onrecord.profile" });
  await extension.deactivate();
  assert.ok(editor.errors.length > 0);
});

test("with the program, findings lead to their rules, and the ledger is shown", async () => {
  editor.settings["path"] = PROGRAM;
  const uri = URI.parse("untitled:Untitled-1");
  const getText = (): string => "Sources said the plant will shut.\n\nAna Ruiz, the county engineer, said the bridge is safe.\n";
  editor.documents.push({ uri, languageId: "markdown", version: 1, getText });
  const published = editor.next(editor.findings);
  await extension.activate({ subscriptions: [] });
  assert.deepEqual(editor.errors, []);
  assert.equal(await published, uri.toString());
  const code = editor.found.get(uri.toString())?.[0]?.code as { value: string; target: URI };
  assert.equal(code.value, "A001");
  assert.match(await editor.textAt(code.target), /A001/);

  await editor.commands.get("onrecord.explainRule")?.();
  assert.deepEqual(editor.executed, [["markdown.showPreviewToSide", code.target]]);
  const shown = editor.nextShown();
  await editor.commands.get("onrecord.showSources")?.();
  assert.match(await shown, /Ana Ruiz +named/);
  assert.equal(await editor.textAt(URI.parse("onrecord:/rules/A0O1.md")), "there is no rule `A0O1`; did you mean `A001`?\n");
  await extension.deactivate();
});
