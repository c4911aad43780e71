// The ledger: how often each kind of source is cited, and who they are.

import { counted, element } from "./element.js";

const KINDS = ["named", "org", "office", "document", "group", "pronoun", "anonymous", "vague", "none"];

/** Fills the ledger; `go` is called with a place of the source that is chosen. */
export function showLedger(ledger, { attributions, sources }, go) {
  if (attributions.length === 0) {
    ledger.replaceChildren(element("p", { class: "none-found" }, "Nobody is cited."));
    return;
  }
  ledger.replaceChildren(kinds(attributions), people(attributions, sources, go));
}

function kinds(attributions) {
  const cited = (kind) => attributions.filter(({ source }) => (source?.kind ?? "none") === kind).length;
  const counts = KINDS.map((kind) => [kind, cited(kind)]).filter(([, count]) => count > 0);
  const most = Math.max(...counts.map(([, count]) => count));
  return table("kinds", "Attributions by kind of source", ["kind", "cited"], counts.map(([kind, count]) => [
    element("th", { scope: "row" }, element("span", { class: `source ${kind}` }, kind === "none" ? "nobody" : kind)),
    element("td", { class: "bar" }, element("span", {}, String(count)), bar(kind, count / most)),
  ]));
}

function people(attributions, sources, go) {
  const rows = sources.map((source) => {
    const { name, kind, mentions } = source;
    const known = [["of", source.described], ["knows", source.basis], ["unnamed", source.reason]];
    const told = kind === "anonymous" ? known.filter(([, words]) => words).map(([how, words]) => `${how}: ${words}`) : [];
    if (typeof source.count === "object") told.unshift(`${source.count.number} people`);
    const place = mentions[0];
    return [
      element("th", { scope: "row", class: "name" },
        place ? element("button", { type: "button", click: () => go(place) }, name) : name,
        element("small", {}, element("span", { class: `source ${kind}` }, kind), told.length > 0 && `, ${told.join("; ")}`)),
      element("td", { class: "count" }, String(source.attributions.length)),
    ];
  });
  const nobody = attributions.filter(({ source }) => !source).length;
  if (nobody > 0) {
    rows.push([element("th", { scope: "row", class: "name" }, "(nobody)"),
      element("td", { class: "count" }, String(nobody))]);
  }
  return table("", `${counted(sources.length, "source")}, in the order of the story`, ["source", "cited"], rows);
}

function table(name, caption, heads, rows) {
  return element("table", { class: name }, element("caption", {}, caption),
    element("thead", {}, element("tr", {}, heads.map((head) => element("th", { scope: "col" }, head)))),
    element("tbody", {}, rows.map((cells) => element("tr", {}, cells))));
}

function bar(kind, share) {
  const svg = (tag, attributes) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  };
  const picture = svg("svg", { class: kind, "aria-hidden": "true" });
  picture.append(svg("rect", { width: `${Math.round(share * 100)}%`, height: "100%" }));
  return picture;
}
