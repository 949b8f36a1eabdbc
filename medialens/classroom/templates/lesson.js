// The lesson: keep a guess, answer, commit; then the machine's answers are unpacked and shown.
// Nothing leaves the page but a file that its reader saves.
const plan = JSON.parse(byId("plan").textContent);
const all = (look, within = document) => [...within.querySelectorAll(look)];
const folded = (words) => words.trim().replace(/\s+/g, " ").toUpperCase().toLowerCase(); // as Python's casefold: ß is ss

// What the machine holds back: base64 of UTF-8.
const unpack = (packed) => {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
};

// Elements from nested lists [tag, attributes, children]; words only ever become text.
const TAGS = new Set(plan.tags);
const NAMES = new Set(["class", "id", "lang", "dir", "title", "datetime", "alt", "colspan", "rowspan", "scope", "role", "tabindex", "aria-label"]);
const grow = (node) => {
  if (typeof node === "string") return document.createTextNode(node);
  const [tag, attributes, children] = node;
  if (!TAGS.has(tag)) return document.createTextNode("");
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    const isImage = tag === "img" && name === "src" && value.startsWith("data:image/");
    const isLink = tag === "a" && name === "href" && /^(#|https?:\/\/)/.test(value);
    if (NAMES.has(name) || isImage || isLink) made.setAttribute(name, value);
  }
  made.append(...children.map(grow));
  return made;
};

// Python lists every answer that counts as the same; here is only looked up.
const agrees = (you, counted) => counted.includes(folded(you));

let isDirty = false;
let sealed = null;
const touched = () => {
  isDirty = true;
};
document.addEventListener("input", touched);
addEventListener("beforeunload", (event) => {
  if (isDirty) event.preventDefault();
});

// A guess that is kept can no longer be changed.
const guess = byId("guess");
const guessed = () => ({
  answer: byId("guess-words")?.value.trim() ?? guess?.querySelector("input[name=guess]:checked")?.value ?? "",
  reason: byId("guess-reason")?.value.trim() ?? "",
  isKept: !guess || guess.querySelector("fieldset").disabled,
});
byId("keep-guess")?.addEventListener("click", () => {
  const said = byId("guess-said");
  if (!guessed().answer) {
    said.textContent = byId("guess-words") ? "Write a guess first." : "Choose one first.";
    guess.querySelector("input").focus();
    return;
  }
  guess.querySelector("fieldset").disabled = true;
  byId("keep-guess").hidden = true;
  said.textContent = "Your guess is kept. You will meet it again at the end.";
  said.tabIndex = -1;
  said.focus();
});

// Items: words to mark, an answer to choose.
class Item {
  constructor(box) {
    this.box = box;
    this.number = Number(box.dataset.item);
    this.field = box.querySelector(".answer");
    this.name = box.querySelector("input.name");
    this.said = box.querySelector(".marked .said");
    this.clear = box.querySelector(".clear");
    this.marking = new Marking(box.querySelector(".words"), { onChange: () => this.mark() });
    this.clear.addEventListener("click", () => {
      this.marking.clear();
      this.marking.box.focus();
    });
    this.name?.addEventListener("input", () => {
      box.querySelector("input[value=named]").checked = true;
    });
    this.mark();
  }

  mark() {
    const marked = this.marking.text();
    this.said.textContent = marked.length ? `Marked: ${marked.join(" … ")}` : "";
    this.clear.hidden = !marked.length || this.marking.isFixed;
    if (marked.length) touched();
  }

  get answer() {
    const chosen = this.field.querySelector("input[type=radio]:checked")?.value ?? "";
    return chosen === "named" ? this.name.value.trim() : chosen;
  }

  first() {
    const chosen = this.field.querySelector("input[value=named]:checked");
    return chosen ? this.name : this.field.querySelector("input");
  }

  fix() {
    this.field.disabled = true;
    this.marking.fix();
    this.clear.hidden = true;
  }
}
const items = all("[data-item]").map((box) => new Item(box));

const progress = () => {
  const n = items.filter((item) => item.answer).length;
  byId("progress").textContent = `${n} of ${items.length} answered`;
};
document.addEventListener("input", progress);
progress();

const listed = (numbers) => numbers.join(", ").replace(/, (\d+)$/, " and $1");
const openItems = () => {
  const open = items.filter((item) => !item.answer);
  const said = byId("open-items");
  if (!guessed().isKept) {
    said.textContent = "First keep a guess, in the first step.";
    guess.querySelector("input").focus();
  } else if (open.length) {
    said.textContent = `No answer yet for ${open.length === 1 ? "passage" : "passages"} ${listed(open.map((item) => item.number))}. Commit to one for each; then the machine shows its own.`;
    open[0].first().focus();
  } else {
    said.textContent = "";
  }
  return said.textContent !== "";
};

// The trace on one sentence: what you marked, and in boxes what the machine went by.
const traced = (item, answer) => {
  const { words, marks } = item.marking;
  const line = make("p", "trace");
  const clueAt = (at) => answer.clues.find(([, places]) => places.includes(at));
  const isAsked = (at) => Boolean(words[at]?.classList.contains("asked"));
  const piece = (text, isMarked, asked) => make(isMarked ? "mark" : "span", asked ? "asked" : "", text);
  let box = line;
  words.forEach((word, at) => {
    const clue = clueAt(at);
    if (clue && clueAt(at - 1) !== clue) {
      box = make("span", "theirs");
      line.append(box);
    }
    box.append(piece(word.textContent, marks.has(at), isAsked(at)));
    if (clue && clueAt(at + 1) !== clue) {
      line.append(make("small", "kind", clue[0]));
      box = line;
    }
    const next = at + 1;
    if (next < words.length) box.append(piece(" ", marks.has(at) && marks.has(next), isAsked(at) && isAsked(next)));
  });
  return line;
};

