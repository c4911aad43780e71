// A ProseMirror plugin: words that onrecord asks about are marked, and say what is asked.

import { Plugin, PluginKey } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";

import { inDocument, markup } from "./markup.js";
import { Tooltip } from "./tooltip.js";

const key = new PluginKey("onrecord");

/**
 * The plugin. `check` takes a text and how it is to be taken, and gives what the package's `check` gives, or a promise
 * of that: a `RemoteLinter` keeps typing smooth. The document is read when nothing was typed for `pause` milliseconds.
 */
export function onrecord({ check, pause = 300, onError = console.error }) {
  return new Plugin({
    key,
    state: {
      init: () => DecorationSet.empty,
      // Marks move with the words until the next answer.
      apply: (transaction, marks) =>
        transaction.getMeta(key) ?? marks.map(transaction.mapping, transaction.doc),
    },
    props: { decorations: (state) => key.getState(state) },
    view: (view) => new Reader(view, { check, pause, onError }),
  });
}

/** What was found, by place in the document as it is now: the finding, `from` and `to`. */
export function findings(state) {
  const marks = key.getState(state)?.find() ?? [];
  return marks.map(({ from, to, spec }) => ({ from, to, ...spec.finding })).sort((a, b) => a.from - b.from);
}

/** Has the document read, and shows what is found. */
class Reader {
  #view;
  #options;
  #timer;
  #tooltip;

  constructor(view, options) {
    this.#view = view;
    this.#options = options;
    this.#tooltip = new Tooltip(view, findings);
    this.#read();
  }

  update(view, before) {
    this.#tooltip.follow();
    if (view.state.doc.eq(before.doc)) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#read(), this.#options.pause);
  }

  destroy() {
    clearTimeout(this.#timer);
    this.#view = undefined;
    this.#tooltip.destroy();
  }

  async #read() {
    const { doc } = this.#view.state;
    const { html, words } = markup(doc);
    try {
      const { diagnostics } = await this.#options.check(html, { format: "html" });
      // An answer on a document that has changed meanwhile is stale: the next is on its way.
      if (!this.#view?.state.doc.eq(doc)) return;
      const marks = diagnostics.filter(({ folded }) => !folded).map((finding) => mark(finding, words));
      const set = DecorationSet.create(doc, marks.filter((found) => found !== null));
      this.#view.dispatch(this.#view.state.tr.setMeta(key, set).setMeta("addToHistory", false));
    } catch (error) {
      this.#options.onError(error);
    }
  }
}

function mark(finding, words) {
  const place = inDocument(words, finding);
  const attributes = { class: `onrecord onrecord-${finding.level}` };
  return place && Decoration.inline(place.from, place.to, attributes, { finding });
}
