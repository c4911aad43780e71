// What the extension asks of the server beyond what every editor asks. Nothing here needs VS Code.

/** Whoever can ask the server: a language client, or a plain connection. */
export interface Asker {
  sendRequest(method: string, parameters: unknown): Promise<unknown>;
}

/** Where the texts are that the extension shows. They can only be read. */
export const SCHEME = "onrecord";

/** The server's own commands. The client registers them, so those of the extension have other names. */
const LEDGER = "onrecord.ledger";
const EXPLAIN = "onrecord.explain";

/** The source ledger of a document, as a table; undefined where the server does not have the document. */
export async function ledger(asker: Asker, uri: string): Promise<string | undefined> {
  const answer = await execute(asker, LEDGER, uri);
  const text = typeof answer === "object" && answer !== null && "text" in answer ? answer.text : undefined;
  return typeof text === "string" ? text : undefined;
}

/** A rule in words, as Markdown; undefined where there is no such rule. */
export async function explanation(asker: Asker, code: string): Promise<string | undefined> {
  const answer = await execute(asker, EXPLAIN, code);
  return typeof answer === "string" ? answer : undefined;
}

function execute(asker: Asker, command: string, argument: string): Promise<unknown> {
  return asker.sendRequest("workspace/executeCommand", { command, arguments: [argument] });
}

/** The path of the text that explains a rule. */
export function rulePath(code: string): string {
  return `/rules/${code}.md`;
}

/** The rule that a text explains, by its path. */
export function ruleOf(path: string): string | undefined {
  return /^\/rules\/([^/]+)\.md$/.exec(path)?.[1];
}

/** The address of the ledger of a document: named after it, and told apart by its own address. */
export function ledgerOf(uri: string): { path: string; query: string } {
  const name = decodeURIComponent(uri.replace(/[?#].*$/, "")).split(/[\\/]/).pop() || "story";
  return { path: `/Sources of ${name}.txt`, query: uri };
}

interface Place {
  line: number;
  character: number;
}

/** A finding, as far as it has to be known to tell which rule it is of. */
export interface Finding {
  source?: string | undefined;
  code?: unknown;
  range: { start: Place; end: Place };
}

/** The code of a finding: plain, or with the address of what explains it. */
export function codeOf({ code }: Finding): string | undefined {
  const value = typeof code === "object" && code !== null && "value" in code ? code.value : code;
  return typeof value === "string" ? value : undefined;
}

/** The rules of the findings at a place, each once; those of the shortest findings first. */
export function rulesAt(findings: readonly Finding[], place: Place): string[] {
  const after = (one: Place, other: Place): boolean =>
    one.line > other.line || (one.line === other.line && one.character >= other.character);
  const lines = ({ range }: Finding): number => range.end.line - range.start.line;
  const there = findings
    .filter(({ source, range }) => source === "onrecord" && after(place, range.start) && after(range.end, place))
    .sort((one, other) => lines(one) - lines(other) || one.range.end.character - other.range.end.character);
  return [...new Set(there.map(codeOf).filter((code) => code !== undefined))];
}
