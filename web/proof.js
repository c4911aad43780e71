// The words with their marks, as they stand behind the draft.

const GRAVITY = { error: 3, warning: 2, note: 1 };

/** The spans that are marked: the parts of attributions, and the words of findings. */
export function marks({ attributions, findings }) {
  const parts = attributions.flatMap(({ source, cue, content, mental }) => {
    const kind = source?.kind ?? "none";
    const look = (role) => `${role} ${kind}${mental ? " mental" : ""}`;
    return [
      ...content.map((span) => ({ ...span, look: look("content") })),
      ...(source ? [{ ...source, look: look("source") }] : []),
      ...(cue ? [{ ...cue, look: look("cue") }] : []),
    ];
  });
  return [...parts, ...findings.map((finding, index) => ({ ...finding, finding: index }))];
}

/** Puts the text into `proof`, marked. */
export function paint(proof, text, spans) {
  const nodes = [];
  let at = 0;
  for (const { start, end, covering } of pieces(spans, text.length)) {
    if (at < start) nodes.push(text.slice(at, start));
    nodes.push(marked(text.slice(start, end), covering));
    at = end;
  }
  // A line end at the very end is seen only before something.
  nodes.push(`${text.slice(at)}\n`);
  proof.replaceChildren(...nodes);
}

/** The stretches that lie under the same spans. */
function* pieces(spans, length) {
  const fitting = spans.filter(({ start, end }) => start < end && end <= length);
  const edges = [...new Set(fitting.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  const waiting = fitting.sort((a, b) => a.start - b.start);
  let covering = [];
  let next = 0;
  for (const [index, start] of edges.entries()) {
    covering = covering.filter((span) => span.end > start);
    while (next < waiting.length && waiting[next].start === start) covering.push(waiting[next++]);
    if (covering.length > 0) yield { start, end: edges[index + 1], covering };
  }
}

/** Words under some spans: the innermost part says whose they are, the gravest finding how they are tinted. */
function marked(words, covering) {
  const parts = covering.filter(({ look }) => look);
  const findings = covering.filter(({ level }) => level);
  let node = document.createTextNode(words);
  if (parts.length > 0) {
    const inner = parts.reduce((a, b) => (b.end - b.start <= a.end - a.start ? b : a));
    node = around("span", inner.look, node);
  }
  if (findings.length > 0) {
    const gravest = findings.reduce((a, b) => (GRAVITY[b.level] > GRAVITY[a.level] ? b : a));
    node = around("mark", gravest.level, node);
    node.dataset.of = findings.map(({ finding }) => finding).join(" ");
  }
  return node;
}

function around(tag, className, child) {
  const element = document.createElement(tag);
  element.className = className;
  element.append(child);
  return element;
}
