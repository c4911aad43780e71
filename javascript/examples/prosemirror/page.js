// Two editors with one linter, which works in a worker.

import { Editor } from "@tiptap/core";
import StarterKit from "@tiptap/starter-kit";
import { baseKeymap } from "@tiptap/pm/commands";
import { history, redo, undo } from "@tiptap/pm/history";
import { keymap } from "@tiptap/pm/keymap";
import { DOMParser } from "@tiptap/pm/model";
import { RemoteLinter } from "onrecord/remote";
import { EditorState } from "prosemirror-state";
import { EditorView } from "prosemirror-view";

import { findings, onrecord } from "./plugin.js";
import { Onrecord } from "./tiptap.js";

const STORY = `
<h2>Marlow Quay to get its flood wall four years late</h2>
<p>Work on a flood wall at Marlow Quay will begin in September, the county council decided on Tuesday.</p>
<p>Experts warn that the wall could push water “downstream” &amp; into Nether Stoke. Sources said a <strong>second</strong>
claim is on its way.</p>`;

const worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
const linter = new RemoteLinter(worker, { wasm: new URL("onrecord.wasm", import.meta.url).href });
const check = (text, how) => linter.check(text, how);

const tiptap = new Editor({
  element: document.getElementById("tiptap"),
  extensions: [StarterKit, Onrecord.configure({ check })],
  content: STORY,
  editorProps: { attributes: { "aria-labelledby": "tiptap-title" } },
});

const story = document.createElement("div");
story.innerHTML = STORY;
const view = new EditorView(document.getElementById("prosemirror"), {
  attributes: { "aria-labelledby": "prosemirror-title", role: "textbox", "aria-multiline": "true" },
  state: EditorState.create({
    doc: DOMParser.fromSchema(tiptap.schema).parse(story),
    plugins: [
      history(),
      keymap({ "Mod-z": undo, "Mod-y": redo }),
      keymap(baseKeymap),
      onrecord({ check }),
    ],
  }),
});

/** What a script can ask of the page: the words that are marked, by editor. */
window.marked = () => Object.fromEntries(
  [["prosemirror", view.state], ["tiptap", tiptap.state]].map(([name, state]) => [
    name,
    findings(state).map(({ code, from, to }) => [code, state.doc.textBetween(from, to)]),
  ]),
);
