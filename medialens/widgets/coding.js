// The coding widget. Texts of articles are only ever set as text, never as markup.
// What the machine says is not here: Python sends it once an item has been committed.

let serial = 0;

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child != null));
  return node;
}

const key = (...names) => names.flatMap((name) => [make("kbd", {}, name), " "]);
const copy = (value) => JSON.parse(JSON.stringify(value));

// Words and single signs, with their places counted in code points, as Python counts.
function tokenize(text) {
  const tokens = [];
  let at = 0;
  for (const piece of text.match(/[\p{L}\p{N}\p{M}'’\-]+|\s+|[^\s]/gu) ?? []) {
    const end = at + [...piece].length;
    tokens.push({ text: piece, start: at, end, isBlank: /^\s/u.test(piece) });
    at = end;
  }
  return tokens;
}

const within = (token, spans) => spans.some(([s, e]) => token.start < e && token.end > s);

// Adds a span, taking up those that it overlaps.
function added(spans, start, end) {
  const apart = spans.filter(([s, e]) => e <= start || s >= end);
  const over = spans.filter(([s, e]) => !(e <= start || s >= end));
  const one = [Math.min(start, ...over.map((x) => x[0])), Math.max(end, ...over.map((x) => x[1]))];
  return [...apart, one].sort((a, b) => a[0] - b[0]);
}

class Store {
  // The answers on this side; each change goes to Python, which saves it and answers.
  constructor(model, changed) {
    this.model = model;
    this.changed = changed;
    this.answers = copy(model.get("answers"));
    this.past = [];
    this.queue = [];
    this.sent = null;
    this.unsaved = new Set();
  }

  // One message at a time: a lab may hand them to several threads, which keep no order.
  send(message) {
    this.queue = this.queue.filter((one) => !(message.kind === "answer" && one.kind === "answer" && one.item === message.item));
    this.queue.push({ ...copy(message), id: `${Date.now()}-${(serial += 1)}` });
    this.flush();
  }

  flush() {
    if (this.sent || !this.queue.length) return;
    this.sent = this.queue.shift();
    this.deliver();
  }

  // Until Python answers, the message is sent again: a kernel may be busy, or come back.
  deliver() {
    this.model.send(this.sent);
    clearTimeout(this.late);
    this.late = setTimeout(() => { this.changed("late"); this.again = setTimeout(() => this.deliver(), 15000); }, 5000);
  }

  set(item, change, { remember = true } = {}) {
    if (this.answers[item].is_committed) return;
    if (remember) this.past.push([item, copy(this.answers[item])]);
    this.answers[item] = { ...this.answers[item], ...change };
    this.save(item);
    this.changed("answer");
  }

  save(item) {
    for (const name of new Set([...this.unsaved, item])) {
      this.send({ kind: "answer", item: name, answer: this.answers[name] });
    }
    this.unsaved.clear();
  }

  undo() {
    let last = this.past.pop();
    while (last && this.answers[last[0]].is_committed) last = this.past.pop();
    if (!last) return null;
    this.answers[last[0]] = last[1];
    this.save(last[0]);
    this.changed("answer");
    return last[0];
  }

  heard() {
    const status = this.model.get("status");
    if (this.sent?.id === status.id) {
      clearTimeout(this.late);
      clearTimeout(this.again);
      this.sent = null;
      this.flush();
    }
    if (status.is_error && status.item) this.unsaved.add(status.item);
    if (!this.sent && !this.unsaved.size) this.answers = copy(this.model.get("answers"));
    this.changed("heard");
  }
}

class View {
  constructor(model, el) {
    this.model = model;
    this.id = `mlc${(serial += 1)}`;
    this.items = model.get("items");
    this.questions = model.get("questions");
    this.store = new Store(model, (what) => this.refresh(what));
    const open = this.items.findIndex(({ item }) => !this.isDone(item));
    this.at = Math.max(0, open);
    this.frame(el);
    this.show();
    this.heard = () => this.store.heard();
    this.csv = (message) => message.kind === "csv" && this.download(message);
    model.on("change:status", this.heard);
    model.on("msg:custom", this.csv);
  }

  remove() {
    clearTimeout(this.store.late);
    clearTimeout(this.store.again);
    for (const message of this.store.queue) this.model.send(message);
    this.model.off("change:status", this.heard);
    this.model.off("msg:custom", this.csv);
  }

  get item() { return this.items[this.at]; }
  get answer() { return this.store.answers[this.item.item]; }
  isDone(item) {
    const { codes } = this.store.answers[item];
    return this.questions.every((one) => !one.is_needed || codes[one.name]);
  }
  say(text) { this.live.textContent = text; }

  frame(el) {
    const id = this.id;
    this.live = make("div", { class: "mlc-hidden", role: "status", "aria-live": "polite" });
    this.saved = make("p", { class: "mlc-status" });
    this.coder = make("input", {
      id: `${id}coder`, type: "text", autocomplete: "off", spellcheck: "false", maxlength: 200,
      onchange: () => this.store.send({ kind: "coder", coder: this.coder.value }),
    });
    this.coder.value = this.model.get("coder");
    this.count = make("span", { class: "mlc-count" });
    this.bar = make("progress", { max: this.items.length, "aria-label": "Items coded" });
    this.body = make("div", { class: "mlc-body" });
    this.back = make("button", { type: "button", onclick: () => this.go(-1) }, "← Previous");
    this.next = make("button", { type: "button", class: "mlc-next", onclick: () => this.go(1) }, "Next →");
    this.undoer = make("button", { type: "button", onclick: () => this.undo() }, "Undo");
    this.committer = make("button", { type: "button", class: "mlc-commit", onclick: () => this.commit() });
    this.exporter = make("button", {
      type: "button", onclick: () => this.store.send({ kind: "export" }),
    }, "Download CSV");
    const help = make("p", { class: "mlc-help", id: `${id}help` },
      make("b", {}, "Keys "),
      ...key("1"), "to ", ...key("9"), "choose an answer; ",
      ...key("Enter"), "or ", ...key("N"), "next, ", ...key("P"), "previous, ",
      ...key("U"), "undo, ", ...key("O"), "note, ", ...key("C"), "to the commit button. ",
      make("b", {}, "In the text "),
      ...key("T"), "goes there; ", ...key("←"), ...key("→"), "word by word, ",
      ...key("Shift"), "+ arrow extends, ", ...key("Space"), "marks or unmarks, ",
      ...key("W"), "writes the last marked words as an answer. In a field ",
      ...key("Ctrl"), "+ ", ...key("Enter"), "goes on.");
    this.root = make("section", {
      class: "mlc", "aria-label": "Coding sheet", "data-lm-suppress-shortcuts": "true",
      onkeydown: (event) => this.press(event),
    },
      make("div", { class: "mlc-head" },
        make("span", { class: "mlc-coder" }, make("label", { for: `${id}coder` }, "Coder"), this.coder),
        make("span", { class: "mlc-progress" }, this.count, this.bar)),
      this.body,
      make("div", { class: "mlc-buttons" },
        this.back, this.next, this.undoer, this.committer, this.exporter),
      this.saved, help, this.live);
    el.append(this.root);
  }

  // ---- one item -------------------------------------------------------------------------

  show({ focus = false } = {}) {
    const { item, heading, target, asides } = this.item;
    this.tokens = tokenize(this.item.text);
    this.words = this.tokens.filter((token) => !token.isBlank);
    const first = this.words.findIndex((token) => within(token, [this.item.passage]));
    this.active = Math.max(0, first);
    this.anchor = null;
    this.said = make("div", { class: "mlc-machine", hidden: true });
    this.spans = make("ul", { class: "mlc-spans", "aria-label": "Marked words" });
    this.note = make("textarea", {
      id: `${this.id}note`, rows: 2, maxlength: 10000,
      onfocus: () => { this.isFresh = true; },
      oninput: () => {
        this.store.set(item, { note: this.note.value }, { remember: this.isFresh });
        this.isFresh = false;
      },
    });
    this.body.replaceChildren(
      make("h3", {}, `Item ${this.at + 1} of ${this.items.length}`,
        heading ? make("span", { class: "mlc-from" }, ` ${heading}`) : null),
      target ? make("p", { class: "mlc-target" }, "About: ", make("b", {}, target)) : "",
      make("p", { class: "mlc-hidden" }, `Text: ${this.item.text}`),
      this.item.words
        ? make("p", { class: this.item.passage.length ? "mlc-hidden" : "mlc-target" },
          "Passage to judge: ", make("b", {}, this.item.words))
        : "",
      this.text(),
      this.spans,
      ...asides.map(([label, text]) =>
        make("details", { class: "mlc-aside", open: true },
          make("summary", {}, label), make("p", {}, text))),
      make("div", { class: "mlc-questions" }, ...this.questions.map((one, n) => this.question(one, n))),
      make("p", { class: "mlc-note" }, make("label", { for: `${this.id}note` }, "Note"), this.note),
      this.said);
    this.refresh("item");
    if (focus) {
      this.box.focus({ preventScroll: true });
      this.root.scrollIntoView({ block: "nearest" });
      this.say(`Item ${this.at + 1} of ${this.items.length}${this.isDone(item) ? ", coded" : ""}`);
    }
  }

  text() {
    let number = -1;
    const nodes = this.tokens.map((token) => {
      if (token.isBlank) return token.text;
      number += 1;
      return make("span", { role: "option", id: `${this.id}w${number}`, "data-n": number }, token.text);
    });
    const wordAt = (event) => {
      const found = document.elementFromPoint(event.clientX, event.clientY);
      const word = found?.closest?.("[data-n]");
      return word && this.box.contains(word) ? Number(word.dataset.n) : null;
    };
    this.box = make("div", {
      class: "mlc-text", role: "listbox", tabindex: 0, "aria-multiselectable": "true",
      "aria-label": "Words of the text, to mark", "aria-describedby": `${this.id}help`,
      onkeydown: (event) => this.move(event),
      onpointerdown: (event) => {
        const n = wordAt(event);
        if (n === null || event.button !== 0) return;
        this.active = this.anchor = n;
        this.isDragging = true;
        this.drawWords();
      },
      onpointermove: (event) => {
        const n = this.isDragging ? wordAt(event) : null;
        if (n === null || n === this.active) return;
        this.active = n;
        this.drawWords();
      },
      onpointerup: () => { if (this.isDragging) { this.isDragging = false; this.mark(); } },
      onpointercancel: () => { this.isDragging = false; this.anchor = null; this.drawWords(); },
      onblur: () => { this.isDragging = false; },
    }, ...nodes);
    return this.box;
  }

  question(one, number) {
    const name = `${this.id}q${number}`;
    const choose = (code) => this.choose(one, code);
    const options = one.choices.map(({ code, label }, n) =>
      make("label", { class: "mlc-choice" },
        make("input", { type: "radio", name, value: code, onchange: () => choose(code) }),
        n < 9 ? make("kbd", { "aria-hidden": "true" }, String(n + 1)) : null,
        make("span", {}, label === code ? make("bdi", {}, code) : label,
          /^(-?\d+|NA)$/.test(code) ? make("span", { class: "mlc-code" }, ` (${code.replace("-", "−")})`) : "")));
    const other = one.is_open
      ? make("span", { class: "mlc-other" },
        make("label", { for: `${name}other` }, one.choices.length ? "another: " : "name: "),
        make("input", {
          id: `${name}other`, type: "text", class: "mlc-typed", autocomplete: "off", maxlength: 500,
          onfocus: () => { this.isFresh = true; },
          oninput: (event) => {
            this.choose(one, event.target.value, { remember: this.isFresh });
            this.isFresh = false;
          },
        }),
        make("button", { type: "button", class: "mlc-use", onclick: () => this.useMarked(one) },
          "Use the marked words"))
      : "";
    const box = make("fieldset", { "data-question": one.name },
      make("legend", {}, one.label, one.is_needed ? "" : make("span", { class: "mlc-free" }, " may be left open")),
      ...options, other,
      make("p", { class: "mlc-given" }));
    box.question = one;
    return box;
  }

  // ---- drawing what is so ---------------------------------------------------------------

  refresh(what) {
    if (!this.box) return;
    const n = this.items.filter(({ item }) => this.isDone(item)).length;
    this.count.textContent = `${n} of ${this.items.length}`;
    this.bar.value = n;
    const locked = this.answer.is_committed;
    for (const box of this.body.querySelectorAll("fieldset")) this.drawQuestion(box, locked);
    if (document.activeElement !== this.note || what === "item" || what === "undo") this.note.value = this.answer.note;
    this.note.disabled = locked;
    this.drawWords();
    this.drawSpans(locked);
    this.drawMachine();
    this.drawButtons(n);
    this.drawStatus(what);
    if (document.activeElement !== this.coder) this.coder.value = this.model.get("coder");
  }

  drawQuestion(box, locked) {
    const one = box.question;
    const value = this.answer.codes[one.name] ?? "";
    const isListed = one.choices.some(({ code }) => code === value);
    const isGiven = Boolean(value) && !one.is_open && !isListed;
    for (const input of box.querySelectorAll("input[type=radio]")) input.checked = input.value === value;
    const typed = box.querySelector(".mlc-typed");
    if (typed && document.activeElement !== typed) typed.value = isListed ? "" : value;
    if (typed && isListed) typed.value = "";
    box.disabled = locked || isGiven;
    box.querySelector(".mlc-given").textContent = isGiven ? `${value}: filled in with the sheet, nothing to code` : "";
  }

  drawWords() {
    const { spans } = this.answer;
    const [low, high] = this.range();
    this.words.forEach((token, n) => {
      const node = this.box.querySelector(`#${this.id}w${n}`);
      node.setAttribute("aria-selected", String(within(token, spans)));
      node.classList.toggle("mlc-active", n === this.active);
      node.classList.toggle("mlc-range", this.anchor !== null && n >= low && n <= high);
      node.classList.toggle("mlc-mention", within(token, this.item.marks));
      node.classList.toggle("mlc-passage", this.item.passage.length > 0 && within(token, [this.item.passage]));
    });
    if (this.words.length) this.box.setAttribute("aria-activedescendant", `${this.id}w${this.active}`);
  }

  drawSpans(locked) {
    const letters = [...this.item.text];
    this.spans.replaceChildren(...this.answer.spans.map(([start, end]) => {
      const words = letters.slice(start, end).join("");
      return make("li", {}, make("bdi", {}, words), locked ? "" : make("button", {
        type: "button", "aria-label": `Unmark ${words}`,
        onclick: () => { this.unmark(start, end); this.box.focus({ preventScroll: true }); },
      }, "×"));
    }));
    this.spans.hidden = !this.answer.spans.length;
  }

  drawMachine() {
    const said = this.model.get("machine")[this.item.item];
    if (said && this.said.hidden && this.answer.is_committed) this.say("the machine's answer stands below the note");
    this.said.hidden = !said;
    if (!said) { this.said.replaceChildren(); return; }
    const words = (one, code) => {
      const choice = one.choices.find((each) => each.code === code);
      return !choice || choice.label === code ? code || "–" : `${choice.label} (${code})`;
    };
    const rows = this.questions.filter(({ name }) => name in said.codes).map((one) =>
      make("tr", {}, make("th", { scope: "row" }, one.name.replace("_", " ")),
        make("td", {}, words(one, this.answer.codes[one.name] ?? "")),
        make("td", {}, words(one, said.codes[one.name])),
        make("td", {}, said.is_same[one.name] ? "the same" : "different")));
    const heads = ["", "you", "the machine", ""].map((text) =>
      text ? make("th", { scope: "col" }, text) : make("td", {}));
    this.said.replaceChildren(
      make("h4", {}, "Beside your answer: the machine's"),
      make("table", {}, make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...rows)),
      said.why ? make("p", {}, "Why: ", make("bdi", {}, said.why)) : "",
      make("p", { class: "mlc-soft" }, "The machine may be the one that is wrong."));
  }

  drawButtons(n) {
    const bySheet = this.model.get("reveal") === "sheet";
    const isCommitted = bySheet
      ? this.items.every(({ item }) => this.store.answers[item].is_committed)
      : this.answer.is_committed;
    const isReady = bySheet ? n === this.items.length : this.isDone(this.item.item);
    this.committer.textContent = isCommitted ? "Committed"
      : bySheet ? `Commit all ${this.items.length} answers` : "Commit this answer";
    this.committer.disabled = isCommitted || !isReady;
    this.committer.title = isReady ? "" : "Every item needs an answer first";
    this.back.disabled = this.at === 0;
    this.next.disabled = this.at === this.items.length - 1;
    this.undoer.disabled = !this.store.past.some(([item]) => !this.store.answers[item].is_committed);
  }

  drawStatus(what) {
    const { text, is_error } = this.model.get("status");
    const isLate = what === "late";
    const shown = isLate ? "Not saved yet: is the kernel running?" : text;
    if (this.saved.textContent !== shown) this.saved.textContent = shown;
    const isBad = isLate || is_error;
    this.saved.classList.toggle("mlc-bad", isBad);
    if (isBad) this.say(shown);
  }

  // ---- doing ----------------------------------------------------------------------------

  range() {
    const from = this.anchor ?? this.active;
    return from < this.active ? [from, this.active] : [this.active, from];
  }

  mark() {
    const [low, high] = this.range();
    this.anchor = null;
    if (!this.words.length || this.answer.is_committed) { this.drawWords(); return; }
    const start = this.words[low].start, end = this.words[high].end;
    const inside = this.answer.spans.find(([s, e]) => s <= start && e >= end);
    if (inside) { this.unmark(...inside); return; }
    this.store.set(this.item.item, { spans: added(this.answer.spans, start, end) });
    this.say(`marked: ${[...this.item.text].slice(start, end).join("")}`);
  }

  unmark(start, end) {
    const spans = this.answer.spans.filter(([s, e]) => s !== start || e !== end);
    this.store.set(this.item.item, { spans });
    this.say("mark taken off");
  }

  move(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const last = this.words.length - 1;
    const to = {
      ArrowRight: () => this.active + 1, ArrowLeft: () => this.active - 1,
      ArrowDown: () => this.line(1), ArrowUp: () => this.line(-1),
      Home: () => 0, End: () => last,
    }[event.key];
    if (to) {
      this.anchor = event.shiftKey ? this.anchor ?? this.active : null;
      this.active = Math.min(last, Math.max(0, to()));
      this.drawWords();
      this.box.querySelector(".mlc-active")?.scrollIntoView({ block: "nearest" });
    } else if (event.key === " ") this.mark();
    else if (event.key === "Escape" && this.anchor !== null) { this.anchor = null; this.drawWords(); }
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  line(step) {
    const place = (n) => this.box.querySelector(`#${this.id}w${n}`).getBoundingClientRect();
    const from = place(this.active);
    let best = this.active, distance = Infinity, top = null;
    for (let n = this.active + step; n >= 0 && n < this.words.length; n += step) {
      const here = place(n);
      if (Math.abs(here.top - from.top) < here.height / 2) continue;
      top ??= here.top;
      if (Math.abs(here.top - top) > here.height / 2) break;
      const away = Math.abs(here.left - from.left);
      if (away < distance) { distance = away; best = n; }
    }
    return best;
  }

  choose(one, code, { remember = true } = {}) {
    const { [one.name]: before, ...codes } = this.answer.codes;
    const value = code.trim();
    if ((before ?? "") === value) return;
    if (value) codes[one.name] = value;
    this.store.set(this.item.item, { codes }, { remember });
  }

  useMarked(one) {
    const span = this.answer.spans.at(-1);
    if (!span) { this.say("no words are marked yet"); return; }
    const words = [...this.item.text].slice(...span).join("");
    this.choose(one, words);
    this.say(`${one.name}: ${words}`);
  }

  // The question that a digit answers: the one with the focus, else the first that is open.
  asked() {
    const boxes = [...this.body.querySelectorAll("fieldset:not(:disabled)")];
    return boxes.find((box) => box.contains(document.activeElement))
      ?? boxes.find(({ question }) => !this.answer.codes[question.name]) ?? boxes[0];
  }

  digit(number) {
    const box = this.asked();
    const choice = box?.question.choices[number - 1];
    if (!choice) return;
    const isAgain = this.answer.codes[box.question.name] === choice.code;
    this.choose(box.question, isAgain ? "" : choice.code);
    this.say(`${box.question.name.replace("_", " ")}: ${isAgain ? "open" : choice.label}`);
    const open = [...this.body.querySelectorAll("fieldset:not(:disabled)")]
      .find(({ question }) => question.is_needed && !this.answer.codes[question.name]);
    (open?.querySelector("input") ?? (this.next.disabled ? this.committer : this.next))
      .focus({ preventScroll: true });
  }

  press(event) {
    const { target, key: name } = event;
    const isText = target.matches("input[type=text], textarea");
    if (name === "Enter" && isText && target !== this.coder && (event.ctrlKey || target !== this.note)) {
      event.preventDefault();
      this.go(1);
    }
    if (isText || event.ctrlKey || event.metaKey || event.altKey) return;
    const doing = {
      n: () => this.go(1), p: () => this.go(-1), u: () => this.undo(),
      t: () => this.box.focus(), o: () => this.note.focus(),
      c: () => (this.committer.disabled ? this.say("every item needs an answer first") : this.committer.focus()),
      w: () => { const box = this.opened(); if (box) this.useMarked(box.question); },
    }[name.toLowerCase()];
    if (/^[1-9]$/.test(name)) this.digit(Number(name));
    else if (name === "Enter" && !target.matches("button, summary")) this.go(1);
    else if ((name === "Delete" || name === "Backspace") && target.matches("[type=radio]")) {
      this.choose(target.closest("fieldset").question, "");
    } else if (doing) doing();
    else return;
    event.preventDefault();
  }

  // The question that takes words: the one with the focus, else the first that does.
  opened() {
    const boxes = [...this.body.querySelectorAll("fieldset:not(:disabled)")].filter((box) => box.question.is_open);
    return boxes.find((box) => box.contains(document.activeElement)) ?? boxes[0];
  }

  go(step) {
    const to = this.at + step;
    if (to < 0) { this.say("this is the first item"); return; }
    if (to >= this.items.length) {
      this.say("this was the last item");
      (this.committer.disabled ? this.back : this.committer).focus();
      return;
    }
    this.at = to;
    this.show({ focus: true });
  }

  undo() {
    const item = this.store.undo();
    if (item === null) { this.say("nothing to undo"); return; }
    const at = this.items.findIndex((one) => one.item === item);
    if (at !== this.at) { this.at = at; this.show({ focus: true }); }
    else { this.refresh("undo"); this.box.focus({ preventScroll: true }); }
    this.say("undone");
  }

  commit() {
    if (this.committer.disabled) return;
    const bySheet = this.model.get("reveal") === "sheet";
    this.store.send({ kind: "commit", item: bySheet ? null : this.item.item });
    this.say("committed");
    this.box.focus({ preventScroll: true });  // the button is no use any more
  }

  download({ name, text }) {
    const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
    const link = make("a", { href: url, download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
    this.say(`downloaded ${name}`);
  }
}

export default {
  render({ model, el }) {
    const view = new View(model, el);
    return () => view.remove();
  },
};
