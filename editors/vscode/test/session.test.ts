// The server itself, started and asked as the extension does it. ONRECORD_BIN names the program.

import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import {
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  InitializeRequest,
  InitializedNotification,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  PublishDiagnosticsNotification,
  SemanticTokensRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { find, surroundings } from "../src/program";
import { codeOf, explanation, ledger, rulesAt } from "../src/server";
import { command, DEFAULTS, initializationOptions, LANGUAGES, type Settings } from "../src/settings";

const PROGRAM = resolve(process.env["ONRECORD_BIN"] ?? "../../target/debug/onrecord");
const DRAFT = "Sources said the plant will shut in May.\n\nAna Ruiz, the county engineer, said the bridge is safe.\n";

interface Manifest {
  contributes: { semanticTokenTypes: { id: string }[]; commands: { command: string }[] };
}

class Session {
  readonly folder = mkdtempSync(join(tmpdir(), "onrecord-"));
  private constructor(
    private readonly child: ChildProcess,
    readonly connection: ProtocolConnection,
  ) {}

  static async start(changed: Partial<Settings>): Promise<[Session, InitializeResult]> {
    const settings = { ...DEFAULTS, path: PROGRAM, ...changed };
    const program = find(settings.path, surroundings(undefined));
    assert.ok(program, `there is no program ${PROGRAM}: build it (cargo build --features cli), or set ONRECORD_BIN`);
    const started = command(settings, program);
    const child = spawn(started.command, started.args, { stdio: ["pipe", "pipe", "inherit"] });
    const connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
    const session = new Session(child, connection);
    connection.listen();
    const result = await connection.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      rootUri: pathToFileURL(session.folder).href,
      capabilities: {},
      initializationOptions: initializationOptions(settings, session.folder),
    });
    await connection.sendNotification(InitializedNotification.type, {});
    return [session, result];
  }

  uri(name: string): string {
    return pathToFileURL(join(this.folder, name)).href;
  }

  /** What is found in a document once it is told of; `tell` tells. */
  async found(uri: string, tell: () => Promise<void>): Promise<PublishDiagnosticsParams["diagnostics"]> {
    const published = new Promise<PublishDiagnosticsParams["diagnostics"]>((done) => {
      const listening = this.connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
        if (params.uri === uri) {
          listening.dispose();
          done(params.diagnostics);
        }
      });
    });
    await tell();
    return published;
  }

  open(uri: string, languageId: string, text: string): ReturnType<Session["found"]> {
    const textDocument = { uri, languageId, version: 1, text };
    return this.found(uri, () => this.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument }));
  }

  async end(): Promise<number | null> {
    const ended = new Promise<number | null>((done) => this.child.once("exit", done));
    await this.connection.sendRequest("shutdown");
    await this.connection.sendNotification("exit");
    return ended;
  }
}

let session: Session;
let initialized: InitializeResult;

before(async () => {
  [session, initialized] = await Session.start({});
});

after(async () => {
  assert.equal(await session.end(), 0);
});

test("every language that wakes the extension is one that the server reads", async () => {
  for (const language of LANGUAGES) {
    const found = await session.open(session.uri(`no-ending-${language}`), language, DRAFT);
    assert.deepEqual(found.map(codeOf), ["A001"], language);
  }
});

test("the rule at the cursor is that of the finding there, while the story changes", async () => {
  const uri = session.uri("harbour.md");
  const found = await session.open(uri, "markdown", DRAFT);
  assert.deepEqual(rulesAt(found, { line: 0, character: 3 }), ["A001"]);
  assert.deepEqual(rulesAt(found, { line: 2, character: 3 }), []);
  const contentChanges = [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: "A note.\n\n" }];
  const change = { textDocument: { uri, version: 2 }, contentChanges };
  const anew = await session.found(uri, () => session.connection.sendNotification(DidChangeTextDocumentNotification.type, change));
  assert.deepEqual(rulesAt(anew, { line: 2, character: 3 }), ["A001"]);
});

test("the ledger and the explanation come as texts", async () => {
  const uri = session.uri("ledger.md");
  await session.open(uri, "markdown", DRAFT);
  assert.match((await ledger(session.connection, uri)) ?? "", /Ana Ruiz +named/);
  assert.match((await explanation(session.connection, "A001")) ?? "", /A001/);
  await assert.rejects(ledger(session.connection, session.uri("closed.md")), /is not open/);
  await assert.rejects(explanation(session.connection, "A0O1"), /there is no rule/);
});

test("the kinds of tokens are those that have colours", async () => {
  const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;
  const provider = initialized.capabilities.semanticTokensProvider;
  assert.deepEqual(provider?.legend.tokenTypes, manifest.contributes.semanticTokenTypes.map(({ id }) => id));
  const uri = session.uri("tokens.md");
  await session.open(uri, "markdown", DRAFT);
  const tokens = await session.connection.sendRequest(SemanticTokensRequest.type, { textDocument: { uri } });
  const kinds = new Set(tokens?.data.filter((_, index) => index % 5 === 3));
  assert.deepEqual([...kinds].sort(), [0, 1, 2]);
});

test("no command of the extension is one that the client registers for the server", () => {
  const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;
  const ofServer = initialized.capabilities.executeCommandProvider?.commands ?? [];
  assert.ok(ofServer.includes("onrecord.ledger") && ofServer.includes("onrecord.explain"), ofServer.join());
  for (const { command } of manifest.contributes.commands) {
    assert.ok(!ofServer.includes(command), command);
  }
});

test("what is set holds", async () => {
  const folder = mkdtempSync(join(tmpdir(), "onrecord-"));
  const config = join(folder, "style.toml");
  writeFileSync(config, '[rule.A001]\nlevel = "off"\n');
  const [other, { capabilities }] = await Session.start({ config, inlayHints: false, semanticTokens: false });
  try {
    assert.equal(capabilities.inlayHintProvider, undefined);
    assert.equal(capabilities.semanticTokensProvider, undefined);
    assert.deepEqual((await other.open(other.uri("a.md"), "markdown", DRAFT)).map(codeOf).includes("A001"), false);
  } finally {
    assert.equal(await other.end(), 0);
  }
});
