// The extension: starts the server, and starts it anew when what it was started with changes.

import * as vscode from "vscode";
import { LanguageClient, type LanguageClientOptions, type ServerOptions, State } from "vscode-languageclient/node";
import { explainRule, showSources } from "./commands";
import { Texts } from "./texts";
import { find, missing, surroundings } from "./program";
import { rulePath, SCHEME } from "./server";
import { command, expanded, initializationOptions, LANGUAGES, read, type Settings } from "./settings";

/** The one server of the window. */
class Server implements vscode.Disposable {
  private client: LanguageClient | undefined;
  /** What is under way: one start or stop at a time. */
  private last: Promise<void> = Promise.resolve();

  constructor(private readonly output: vscode.LogOutputChannel) {}

  /** The client, while the server runs. */
  get running(): LanguageClient | undefined {
    return this.client?.state === State.Running ? this.client : undefined;
  }

  /** Starts the server, after one that runs has stopped. */
  restart(): Promise<void> {
    this.last = this.last.then(async () => {
      await this.stop();
      await this.start();
    });
    return this.last;
  }

  async dispose(): Promise<void> {
    await this.last;
    await this.stop();
  }

  private async start(): Promise<void> {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
    const settings = current();
    if (!settings.enable) {
      return;
    }
    const program = find(expanded(settings.path, folder), surroundings(folder));
    if (program === undefined) {
      void this.offerWaysOut(settings);
      return;
    }
    this.client = new LanguageClient("onrecord", "onrecord", serverOptions(settings, program, folder), this.clientOptions(settings, folder));
    try {
      await this.client.start();
    } catch (error) {
      this.output.error(`${program} could not be started: ${String(error)}`);
      void this.offerOutput(`onrecord: ${program} could not be started as a language server.`);
    }
  }

  private async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    try {
      await client?.dispose();
    } catch (error) {
      this.output.warn(`the server did not stop as asked: ${String(error)}`);
    }
  }

  private clientOptions(settings: Settings, folder: string | undefined): LanguageClientOptions {
    return {
      documentSelector: LANGUAGES.flatMap((language) => [
        { scheme: "file", language },
        { scheme: "untitled", language },
      ]),
      initializationOptions: initializationOptions(settings, folder),
      outputChannel: this.output,
      middleware: {
        handleDiagnostics: (uri, found, next) => next(uri, found.map(withExplanation)),
      },
    };
  }

  private async offerWaysOut(settings: Settings): Promise<void> {
    const [choose, open] = ["Choose the Program…", "Open the Settings"];
    const wanted = await vscode.window.showErrorMessage(`onrecord: ${missing(settings.path)}`, choose, open);
    if (wanted === open) {
      await vscode.commands.executeCommand("workbench.action.openSettings", "onrecord.path");
    } else if (wanted === choose) {
      const [file] = (await vscode.window.showOpenDialog({ title: "The program onrecord" })) ?? [];
      const target = vscode.ConfigurationTarget.Global;
      await (file && vscode.workspace.getConfiguration("onrecord").update("path", file.fsPath, target));
    }
  }

  private async offerOutput(message: string): Promise<void> {
    const show = "Show the Output";
    if ((await vscode.window.showErrorMessage(message, show)) === show) {
      this.output.show();
    }
  }
}

function current(): Settings {
  const settings = vscode.workspace.getConfiguration("onrecord");
  return read((name, otherwise) => settings.get(name, otherwise));
}

function serverOptions(settings: Settings, program: string, folder: string | undefined): ServerOptions {
  return { ...command(settings, program), ...(folder !== undefined && { options: { cwd: folder } }) };
}

/** The finding, with its code a link to what explains the rule. */
function withExplanation(found: vscode.Diagnostic): vscode.Diagnostic {
  if (typeof found.code === "string") {
    found.code = { value: found.code, target: vscode.Uri.from({ scheme: SCHEME, path: rulePath(found.code) }) };
  }
  return found;
}

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const output = vscode.window.createOutputChannel("onrecord", { log: true });
  const started = (server = new Server(output));
  const asker = (): LanguageClient | undefined => started.running;
  const texts = new Texts(asker);
  const registered: Record<string, () => unknown> = {
    "onrecord.restart": () => started.restart(),
    "onrecord.showSources": () => showSources(asker(), texts),
    "onrecord.explainRule": () => explainRule(asker()),
    "onrecord.showOutput": () => output.show(),
  };
  context.subscriptions.push(
    output,
    texts,
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, texts),
    ...Object.entries(registered).map(([name, run]) => vscode.commands.registerCommand(name, run)),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void started.restart()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      // The client itself heeds how much is written down of what is said.
      const concerns = Object.keys(current()).some((name) => change.affectsConfiguration(`onrecord.${name}`));
      if (concerns) {
        void started.restart();
      }
    }),
  );
  await started.restart();
}

export async function deactivate(): Promise<void> {
  await server?.dispose();
}
