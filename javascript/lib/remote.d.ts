// What `onrecord/remote` has: a linter that works in a Web Worker, whose script is `onrecord/worker`.

import type { Checked, House, How, Inspection, Profile, Rule, Source, Story } from "./index.js";

/** What a house has set, and where the module is, if not beside the script of the worker. */
export interface RemoteHouse extends House {
  wasm?: string;
}

/** A linter whose answers come later. */
export class RemoteLinter {
  constructor(worker: Worker, house?: RemoteHouse);
  /** Goes by other settings from now on. */
  begin(house?: RemoteHouse): Promise<void>;
  check(text: Story, how?: How): Promise<Checked>;
  inspect(text: Story, how?: How): Promise<Inspection>;
  sources(text: Story, how?: How): Promise<Source[]>;
  explain(rule: string): Promise<string>;
  rules(): Promise<Rule[]>;
  profiles(): Promise<Profile[]>;
  /** Ends the worker. */
  close(): void;
}
