// Texts that can only be read: the ledger of a story, a rule in words. They are asked for when they are shown.

import * as vscode from "vscode";
import { type Asker, explanation, ledger, ruleOf } from "./server";

export class Texts implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;

  constructor(private readonly asker: () => Asker | undefined) {}

  /** Asks anew for a text that may be open. */
  refresh(uri: vscode.Uri): void {
    this.changed.fire(uri);
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const asker = this.asker();
    if (asker === undefined) {
      return "The server of onrecord does not run.\n";
    }
    const rule = ruleOf(uri.path);
    try {
      const text = await (rule === undefined ? ledger(asker, uri.query) : explanation(asker, rule));
      return text ?? "There is nothing to show.\n";
    } catch (error) {
      // A story that is closed, a rule that there is not: the server says so.
      return `${error instanceof Error ? error.message : String(error)}\n`;
    }
  }

  dispose(): void {
    this.changed.dispose();
  }
}
