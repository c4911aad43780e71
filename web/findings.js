// The list of findings.

import { element } from "./element.js";

/** Fills the list; `go` is called with the finding that is chosen. */
export function showFindings(list, text, findings, go) {
  const items = findings.map((finding) => item(text, finding, () => go(finding)));
  const nothing = text.trim() === "" ? "There is no draft yet." : "Nothing to ask.";
  list.replaceChildren(...(items.length > 0 ? items : [element("li", { class: "none-found" }, nothing)]));
}

function item(text, finding, go) {
  const { code, name, level, message, help, attached, labels, notes, start, end, line } = finding;
  const more = [
    ...attached.map((also) => [element("b", {}, also.code), ` ${also.message}`]),
    ...notes.map((note) => [note]),
    ...labels.map((label) => [`“${text.slice(label.start, label.end)}”: ${label.message}`]),
  ];
  const title = [element("span", { class: "level" }, level), " ", element("b", {}, code), ` ${name}`];
  return element(
    "li",
    { class: `finding ${level}`, click: go },
    element("p", { class: "what" }, element("button", { type: "button", "aria-label":
      `${level} ${code} ${name}, line ${line}: go to “${text.slice(start, end)}”` }, title)),
    element("p", {}, message),
    more.length > 0 && element("ul", { class: "more" }, more.map((parts) => element("li", {}, ...parts))),
    element("p", { class: "help" }, `help: ${help}`),
  );
}
