"use strict";
/* What the page does beyond being read: it ties words and notes, filters, and turns dark. All words are there
   without it. */
(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const at = (id) => document.getElementById(id);
  const controls = at("controls");
  const notes = all(".finding");
  const marks = all("mark[data-of]");
  const numbers = all("sup[data-of]");
  const notesOf = (mark) => mark.dataset.of.split(" ").map(at);
  const linkOf = (note) => note.querySelector(".what a");
  const marksOf = new Map(notes.map((note) => [note.id, []]));
  for (const mark of marks) {
    mark.dataset.class = mark.className;
    for (const note of new Set(notesOf(mark))) marksOf.get(note.id).push(mark);
  }

  /* One finding at a time is the chosen one: its note and its words are lit. */
  let chosen = null;
  const choose = (note) => {
    const light = (one, on) => {
      one.classList.toggle("chosen", on);
      for (const mark of marksOf.get(one.id)) mark.classList.toggle("chosen", on);
    };
    if (chosen) light(chosen, false);
    chosen = note;
    if (note) light(note, true);
  };
  const go = (note) => {
    linkOf(note).focus({ preventScroll: true });
    (note.closest(".row") ?? note).scrollIntoView({ block: "nearest" });
    note.scrollIntoView({ block: "nearest" });
  };
  /* A link to a finding, or to words that it points to, chooses it. */
  const follow = () => {
    const note = at(location.hash.slice(1).replace(/^m(\d+-\d+)-\d+$/, "f$1"));
    if (note?.matches(".finding")) choose(note);
  };
  const visible = () => notes.filter((note) => !note.hidden);

  document.addEventListener("focusin", (event) => {
    const note = event.target.closest(".finding");
    if (note && note !== chosen) choose(note);
  });
  document.addEventListener("click", (event) => {
    const note = event.target.closest(".finding");
    const mark = event.target.closest("mark[data-of]");
    if (mark) {
      event.preventDefault();
      const open = notesOf(mark).filter((one) => !one.hidden);
      /* Words under several findings lead to each in turn. */
      if (open.length) go(open[(open.indexOf(chosen) + 1) % open.length]);
    } else if (note && !event.target.closest("a")) {
      go(note);
    } else if (!note && !event.target.closest("form, a")) {
      choose(null);
    }
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("select, input:not([type=checkbox]), textarea");
    if (event.ctrlKey || event.metaKey || event.altKey || typing) return;
    if (event.key === "Escape") choose(null);
    const step = { j: 1, k: -1 }[event.key];
    if (!step || !at("keys").checked) return;
    const open = visible();
    if (!open.length) return;
    event.preventDefault();
    const now = open.indexOf(chosen);
    const next = now < 0 ? (step > 0 ? 0 : open.length - 1) : now + step;
    go(open[Math.min(Math.max(next, 0), open.length - 1)]);
  });

  /* A filter hides notes; words whose notes are all hidden lose their mark. */
  const filter = () => {
    const levels = new Set(all("input[name=level]:checked").map((box) => box.value));
    const rule = at("rule").value;
    for (const note of notes) {
      note.hidden = !levels.has(note.dataset.level) || (rule !== "" && note.dataset.rule !== rule);
    }
    for (const list of all(".notes")) list.hidden = [...list.children].every((note) => note.hidden);
    for (const number of numbers) number.hidden = at(number.dataset.of).hidden;
    for (const mark of marks) {
      const open = notesOf(mark).filter((note) => !note.hidden);
      const own = mark.dataset.class === "second" || open.some((note) => note.dataset.level === mark.dataset.class);
      mark.className = !open.length ? "off" : own ? mark.dataset.class : open[0].dataset.level;
      mark.classList.toggle("chosen", open.includes(chosen));
    }
    if (chosen && chosen.hidden) choose(null);
    const shown = visible().length;
    at("status").textContent = shown === notes.length
      ? `All ${notes.length} findings are shown.`
      : `${shown} of ${notes.length} findings are shown.`;
  };
  const rules = new Map(notes.map((note) => [note.dataset.rule, note.dataset.name]));
  for (const [code, name] of [...rules].sort()) at("rule").add(new Option(`${code} ${name}`, code));
  const count = (key, value) => notes.filter((note) => note.dataset[key] === value).length;
  for (const box of all("input[name=level]")) box.nextSibling.textContent += ` (${count("level", box.value)})`;
  for (const option of [...at("rule").options].slice(1)) option.textContent += ` (${count("rule", option.value)})`;
  controls.addEventListener("change", filter);
  at("attributions").addEventListener("change", (event) => {
    document.body.classList.toggle("plain", !event.target.checked);
  });

  const dark = at("dark");
  const paint = (on) => {
    document.documentElement.dataset.scheme = on ? "dark" : "light";
    dark.setAttribute("aria-pressed", String(on));
  };
  const system = matchMedia("(prefers-color-scheme: dark)");
  dark.setAttribute("aria-pressed", String(system.matches));
  dark.addEventListener("click", () => paint(dark.getAttribute("aria-pressed") !== "true"));

  addEventListener("hashchange", follow);
  document.documentElement.classList.add("scripted");
  controls.reset();
  controls.hidden = false;
  filter();
  follow();
})();