const facts = (pairs) => {
  const list = make("dl", "facts-of");
  for (const [label, value, note] of pairs) {
    const line = make("div");
    const said = make("dd", "", value);
    if (note) said.append(make("span", "why", ` ${note}`));
    line.append(make("dt", "", label), said);
    list.append(line);
  }
  return list;
};

const ASKED = ["I keep my answer", "The machine’s answer is better", "It can’t be decided"];
const asked = (item) => {
  const box = make("fieldset", "now");
  box.append(make("legend", "", "And now?"));
  const choices = make("div", "choices");
  ASKED.forEach((words) => {
    const label = make("label");
    const radio = make("input");
    radio.type = "radio";
    radio.name = `now-${item.number}`;
    radio.value = words;
    label.append(radio, " ", make("span", "", words));
    choices.append(label);
  });
  const because = make("label", "field");
  const field = make("textarea");
  field.rows = 1;
  field.id = `because-${item.number}`;
  because.append(make("span", "", "because"), field);
  box.append(choices, because);
  return box;
};

const revealed = (item) => {
  const answer = sealed.items[item.number];
  const line = make("li");
  const isAgreed = agrees(item.answer, answer.counted);
  const mine = item.marking.text();
  const clues = answer.clues.flatMap(([, places]) => places);
  const isMet = clues.some((at) => item.marking.marks.has(at));
  line.dataset.agreed = String(isAgreed);
  line.append(make("h3", "", `${item.number}. ${isAgreed ? "The same answer" : "Two answers"}`), traced(item, answer));
  if (plan.isBlind) line.append(make("p", "small", answer.from));
  line.append(facts([
    ["You", plan.shown[item.answer] ?? item.answer, mine.length ? `You marked “${mine.join("” and “")}”${isMet ? ", and the machine went by that too." : "."}` : "You marked nothing."],
    ["The machine", plan.shown[answer.machine] ?? answer.machine, answer.why],
  ]));
  line.append(asked(item));
  return line;
};

const reveal = () => {
  sealed = unpack(byId("sealed").textContent);
  items.forEach((item) => item.fix());
  const n = items.filter((item) => agrees(item.answer, sealed.items[item.number].counted)).length;
  byId("agreement").textContent = plan.agreement[n];
  byId("reveals").append(...items.map(revealed));
  byId("reveal").hidden = false;
  all(".commit button, .commit .small").forEach((one) => (one.hidden = true));
  byId("progress").textContent = "Your answers stand.";
  all("[data-block]").forEach((place) => {
    const output = make("div", "output");
    output.append(...sealed.blocks[place.dataset.block].map(grow));
    place.append(output);
  });
  if (sealed.shuffle) new Shuffle(byId("shuffle"), sealed.shuffle);
  const { answer, reason } = guessed();
  if (byId("recall") && answer) {
    byId("recall").textContent = `Your guess was: ${answer}${reason ? `, because: ${reason}` : ""}`;
    byId("recall").hidden = false;
  }
  open();
  byId("agreement").closest("section").querySelector("h2").focus();
  live(`The machine’s answers are shown. ${plan.agreement[n]}`);
};
byId("commit").addEventListener("click", () => {
  if (!openItems()) reveal();
});

// Steps after the reveal are closed until then; on paper they are open.
const later = all(".later");
const isOpen = () => sealed !== null;
const open = () => {
  later.forEach((section) => section.classList.remove("closed"));
  all("[data-later]").forEach((link) => link.removeAttribute("aria-disabled"));
  byId("gate").hidden = true;
};
later.forEach((section) => section.classList.add("closed"));
all("[data-later]").forEach((link) => {
  link.setAttribute("aria-disabled", "true");
  link.addEventListener("click", (event) => {
    if (isOpen()) return;
    event.preventDefault();
    byId("gate").scrollIntoView({ block: "center" });
    byId("gate").focus({ preventScroll: true });
  });
});

// The file that a reader saves: one row per thing written, for a spreadsheet.
const cell = (value) => {
  const words = String(value).replace(/^[=+\-@\t\r]/, "'$&"); // a spreadsheet takes it for no formula
  return `"${words.replaceAll('"', '""')}"`;
};
const written = () => {
  const rows = [["guess", "", "answer", guessed().answer], ["guess", "", "reason", guessed().reason]];
  for (const item of items) {
    const now = document.querySelector(`input[name=now-${item.number}]:checked`)?.value ?? "";
    rows.push(
      ["code", item.number, "answer", item.answer],
      ["code", item.number, "marked", item.marking.text().join(" … ")],
      ["reveal", item.number, "machine", sealed.items[item.number].machine],
      ["reveal", item.number, "now", now],
      ["reveal", item.number, "because", byId(`because-${item.number}`).value],
    );
  }
  for (const box of all("[data-rated]")) {
    rows.push(["rate", box.dataset.rated, "rating", box.querySelector("input:checked")?.value ?? ""]);
  }
  all("textarea[data-step]").forEach((field) => rows.push([field.dataset.step, "", "notes", field.value]));
  return rows;
};
byId("save").addEventListener("click", () => {
  const who = byId("who").value.trim();
  const head = ["lesson", "coder", "step", "item", "field", "value"];
  const lines = [head, ...written().map((row) => [plan.lesson, who, ...row])].map((row) => row.map(cell).join(","));
  const link = make("a");
  link.href = URL.createObjectURL(new Blob(["\ufeff", lines.join("\r\n"), "\r\n"], { type: "text/csv" }));
  link.download = `${plan.lesson}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  isDirty = false;
  byId("saved").textContent = "The file is where your browser puts downloads.";
});
byId("print").addEventListener("click", () => print());
