// Where the program is, and what to tell a user who does not have it. Nothing here needs VS Code.

import { constants, accessSync, statSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";

/** What to look with. */
export interface Surroundings {
  path: string;
  /** On Windows, the endings of programs. */
  endings: string[];
  /** What paths that are not absolute are seen from. */
  folder: string | undefined;
}

export function surroundings(folder: string | undefined): Surroundings {
  const endings = process.platform === "win32" ? ["", ...(process.env["PATHEXT"] ?? ".EXE").split(";")] : [""];
  return { path: process.env["PATH"] ?? "", endings, folder };
}

/** The program of a name or path; undefined where there is none that can be run. */
export function find(name: string, { path, endings, folder }: Surroundings): string | undefined {
  const isPath = /[\\/]/.test(name);
  const places = isPath ? [isAbsolute(name) ? name : join(folder ?? ".", name)] : path.split(delimiter).filter(Boolean).map((entry) => join(entry, name));
  return places.flatMap((place) => endings.map((ending) => place + ending)).find(canRun);
}

function canRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** What to tell the user where `find` finds nothing. */
export function missing(name: string): string {
  const where = /[\\/]/.test(name) ? `There is no program ${name}` : `The program “${name}” is not on the PATH`;
  return `${where}. Install it (in a clone of onrecord: cargo install --path . --features cli), or say where it is.`;
}
