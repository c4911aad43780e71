// What the package `onrecord` has. All offsets count UTF-16 code units, as strings do: `text.slice(start, end)`.

/** What a house has set. */
export interface House {
  /** The text of `onrecord.toml`; or several files by path, each over those before it. */
  settings?: string | Record<string, string>;
  /** The text of a file of rules, words or changes; or several by path. */
  rules?: string | Record<string, string>;
  /** A profile that goes over the settings: "wire", "legal" … */
  profile?: string;
  /** The day that exceptions end by, as in "2026-11-30"; today without one. */
  today?: string | Date;
}

/** How a text is to be taken. */
export interface How {
  /** Where it is, seen from the folder of the settings: these can be for some places, and its ending tells the format. */
  path?: string;
  /** How it is written; without one, the ending of the path tells, and then what it holds. */
  format?: Format;
}

export type Format =
  | "text" | "markdown" | "mdx" | "html" | "rst" | "asciidoc" | "wikitext" | "docx" | "odt"
  | "nitf" | "newsml" | "json" | "jsonl" | "csv" | "tsv";

/** A story: text, or the bytes of a file. */
export type Story = string | Uint8Array | ArrayBuffer;

export type Level = "error" | "warning" | "note";

/** Part of the text, or of `text` where an answer has that. */
export interface Span {
  start: number;
  end: number;
}

/** A span, and where it begins. Line and column count characters, from 1. */
export interface Place extends Span {
  line: number;
  column: number;
}

/** What was found in a story. */
export interface Checked {
  path: string;
  /** Which story of the file it is, where that says so. */
  id?: string;
  /** What offsets are counted in, where the story is no plain text: Word, wire formats. */
  text?: string;
  words: number;
  diagnostics: Diagnostic[];
}

/** A finding. */
export interface Diagnostic extends Place {
  /** "A001" */
  code: string;
  /** "bare-anonymous-source" */
  name: string;
  level: Level;
  message: string;
  /** What would satisfy. */
  help: string;
  end_line: number;
  end_column: number;
  /** Where in a JSON or XML file: a JSON Pointer, an XPath. */
  pointer?: string;
  /** Further rules that the same words break. */
  attached: { code: string; message: string }[];
  /** Where the same is said again. */
  also_at: Place[];
  /** Words that are pointed to besides. */
  labels: (Span & { message: string })[];
  notes: string[];
  /** Reports for people leave it out. */
  folded: boolean;
  fix: Fix | null;
}

/** A change that would satisfy. */
export interface Fix {
  description: string;
  edits: (Span & { text: string })[];
  /** Whether it leaves alone what the story says. */
  safe: boolean;
}

/** What a reader learns of who a source is. */
export type SourceKind =
  | "named" | "org" | "office" | "anonymous" | "vague" | "group" | "document" | "pronoun" | "none";

/** What was read of a story. */
export interface Inspection {
  path: string;
  id?: string;
  text?: string;
  sentences: (Span & { block: number; attributed: boolean; sourced: boolean })[];
  /** `attribution` is an index into `attributions`. */
  quotations: (Span & { attribution: number | null })[];
  attributions: Attribution[];
  sources: Source[];
  claims: (Span & { kind: ClaimKind })[];
}

/** Who says what. */
export interface Attribution {
  /** `id` is that of one of `sources`. */
  source: (Span & { text: string; kind: SourceKind; id: number }) | null;
  cue: (Span & { text: string; frame: Frame; vouched: boolean; score: number | null }) | null;
  content: Span[];
  style: "direct" | "indirect" | "mixed";
  /** A state of mind that nobody told. */
  mental: boolean;
  /** It goes on from a sentence before. */
  carried: boolean;
}

/** The construction that ties a source and what it says. */
export type Frame =
  | "verb" | "according" | "noun" | "evidence" | "adjective" | "agentless" | "raising" | "adverb" | "colon" | "bare"
  | "credit";

/** Who is cited: a row of the ledger. */
export interface Source {
  id: number;
  name: string;
  kind: SourceKind;
  mentions: Span[];
  /** Indices into `attributions` of an inspection. */
  attributions: number[];
  /** The body that the source belongs to, how it knows, why it is not named: in the words of the story. */
  described: string | null;
  basis: string | null;
  reason: string | null;
  count: "one" | "plural" | { number: number };
}

export type ClaimKind =
  | "statistic" | "superlative" | "cause" | "motive" | "prediction" | "accusation" | "assessment";

export interface Rule {
  code: string;
  name: string;
  level: Level;
  summary: string;
  /** Why it matters to readers. */
  why: string;
  help: string;
}

export interface Profile {
  name: string;
  about: string;
}

/** What is wrong, where, and what to do. All that the package throws. */
export class OnrecordError extends Error {
  readonly name: "OnrecordError";
}

/**
 * Loads the module, once: in browsers from beside the package, or from the address, the bytes or the module given. In
 * Node it is loaded already.
 */
export function init(module?: string | URL | BufferSource | WebAssembly.Module): Promise<void>;

/** What an editor would send back. */
export function check(text: Story, options?: House & How): Checked;
/** Who says what. */
export function inspect(text: Story, options?: House & How): Inspection;
/** The ledger: who is cited, what kind, how described, how often, where. */
export function sources(text: Story, options?: House & How): Source[];
/** A rule in words, by its code or name. */
export function explain(rule: string): string;
/** The rules that speak, by code. */
export function rules(): Rule[];
/** House styles. */
export function profiles(): Profile[];

/** A linter that goes by what a house has set: for more than one story, or for rules of one's own. */
export class Linter {
  constructor(house?: House);
  check(text: Story, how?: How): Checked;
  inspect(text: Story, how?: How): Inspection;
  sources(text: Story, how?: How): Source[];
  explain(rule: string): string;
  rules(): Rule[];
  profiles(): Profile[];
  /** Gives its memory back at once; else that is done when nothing holds the linter any more. */
  free(): void;
}
