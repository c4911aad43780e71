// What the user has set, and what follows from it for the server. Nothing here needs VS Code.

import { homedir } from "node:os";

/** The settings, as package.json has them under "onrecord.". */
export interface Settings {
  enable: boolean;
  path: string;
  arguments: string[];
  config: string;
  profile: string;
  debounce: number;
  inlayHints: boolean;
  semanticTokens: boolean;
}

export const DEFAULTS: Readonly<Settings> = {
  enable: true,
  path: "onrecord",
  arguments: [],
  config: "",
  profile: "",
  debounce: 2,
  inlayHints: true,
  semanticTokens: true,
};

/** The languages of stories. The server knows their formats by these names. */
export const LANGUAGES = ["plaintext", "markdown", "html", "asciidoc", "restructuredtext", "wikitext", "mdx"] as const;

/** Reads the settings by a function that knows each of them by its name behind "onrecord.". */
export function read(get: <T>(name: string, otherwise: T) => T): Settings {
  const one = <Name extends keyof Settings>(name: Name): Settings[Name] => get(name, DEFAULTS[name]);
  return {
    enable: one("enable"),
    path: one("path").trim() || DEFAULTS.path,
    arguments: one("arguments"),
    config: one("config").trim(),
    profile: one("profile").trim(),
    debounce: one("debounce"),
    inlayHints: one("inlayHints"),
    semanticTokens: one("semanticTokens"),
  };
}

/** A path as it is meant: `~` is the user's folder, `${workspaceFolder}` that of the workspace. */
export function expanded(path: string, workspace: string | undefined): string {
  const fromHome = path === "~" || /^~[\\/]/.test(path) ? homedir() + path.slice(1) : path;
  return fromHome.replaceAll("${workspaceFolder}", workspace ?? ".");
}

/** How the server is started. */
export function command(settings: Settings, program: string): { command: string; args: string[] } {
  return { command: program, args: ["lsp", ...settings.arguments] };
}

/** What the server is told when it starts. What is not set is left for it to decide. */
export function initializationOptions(settings: Settings, workspace: string | undefined): Record<string, unknown> {
  return {
    ...(settings.profile && { profile: settings.profile }),
    ...(settings.config && { config: expanded(settings.config, workspace) }),
    debounce: settings.debounce,
    inlayHints: settings.inlayHints,
    semanticTokens: settings.semanticTokens,
  };
}
