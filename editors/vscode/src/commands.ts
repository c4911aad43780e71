// What the user can ask for by name.

import * as vscode from "vscode";
import { type Asker, ledgerOf, rulePath, rulesAt, SCHEME } from "./server";
import type { Texts } from "./texts";

const NOT_RUNNING = "onrecord: the server does not run. “onrecord: Restart the Server” starts it.";
const NO_STORY = "onrecord: open a story first.";

/** Shows the source ledger of the story in the editor, as it is now. */
export async function showSources(asker: Asker | undefined, texts: Texts): Promise<void> {
  const story = vscode.window.activeTextEditor?.document.uri;
  if (asker === undefined || story === undefined) {
    void vscode.window.showInformationMessage(asker === undefined ? NOT_RUNNING : NO_STORY);
    return;
  }
  const uri = vscode.Uri.from({ scheme: SCHEME, ...ledgerOf(story.toString()) });
  texts.refresh(uri);
  const shown = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(shown, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true, preview: true });
}

/** Explains the rule of the finding at the cursor; of several, the one that the user picks. */
export async function explainRule(asker: Asker | undefined): Promise<void> {
  if (asker === undefined) {
    void vscode.window.showInformationMessage(NOT_RUNNING);
    return;
  }
  const code = await ruleAtCursor();
  if (code !== undefined) {
    const uri = vscode.Uri.from({ scheme: SCHEME, path: rulePath(code) });
    await vscode.commands.executeCommand("markdown.showPreviewToSide", uri);
  }
}

async function ruleAtCursor(): Promise<string | undefined> {
  const editor = vscode.window.activeTextEditor;
  const found = editor ? vscode.languages.getDiagnostics(editor.document.uri) : [];
  const rules = editor ? rulesAt(found, editor.selection.active) : [];
  if (rules.length > 1) {
    return vscode.window.showQuickPick(rules, { title: "Which rule?" });
  }
  return rules[0] ?? vscode.window.showInputBox({ title: "Which rule?", prompt: "There is no finding of onrecord at the cursor. A code or a name, such as A001" });
}
