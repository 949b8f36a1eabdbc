// Words that can be marked, by pointer or by keyboard: a list box whose options are the words.
const make = (tag, look, words) => {
  const node = document.createElement(tag);
  if (look) node.className = look;
  if (words !== undefined) node.textContent = words;
  return node;
};
const byId = (name) => document.getElementById(name);
const live = (words) => {
  byId("live").textContent = words;
};

// Neighboring positions as ranges: [2, 3, 7] gives [[2, 3], [7, 7]].
const runs = (positions) => {
  const found = [];
  for (const at of [...positions].sort((one, other) => one - other)) {
    const last = found[found.length - 1];
    if (last && at === last[1] + 1) last[1] = at;
    else found.push([at, at]);
  }
  return found;
};

class Marking {
  constructor(box, { onChange }) {
    this.box = box;
    this.words = [...box.querySelectorAll(".word")];
    this.gaps = [...box.querySelectorAll(".gap")];
    this.marks = new Set();
    this.at = 0; // where the keyboard stands
    this.begun = null; // where a mark was started
    this.dragged = null; // where a drag was started
    this.isFixed = false;
    this.onChange = onChange;
    box.setAttribute("role", "listbox");
    box.setAttribute("aria-multiselectable", "true");
    box.setAttribute("aria-orientation", "horizontal");
    box.setAttribute("aria-describedby", "keys");
    box.tabIndex = 0;
    this.words.forEach((word, at) => {
      word.setAttribute("role", "option");
      word.id = `${box.closest("[data-item]").id}-word-${at}`;
    });
    box.addEventListener("keydown", (event) => this.press(event));
    box.addEventListener("focus", () => this.show());
    box.addEventListener("blur", () => this.giveUp());
    box.addEventListener("pointerdown", (event) => this.seize(event));
    box.addEventListener("pointermove", (event) => this.drag(event));
    box.addEventListener("click", (event) => this.tap(event));
    addEventListener("pointerup", () => this.release());
    addEventListener("pointercancel", () => this.release());
    this.show();
  }

  text() {
    return runs(this.marks).map(([first, last]) => this.words.slice(first, last + 1).map((word) => word.textContent).join(" "));
  }

  fix() {
    this.isFixed = true;
    this.begun = null;
    this.dragged = null;
    this.box.setAttribute("aria-disabled", "true");
    this.show();
  }

  clear() {
    this.marks.clear();
    this.changed("No words are marked.");
  }

  // The words of a mark that is being made.
  preview() {
    const from = this.begun ?? this.dragged;
    return from === null ? [] : this.between(from, this.at);
  }

  between(one, other) {
    const [first, last] = one < other ? [one, other] : [other, one];
    return Array.from({ length: last - first + 1 }, (_, step) => first + step);
  }

  show() {
    const shown = new Set([...this.marks, ...this.preview()]);
    this.words.forEach((word, at) => {
      word.setAttribute("aria-selected", String(shown.has(at)));
      word.classList.toggle("here", at === this.at);
    });
    this.gaps.forEach((gap, at) => gap.classList.toggle("on", shown.has(at) && shown.has(at + 1)));
    this.box.classList.toggle("begun", this.begun !== null);
    this.box.setAttribute("aria-activedescendant", this.words[this.at].id);
  }

  changed(said) {
    this.show();
    this.onChange(this);
    live(said);
  }

  add(one, other) {
    const added = this.between(one, other);
    added.forEach((at) => this.marks.add(at));
    this.changed(`Marked: ${added.map((at) => this.words[at].textContent).join(" ")}`);
  }

  remove(at) {
    const run = runs(this.marks).find(([first, last]) => first <= at && at <= last);
    if (!run) return;
    this.between(...run).forEach((one) => this.marks.delete(one));
    this.changed("The mark is taken away.");
  }

  giveUp() {
    if (this.begun === null) return;
    this.begun = null;
    this.show();
    live("The mark that was started is given up.");
  }

  toggle() {
    if (this.begun !== null) {
      const from = this.begun;
      this.begun = null;
      this.add(from, this.at);
    } else if (this.marks.has(this.at)) {
      this.remove(this.at);
    } else {
      this.begun = this.at;
      this.show();
      live(`A mark starts at ${this.words[this.at].textContent}. Go on with the arrow keys, end it with Space.`);
    }
  }

  go(to) {
    this.at = Math.max(0, Math.min(this.words.length - 1, to));
    this.show();
  }

  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const moves = { ArrowRight: this.at + 1, ArrowDown: this.at + 1, ArrowLeft: this.at - 1, ArrowUp: this.at - 1, Home: 0, End: this.words.length - 1 };
    if (event.key in moves) this.go(moves[event.key]);
    else if (this.isFixed) return;
    else if (event.key === " " || event.key === "Enter") this.toggle();
    else if (event.key === "Delete" || event.key === "Backspace") this.remove(this.at);
    else if (event.key === "Escape") this.giveUp();
    else return;
    event.preventDefault();
  }

  under(event) {
    const word = document.elementFromPoint(event.clientX, event.clientY)?.closest(".word");
    return word ? this.words.indexOf(word) : -1;
  }

  seize(event) {
    const at = this.under(event);
    if (this.isFixed || event.button || event.pointerType === "touch" || at < 0) return;
    event.preventDefault(); // a drag marks, it does not select
    this.box.focus({ preventScroll: true });
    this.dragged = this.at = at;
    this.wasDragged = false;
  }

  drag(event) {
    if (this.dragged === null) return;
    const at = this.under(event);
    if (at < 0 || at === this.at) return;
    this.at = at;
    this.wasDragged = true;
    this.show();
  }

  release() {
    if (this.dragged === null) return;
    const from = this.dragged;
    this.dragged = null;
    if (this.wasDragged) this.add(from, this.at);
    setTimeout(() => (this.wasDragged = false)); // after the click that ends a drag
  }

  // A tap marks one word, or takes its mark away; taps side by side make a longer mark.
  tap(event) {
    const at = this.under(event);
    if (this.isFixed || at < 0 || this.wasDragged) return;
    this.begun = null;
    this.at = at;
    if (this.marks.has(at)) {
      this.marks.delete(at);
      this.changed(`No longer marked: ${this.words[at].textContent}`);
    } else {
      this.add(at, at);
    }
  }
}
