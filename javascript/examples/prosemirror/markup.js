// A document as HTML for the linter, which heeds headings, quotations and links; and the way back from places in the
// HTML to places in the document.

const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "\u00a0": "&nbsp;" };
const escape = (text) => text.replace(/[&<>"\u00a0]/g, (character) => ESCAPES[character]);

/** The HTML of a document, and what of it is words: `from` and `to` in the HTML, `pos` and `end` in the document. */
export function markup(doc) {
  let html = "";
  const words = [];

  const word = (text, pos, end) => {
    words.push({ from: html.length, to: html.length + text.length, pos, end });
    html += text;
  };
  const text = (node, pos) => {
    const href = node.marks.map((mark) => mark.attrs.href).find((address) => typeof address === "string");
    if (href !== undefined) html += `<a href="${escape(href)}">`;
    let at = pos;
    for (const part of node.text.split(/([&<>"\u00a0])/)) {
      if (part !== "") word(ESCAPES[part] ?? part, at, at + part.length);
      at += part.length;
    }
    if (href !== undefined) html += "</a>";
  };
  const inside = (parent, start) => {
    parent.forEach((node, offset) => {
      const pos = start + offset;
      if (node.isText) return text(node, pos);
      if (node.isLeaf) return node.isInline ? word(isBreak(node) ? "<br>" : " ", pos, pos + node.nodeSize) : undefined;
      const tag = tagOf(node);
      html += `<${tag}>`;
      inside(node, pos + 1);
      html += `</${tag}>\n`;
    });
  };

  inside(doc, 0);
  return { html, words };
}

/** A span of the HTML in the document, or `null` if no words of it lie there. */
export function inDocument(words, { start, end }) {
  const first = words.find(({ to }) => to > start);
  const last = words.findLast(({ from }) => from < end);
  if (!first || !last) return null;
  const from = whole(first) ? first.pos + Math.max(0, start - first.from) : first.pos;
  const to = whole(last) ? Math.min(last.end, last.pos + end - last.from) : last.end;
  return from < to ? { from, to } : null;
}

/** Whether every character is one of the document, as in words without escapes. */
const whole = ({ from, to, pos, end }) => to - from === end - pos;

/** The element that the schema shows a node as. */
function tagOf(node) {
  const shown = node.type.spec.toDOM?.(node);
  return Array.isArray(shown) && /^[a-z][a-z0-9]*$/.test(shown[0]) ? shown[0] : "div";
}

const isBreak = (node) => node.type.name === "hard_break" || node.type.name === "hardBreak";
