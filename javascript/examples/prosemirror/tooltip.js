// What is asked of the words under the pointer or the caret, shown beneath them.

export class Tooltip {
  #view;
  #findings;
  #box;
  #abort = new AbortController();

  constructor(view, findings) {
    this.#view = view;
    this.#findings = findings;
    this.#box = document.createElement("div");
    this.#box.className = "onrecord-tooltip";
    this.#box.setAttribute("role", "status");
    this.#box.hidden = true;
    document.body.append(this.#box);
    const { signal } = this.#abort;
    view.dom.addEventListener("mouseover", ({ target }) => this.#point(target), { signal });
    view.dom.addEventListener("mouseleave", () => this.follow(), { signal });
    view.dom.addEventListener("blur", () => this.#hide(), { signal });
    addEventListener("keydown", ({ key }) => key === "Escape" && this.#hide(), { signal });
  }

  /** Shows what is asked at the caret. */
  follow() {
    const { selection } = this.#view.state;
    if (this.#view.hasFocus()) this.#show(selection.head);
    else this.#hide();
  }

  destroy() {
    this.#abort.abort();
    this.#box.remove();
  }

  #point(target) {
    const marked = target.closest(".onrecord");
    if (marked) this.#show(this.#view.posAtDOM(marked, 0));
    else this.follow();
  }

  #show(pos) {
    const found = this.#findings(this.#view.state).filter(({ from, to }) => from <= pos && pos <= to);
    if (found.length === 0) return this.#hide();
    this.#box.replaceChildren(...found.map(told));
    this.#box.hidden = false;
    const { left, bottom } = this.#view.coordsAtPos(found[0].from);
    const widest = document.documentElement.clientWidth - this.#box.offsetWidth - 8;
    this.#box.style.left = `${Math.max(8, Math.min(left, widest)) + scrollX}px`;
    this.#box.style.top = `${bottom + 6 + scrollY}px`;
  }

  #hide() {
    this.#box.hidden = true;
  }
}

function told({ level, code, message, help, attached }) {
  const line = (name, text) => {
    const made = document.createElement("p");
    made.className = name;
    made.textContent = text;
    return made;
  };
  const finding = document.createElement("div");
  finding.className = `onrecord-finding onrecord-${level}`;
  finding.append(
    line("onrecord-message", `${code} ${message}`),
    ...attached.map((also) => line("onrecord-attached", `${also.code} ${also.message}`)),
    line("onrecord-help", help),
  );
  return finding;
}
