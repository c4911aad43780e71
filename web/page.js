// The page: what is typed goes to the linter, in a worker, and what it finds is shown.

import { counted } from "./element.js";
import { showFindings } from "./findings.js";
import { showLedger } from "./ledger.js";
import { RemoteLinter } from "./onrecord/lib/remote.js";
import { marks, paint } from "./proof.js";
import { shift, shifted } from "./shift.js";

/** So many milliseconds without a key, and the draft is read. */
const PAUSE = 200;

const NOTHING = { words: 0, findings: [], folded: 0, attributions: [], sources: [] };

const at = (id) => document.getElementById(id);
const draft = at("draft");
const proof = at("proof");
const linter = new RemoteLinter(new Worker("onrecord/lib/worker.js", { type: "module" }));

/** What was found, as of the text that stands there now. */
let shown = NOTHING;
let text = "";
let chosen = null;

// One text at a time is with the linter; of those that come meanwhile, the last is read next.
let pause;
let reading = false;
let changed = false;

async function read() {
  changed = true;
  if (reading) return;
  reading = true;
  while (changed) {
    changed = false;
    const asked = draft.value;
    try {
      const [checked, inspection] = await Promise.all([linter.check(asked), linter.inspect(asked)]);
      if (!changed && asked === draft.value) show(checked, inspection);
    } catch (error) {
      fail(error);
    }
  }
  reading = false;
}

function show({ words, diagnostics }, { attributions, sources }) {
  const findings = diagnostics.filter(({ folded }) => !folded);
  shown = { words, findings, folded: diagnostics.length - findings.length, attributions, sources };
  repaint();
  showFindings(at("findings"), text, findings, go);
  showLedger(at("ledger"), shown, go);
  const found = summary(shown);
  if (at("found").textContent !== found) at("found").textContent = found;
  document.body.dataset.read = text.length;
  followCaret();
}

function summary({ words, findings, attributions }) {
  if (words === 0) return "There is no draft yet.";
  const levels = ["error", "warning", "note"];
  const counts = levels.map((level) => counted(findings.filter((found) => found.level === level).length, level));
  const named = attributions.filter(({ source }) => source?.kind === "named").length;
  const cited = attributions.length === 0 ? "Nobody is cited."
    : `Somebody is named in ${named} of ${counted(attributions.length, "attribution")}.`;
  return `${counts.join(", ")} in ${counted(words, "word")}. ${cited}`;
}

function fail(error) {
  at("found").textContent = error.message;
}

function repaint() {
  paint(proof, text, marks(shown));
  light();
}

/** The finding that is chosen, and its words, are lit. */
function light() {
  const index = shown.findings.indexOf(chosen);
  for (const mark of proof.querySelectorAll("mark")) {
    mark.classList.toggle("chosen", mark.dataset.of.split(" ").includes(String(index)));
  }
  for (const [number, item] of [...at("findings").children].entries()) {
    item.classList.toggle("chosen", number === index);
  }
}

/** Takes the caret to a place, and the place into view. */
function go(place) {
  draft.focus({ preventScroll: true });
  draft.setSelectionRange(place.start, place.end);
  if ("level" in place) chosen = place;
  light();
  const range = document.createRange();
  const [node, offset] = nodeAt(place.start);
  range.setStart(node, offset);
  const { top } = range.getBoundingClientRect();
  const above = innerHeight / 3;
  if (top < 90 || top > innerHeight - 120) scrollBy({ top: top - above });
  tellCaret();
}

/** Where a place of the text is on the proof. */
function nodeAt(offset) {
  const walker = document.createTreeWalker(proof, NodeFilter.SHOW_TEXT);
  let left = offset;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (left <= node.length) return [node, left];
    left -= node.length;
  }
  return [proof, 0];
}

const holds = (span, offset) => span && span.start <= offset && offset <= span.end;

/** Who speaks at the caret, and what was found there. */
function tellCaret() {
  const offset = draft.selectionStart;
  const here = shown.attributions.filter(({ source, cue, content }) =>
    [source, cue, ...content].some((span) => holds(span, offset)));
  const inner = here.at(-1);
  const who = inner && (inner.source
    ? `${inner.source.kind}: “${shown.sources[inner.source.id]?.name ?? inner.source.text}”` : "source: nobody");
  const cue = inner?.cue ? `, cue “${inner.cue.text}”` : "";
  const found = chosen ? `${chosen.code} ${chosen.message}` : "";
  const told = [who && `${who}${cue}`, found].filter(Boolean).join(" · ");
  if (at("here").textContent !== told) at("here").textContent = told;
}

function followCaret() {
  const offset = draft.selectionStart;
  if (!chosen || !shown.findings.includes(chosen) || !holds(chosen, offset)) {
    chosen = (document.activeElement === draft && shown.findings.find((found) => holds(found, offset))) || null;
    light();
    const item = chosen && at("findings").children[shown.findings.indexOf(chosen)];
    const list = item?.closest(".side");
    // Only the list moves, never the page under the hand that types.
    for (const box of item ? [at("findings"), list] : []) {
      if (box.scrollHeight > box.clientHeight + 1) {
        box.scrollTop += item.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3;
      }
    }
  }
  tellCaret();
}

function typed() {
  const now = draft.value;
  const to = shift(text, now, draft.selectionEnd);
  const { findings, attributions, sources } = shown;
  shown = { ...shown, ...shifted({ findings, attributions, sources }, to) };
  chosen = null;
  text = now;
  repaint();
  clearTimeout(pause);
  pause = setTimeout(read, PAUSE);
}

function put(story) {
  draft.value = story;
  draft.setSelectionRange(0, 0);
  typed();
}

function next() {
  const offset = draft.selectionStart;
  const places = [...shown.findings].sort((a, b) => a.start - b.start);
  const following = places.find(({ start }) => start > offset) ?? places[0];
  if (following) go(following);
}

draft.addEventListener("input", typed);
document.addEventListener("selectionchange", () => {
  if (document.activeElement === draft) followCaret();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "F8") return;
  event.preventDefault();
  next();
});
at("sample").addEventListener("click", () => put(at("story").content.textContent));
at("clear").addEventListener("click", () => {
  put("");
  draft.focus();
});
at("attributions").addEventListener("change", ({ target }) => {
  document.body.classList.toggle("plain", !target.checked);
});
at("profile").addEventListener("change", ({ target }) => {
  linter.begin(target.value ? { profile: target.value } : {}).then(read, fail);
});
const dark = at("dark");
const system = matchMedia("(prefers-color-scheme: dark)");
dark.setAttribute("aria-pressed", String(system.matches));
dark.addEventListener("click", () => {
  const on = dark.getAttribute("aria-pressed") !== "true";
  document.documentElement.dataset.scheme = on ? "dark" : "light";
  dark.setAttribute("aria-pressed", String(on));
});
at("controls").addEventListener("submit", (event) => event.preventDefault());

put(at("story").content.textContent);
linter.profiles().then((profiles) => {
  for (const { name, about } of profiles) {
    const option = new Option(name, name);
    option.title = about;
    at("profile").add(option);
  }
}, fail);
