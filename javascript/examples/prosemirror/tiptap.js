// The same plugin as a TipTap extension: `Onrecord.configure({ check })`.

import { Extension } from "@tiptap/core";

import { onrecord } from "./plugin.js";

export const Onrecord = Extension.create({
  name: "onrecord",
  addOptions: () => ({ check: undefined, pause: 300, onError: console.error }),
  addProseMirrorPlugins() {
    return [onrecord(this.options)];
  },
});
