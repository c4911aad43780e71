// The extension as it is packed, in an editor that is none: what is registered, and what the user is offered where there
// is no program. Only what the extension itself asks of VS Code is there; its server is tested in session.test.ts.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import Module from "node:module";
import { resolve } from "node:path";
import { beforeEach, test } from "node:test";

const set: Record<string, unknown> = {};
const commands = new Map<string, () => unknown>();
const executed: unknown[][] = [];
const errors: unknown[][] = [];
const told: string[] = [];
const updated: unknown[][] = [];
let answer: string | undefined;
let settingsChanged: (change: { affectsConfiguration(name: string): boolean }) => void;

const nothing = (): { dispose(): void } => ({ dispose: () => undefined });

const editor = {
  ConfigurationTarget: { Global: 1 },
  EventEmitter: class {
    readonly event = nothing;
    fire(): void {}
    dispose(): void {}
  },
  commands: {
    registerCommand: (name: string, run: () => unknown) => (commands.set(name, run), nothing()),
    executeCommand: (...what: unknown[]) => Promise.resolve(executed.push(what)),
  },
  languages: { getDiagnostics: () => [] },
  window: {
    activeTextEditor: undefined,
    createOutputChannel: () => ({ show: () => told.push("output"), dispose: () => undefined, error: () => undefined }),
    showErrorMessage: (...what: unknown[]) => Promise.resolve((errors.push(what), answer)),
    showInformationMessage: (message: string) => Promise.resolve(told.push(message)),
    showOpenDialog: () => Promise.resolve([{ fsPath: "/opt/onrecord" }]),
  },
  workspace: {
    workspaceFolders: undefined,
    getConfiguration: () => ({
      get: (name: string, otherwise: unknown) => set[name] ?? otherwise,
      update: (...what: unknown[]) => Promise.resolve(updated.push(what)),
    }),
    registerTextDocumentContentProvider: nothing,
    onDidGrantWorkspaceTrust: nothing,
    onDidChangeConfiguration: (heed: typeof settingsChanged) => ((settingsChanged = heed), nothing()),
  },
};

/** The editor's module, and a class for each of its classes that the language client builds upon. */
const vscode: unknown = new Proxy(editor, {
  get: (known, name) => (name in known ? known[name as keyof typeof known] : class {}),
});

const loader = Module as unknown as { _load(request: string, ...rest: unknown[]): unknown };
const load = loader._load.bind(loader);
loader._load = (request, ...rest) => (request === "vscode" ? vscode : load(request, ...rest));

interface Extension {
  activate(context: { subscriptions: unknown[] }): Promise<void>;
  deactivate(): Promise<void>;
}
const extension = load(resolve("dist/extension.js"), module, false) as Extension;

/** Lets what was begun and not waited for come to its end. */
const settled = (): Promise<void> => new Promise((done) => setImmediate(done));

beforeEach(() => {
  for (const list of [executed, errors, told, updated]) {
    list.length = 0;
  }
  Object.assign(set, { enable: true, path: "/no/such/program" });
  answer = undefined;
});

test("every command that is offered is registered, and says what is wrong while no server runs", async () => {
  await extension.activate({ subscriptions: [] });
  const manifest = JSON.parse(readFileSync("package.json", "utf8")) as { contributes: { commands: { command: string }[] } };
  assert.deepEqual([...commands.keys()].sort(), manifest.contributes.commands.map(({ command }) => command).sort());
  for (const name of ["onrecord.showSources", "onrecord.explainRule"]) {
    await commands.get(name)?.();
    assert.match(told.pop() ?? "", /the server does not run/);
  }
  await commands.get("onrecord.showOutput")?.();
  assert.deepEqual(told, ["output"]);
});

test("a program that is not there can be chosen, or set", async () => {
  answer = "Choose the Program…";
  await extension.activate({ subscriptions: [] });
  await settled();
  assert.match(String(errors[0]?.[0]), /There is no program \/no\/such\/program\. Install it/);
  assert.deepEqual(errors[0]?.slice(1), ["Choose the Program…", "Open the Settings"]);
  assert.deepEqual(updated, [["path", "/opt/onrecord", 1]]);
  answer = "Open the Settings";
  await commands.get("onrecord.restart")?.();
  await settled();
  assert.deepEqual(executed, [["workbench.action.openSettings", "onrecord.path"]]);
});

test("nothing is started, and nothing missed, where it is switched off", async () => {
  set["enable"] = false;
  await extension.activate({ subscriptions: [] });
  await settled();
  assert.deepEqual(errors, []);
});

test("a change of what the server is started with starts it anew, another does not", async () => {
  await extension.activate({ subscriptions: [] });
  errors.length = 0;
  settingsChanged({ affectsConfiguration: (name) => name === "onrecord.trace.server" });
  await extension.deactivate();
  assert.deepEqual(errors, []);
  settingsChanged({ affectsConfiguration: (name) => name === "onrecord.profile" });
  await extension.deactivate();
  assert.equal(errors.length, 1);
});
