// As much of VS Code as the extension and its language client ask of it: documents, settings, findings, commands,
// questions to the user. Whatever else is asked for is there and does nothing.

import Module from "node:module";
import { resolve } from "node:path";
import { URI } from "vscode-uri";

type Heeded<T> = (what: T) => unknown;

const disposable = { dispose: (): void => undefined };

export class Position {
  constructor(
    readonly line: number,
    readonly character: number,
  ) {}
}

export class Range {
  readonly start: Position;
  readonly end: Position;
  constructor(startLine: number, startCharacter: number, endLine: number, endCharacter: number) {
    this.start = new Position(startLine, startCharacter);
    this.end = new Position(endLine, endCharacter);
  }
}

export class Diagnostic {
  source: string | undefined;
  code: unknown;
  constructor(
    readonly range: Range,
    readonly message: string,
    readonly severity: number,
  ) {}
}

class CancellationTokenSource {
  readonly token = { isCancellationRequested: false, onCancellationRequested: () => disposable };
  cancel(): void {
    this.token.isCancellationRequested = true;
  }
  dispose(): void {}
}

class CodeActionKind {
  static readonly Empty = new CodeActionKind("");
  constructor(readonly value: string) {}
  append(part: string): CodeActionKind {
    return new CodeActionKind(this.value ? `${this.value}.${part}` : part);
  }
}

export class EventEmitter<T> {
  private readonly all = new Set<Heeded<T>>();
  readonly event = (heed: Heeded<T>): { dispose(): void } => {
    this.all.add(heed);
    return { dispose: () => this.all.delete(heed) };
  };
  fire(what: T): void {
    this.all.forEach((heed) => heed(what));
  }
  dispose(): void {
    this.all.clear();
  }
}

interface Document {
  uri: URI;
  languageId: string;
  version: number;
  getText(): string;
}

/** What the editor knows and was told. */
export const settings: Record<string, unknown> = {};
export const documents: Document[] = [];
export const commands = new Map<string, (...given: unknown[]) => unknown>();
export const executed: unknown[][] = [];
export const errors: unknown[][] = [];
export const told: string[] = [];
export const updated: unknown[][] = [];
export const found = new Map<string, Diagnostic[]>();
export const user: { answers: string | undefined; cursor: Position } = { answers: undefined, cursor: new Position(0, 0) };
export const settingsChange = new EventEmitter<{ affectsConfiguration(name: string): boolean }>();
export const findings = new EventEmitter<string>();
let provider: { provideTextDocumentContent(uri: URI): Promise<string> } | undefined;
const shown = new EventEmitter<string>();

/** The next of something that happens. */
export const next = <T>(emitter: EventEmitter<T>): Promise<T> =>
  new Promise((done) => {
    const heeding = emitter.event((what) => (heeding.dispose(), done(what)));
  });

/** The next text that is shown. */
export const nextShown = (): Promise<string> => next(shown);

/** The text at an address that only the extension knows. */
export const textAt = (uri: URI): Promise<string> => provider?.provideTextDocumentContent(uri) ?? Promise.resolve("");

/** Forgets what happened. */
export function forget(): void {
  for (const list of [executed, errors, told, updated]) {
    list.length = 0;
  }
  user.answers = undefined;
}

/** Something of a namespace that nobody here cares for: a function that gives what can be disposed of. */
const calm = <T extends object>(known: T): T =>
  new Proxy(known, {
    // What has a `then` would be waited for.
    get: (target, name) => (name in target || name === "then" ? target[name as keyof T] : () => disposable),
  });

class Collection {
  set(uri: URI, all: Diagnostic[] | undefined): void {
    found.set(uri.toString(), all ?? []);
    findings.fire(uri.toString());
  }
  delete(uri: URI): void {
    found.delete(uri.toString());
  }
  clear(): void {}
  dispose(): void {}
}

const editor = {
  version: "1.91.0",
  Uri: URI,
  Position,
  Range,
  Diagnostic,
  CancellationTokenSource,
  CodeActionKind,
  EventEmitter,
  DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 },
  ConfigurationTarget: { Global: 1 },
  ViewColumn: { Beside: -2 },
  env: { appName: "none", language: "en" },
  commands: calm({
    registerCommand: (name: string, run: () => unknown) => (commands.set(name, run), disposable),
    executeCommand: (...what: unknown[]) => Promise.resolve(executed.push(what)),
  }),
  languages: calm({
    match: (selector: { language?: string }[], document: Document) =>
      selector.some(({ language }) => language === document.languageId) ? 10 : 0,
    createDiagnosticCollection: () => new Collection(),
    getDiagnostics: (uri: URI) => found.get(uri.toString()) ?? [],
  }),
  window: calm({
    get activeTextEditor() {
      return documents[0] && { document: documents[0], selection: { active: user.cursor } };
    },
    visibleTextEditors: [],
    tabGroups: calm({ all: [] }),
    createOutputChannel: () => calm({ show: () => told.push("output") }),
    showErrorMessage: (...what: unknown[]) => Promise.resolve((errors.push(what), user.answers)),
    showInformationMessage: (message: string) => Promise.resolve(told.push(message)),
    showQuickPick: (all: string[]) => Promise.resolve(all[0]),
    showOpenDialog: () => Promise.resolve([{ fsPath: "/opt/onrecord" }]),
    showTextDocument: (text: string) => Promise.resolve(shown.fire(text)),
  }),
  workspace: calm({
    textDocuments: documents,
    notebookDocuments: [],
    workspaceFolders: undefined,
    getConfiguration: () => ({
      get: (name: string, otherwise: unknown) => settings[name] ?? otherwise,
      update: (...what: unknown[]) => Promise.resolve(updated.push(what)),
    }),
    registerTextDocumentContentProvider: (_: string, given: typeof provider) => ((provider = given), disposable),
    openTextDocument: textAt,
    onDidChangeConfiguration: settingsChange.event,
    createFileSystemWatcher: () => calm({}),
  }),
};

/** The editor's module. The language client builds upon more of its classes than are used here. */
const vscode: unknown = new Proxy(editor, {
  get: (known, name) => (name in known ? known[name as keyof typeof known] : class {}),
});

interface Extension {
  activate(context: { subscriptions: unknown[] }): Promise<void>;
  deactivate(): Promise<void>;
}

/** The extension as it is packed. */
export function loadExtension(): Extension {
  const loader = Module as unknown as { _load(request: string, ...rest: unknown[]): unknown };
  const load = loader._load.bind(loader);
  loader._load = (request, ...rest) => (request === "vscode" ? vscode : load(request, ...rest));
  return load(resolve("dist/extension.js"), module, false) as Extension;
}
