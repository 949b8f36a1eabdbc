// Linked views: a number, the sentences behind it, their article. Python computes, this shows.
const SVG = "http://www.w3.org/2000/svg";
const VOICES = [["own", "the outlet's own words"], ["quoted", "words of others it reports"], ["both", "all words"]];
const SAID = { own: "own words", named: "a named source", anonymous: "an unnamed source", relay: "another outlet" };
const WHY = { other_language: "another language", no_target: "name not in these words", no_words: "nothing to read besides the name", no_answer: "no answer" };
let serial = 0;

function make(tag, props = {}, ...children) {
  const node = tag.startsWith("svg:") ? document.createElementNS(SVG, tag.slice(4)) : document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child != null));
  return node;
}

const minus = (text) => text.replace("-", "−");
const score = (value) => (value > 0.004 ? "+" : "") + minus(value.toFixed(2)).replace("−0.00", "0.00");
const many = (n, one) => `${n.toLocaleString("en")} ${one}${n === 1 ? "" : "s"}`;
const isSure = (word) => word.q != null && word.q < 0.1;
const bdi = (text) => make("bdi", {}, text);

function times(ratio) {
  const factor = 2 ** Math.abs(ratio);
  return `${factor.toFixed(factor < 10 ? 1 : 0)} times`;
}

// One Tab stop for many things; arrow keys go from one to the next.
function rove(nodes, at) {
  nodes.forEach((node, i) => node.setAttribute("tabindex", i === at ? "0" : "-1"));
}

class Explorer {
  constructor(model, el) {
    this.model = model;
    this.id = `mlx${(serial += 1)}`;
    this.start = model.get("start");
    this.pending = new Map();
    this.filters = { since: "", until: "", outlets: [], voice: "own" };
    this.nRows = this.start.matrix.rows.length;
    this.hear = (answer) => this.heard(answer);
    model.on("msg:custom", this.hear);
    this.frame(el);
    this.drawMatrix(this.start.matrix);
    this.hidePage();
    this.watch = new ResizeObserver(() => this.words && !this.wordsPanel.hidden && this.drawWords());
    this.watch.observe(this.plot);
  }

  // The plain page that stands where no widget runs.
  hidePage() {
    for (const page of document.querySelectorAll(`.${CSS.escape(this.start.page)}`)) page.hidden = true;
  }

  remove() {
    this.model.off("msg:custom", this.hear);
    this.watch.disconnect();
    for (const { late } of this.pending.values()) clearTimeout(late);
  }

  // -- asking Python ---------------------------------------------------------------------------

  ask(kind, message, then) {
    for (const [id, one] of this.pending) if (one.kind === kind) this.forget(id); // only the last counts
    const id = `${this.id}-${(serial += 1)}`;
    const late = setTimeout(() => this.say("Still waiting: the kernel is busy or gone. If nothing comes, run the cell again."), 8000);
    this.pending.set(id, { kind, then, late });
    this.say(kind === "words" ? "Counting words …" : "Looking up …");
    this.model.send({ kind, id, filters: this.filters, ...message });
  }

  forget(id) {
    clearTimeout(this.pending.get(id).late);
    this.pending.delete(id);
  }

  heard(answer) {
    const asked = this.pending.get(answer.id);
    if (!asked) return;
    if (answer.failed || answer.kind !== "words" || answer.is_tested) this.forget(answer.id);
    else clearTimeout(asked.late);
    const stays = asked.kind === "matrix" || asked.kind === "words" ? " What stands above is from before." : "";
    if (answer.failed) return this.say(`${answer.failed}.${stays}`.replace("..", "."), true);
    this.say("");
    asked.then(answer);
    if (answer.code) this.code.replaceChildren("The same in Python: ", make("code", {}, answer.code));
  }

  say(text, isError = false) {
    this.status.textContent = text;
    this.status.classList.toggle("mlx-bad", isError);
  }

  // -- the frame -------------------------------------------------------------------------------

  frame(el) {
    const tab = (name, text, isOn) => make("button", {
      type: "button", role: "tab", id: `${this.id}-${name}`, "aria-controls": `${this.id}-${name}-panel`,
      "aria-selected": String(isOn), tabindex: isOn ? "0" : "-1", onclick: () => this.open(name),
    }, text);
    const panel = (name) => make("div", { role: "tabpanel", id: `${this.id}-${name}-panel`, "aria-labelledby": `${this.id}-${name}`, class: "mlx-panel" });
    this.tabs = { actors: tab("actors", "Actors and outlets", true), words: tab("words", "Words of two outlets", false) };
    this.matrixPanel = panel("actors");
    this.wordsPanel = panel("words");
    this.wordsPanel.hidden = true;
    this.status = make("p", { class: "mlx-status", role: "status" });
    this.trail = make("nav", { "aria-label": "Where you are", class: "mlx-trail", hidden: true });
    this.list = make("section", { class: "mlx-list", hidden: true });
    this.article = make("section", { class: "mlx-article", hidden: true, tabindex: "-1" });
    this.code = make("p", { class: "mlx-code" });
    const bar = make("div", { role: "tablist", "aria-label": "Views", class: "mlx-tabs", onkeydown: (event) => {
      if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
      this.open(this.tabs.actors.getAttribute("aria-selected") === "true" ? "words" : "actors");
      event.preventDefault();
    } }, this.tabs.actors, this.tabs.words);
    this.root = make("div", {
      class: "mlx", "data-lm-suppress-shortcuts": "true", role: "group", "aria-label": `Explorer of ${this.start.title}`,
      onkeydown: (event) => this.pressed(event),
    }, this.filterBar(), bar, this.matrixPanel, this.wordsPanel, this.status, this.trail,
    make("div", { class: "mlx-below" }, this.list, this.article), this.code,
    make("p", { class: "mlx-note" }, "Scores by machine, not checked by a person. They describe wording and sourcing, not what is so, nor what was meant. ", this.start.note));
    this.wordsFrame();
    el.replaceChildren(this.root);
  }

  filterBar() {
    const change = (name) => (event) => { this.filters[name] = event.target.value; this.refilter(); };
    const day = (name, text, value) => make("label", {}, text, make("input", { type: "date", min: this.start.first, max: this.start.last, onchange: change(name), "data-shown": value }));
    this.voice = make("select", { onchange: change("voice") }, ...VOICES.map(([value, text]) => make("option", { value }, text)));
    this.picked = make("summary", {}, "all outlets");
    const pick = ([name, n]) => make("label", { class: "mlx-pick" }, make("input", { type: "checkbox", value: name, onchange: () => this.picking() }), make("span", {}, bdi(name), ` (${n})`));
    this.outlets = make("details", { class: "mlx-outlets" }, this.picked, make("div", { role: "group", "aria-label": "Outlets" }, ...this.start.outlets.map(pick)));
    this.field = make("div", { class: "mlx-field" }, "Outlets", this.outlets);
    const form = make("form", { class: "mlx-filters", onsubmit: (event) => event.preventDefault() },
      make("label", {}, "Whose words", this.voice),
      day("since", "From", "first"), day("until", "To", "last"),
      this.field,
      make("button", { type: "button", onclick: () => { form.reset(); this.filters = { since: "", until: "", outlets: [], voice: "own" }; this.picking(); } }, "Show all"));
    this.form = form;
    return form;
  }

  picking() {
    const chosen = [...this.outlets.querySelectorAll("input:checked")].map((box) => box.value);
    this.filters.outlets = chosen;
    this.picked.textContent = chosen.length ? (chosen.length === 1 ? chosen[0] : `${chosen.length} outlets`) : "all outlets";
    this.refilter();
  }

  refilter() {
    this.closeList();
    this.words = null;
    if (this.wordsPanel.hidden) this.askMatrix();
    else this.askWords();
    this.isStale = !this.wordsPanel.hidden; // the matrix is asked for when it is looked at
  }

  open(name) {
    this.closeList();
    for (const [one, tab] of Object.entries(this.tabs)) {
      tab.setAttribute("aria-selected", String(one === name));
      tab.setAttribute("tabindex", one === name ? "0" : "-1");
    }
    this.matrixPanel.hidden = name !== "actors";
    this.wordsPanel.hidden = name !== "words";
    this.field.hidden = name === "words"; // there two are chosen
    this.tabs[name].focus();
    if (name === "words" && !this.words) this.askWords();
    if (name === "actors" && this.isStale) { this.isStale = false; this.askMatrix(); }
  }

  // -- actors and outlets ----------------------------------------------------------------------

  askMatrix() { this.ask("matrix", { n: this.nRows }, (answer) => this.drawMatrix(answer)); }

  drawMatrix(matrix) {
    const head = matrix.outlets.map((name) => make("th", { scope: "col" }, bdi(name)));
    const rows = matrix.rows.map((row, y) => make("tr", {}, make("th", { scope: "row" }, bdi(row.actor)),
      ...row.cells.map((cell, x) => this.cell(row, matrix.outlets[x], cell))));
    const whose = VOICES.find(([value]) => value === matrix.voice)[1];
    const table = make("table", { role: "grid", "aria-label": "Actors by outlets", class: "mlx-grid", onkeydown: (event) => this.steer(event) },
      make("thead", {}, make("tr", {}, make("td", { class: "mlx-corner" }), ...head)), make("tbody", {}, ...rows));
    const counted = matrix.n_articles === matrix.n_all ? many(matrix.n_all, "article") : `${matrix.n_articles.toLocaleString("en")} of ${many(matrix.n_all, "article")}`;
    const notes = [...matrix.notices];
    if (matrix.hidden.length) notes.push(`Not shown: ${many(matrix.hidden.length, "outlet")} with fewer articles; choose them under “Outlets”.`);
    const rest = matrix.n_actors - matrix.rows.length;
    this.matrixPanel.replaceChildren(...[
      make("p", { class: "mlx-title" }, `How outlets speak of actors, in ${whose}`),
      make("p", { class: "mlx-sub" }, `Mean over distinct articles, −1 unfavorable to +1 favorable, with its 95 % interval; n: distinct articles. ${counted}. Choose a cell to read its sentences.`),
      make("div", { class: "mlx-scroll" }, table),
      make("p", { class: "mlx-key" }, make("span", { class: "mlx-swatch mlx-minus", "aria-hidden": "true" }), "below 0 ", make("span", { class: "mlx-swatch mlx-plus", "aria-hidden": "true" }), "above 0 ",
        make("span", { class: "mlx-swatch mlx-thin", "aria-hidden": "true" }), "thin: 5 to 9 articles, not to be compared. 0 may be neutral or mixed: the sentences tell."),
      ...notes.map((text) => make("p", { class: "mlx-key" }, text)),
      rest > 0 ? make("button", { type: "button", class: "mlx-more", onclick: () => { this.nRows += 12; this.askMatrix(); } }, `More actors (${rest.toLocaleString("en")} not shown)`) : null,
    ].filter(Boolean));
    this.cells = rows.map((row) => [...row.querySelectorAll("td")]);
    rove(this.cells.flat(), 0);
  }

  cell(row, outlet, cell) {
    const where = `${row.actor} in ${outlet}`;
    if (!cell) return make("td", { role: "gridcell", class: "mlx-none", "aria-label": `${where}: not named in these words` }, "–");
    const counted = `${many(cell.n, "distinct article")}, ${many(cell.n_sentences, "sentence")}, ${cell.n_unscored} of them not counted`;
    const opened = () => this.askSentences(row.id, outlet);
    const props = { role: "gridcell", onclick: opened, "data-opens": true };
    if (cell.mean == null) {
      return make("td", { ...props, class: "mlx-few", "aria-label": `${where}: too few articles for a number. ${counted}` }, make("span", {}, "too few"), make("small", {}, `n ${cell.n}`));
    }
    const isThin = cell.status === "thin";
    const range = `[${score(cell.low)}, ${score(cell.high)}]`;
    const label = `${where}: ${score(cell.mean)}, 95 % interval ${score(cell.low)} to ${score(cell.high)}${isThin ? ", thin, not to be compared" : ""}. ${counted}`;
    const side = Math.abs(cell.mean) < 0.005 ? "" : cell.mean < 0 ? "mlx-minus" : "mlx-plus";
    const share = Math.round(6 + 44 * Math.min(1, Math.abs(cell.mean)));
    return make("td", { ...props, class: isThin ? "mlx-thin" : side, style: `--share: ${share}%`, "aria-label": label, title: `${label}; ${cell.labels.join(" / ")} negative / neutral / positive sentences` },
      make("strong", {}, score(cell.mean)), make("small", {}, range), make("small", {}, isThin ? `n ${cell.n}, thin` : `n ${cell.n}`));
  }

  steer(event) {
    const y = this.cells.findIndex((row) => row.includes(event.target));
    if (y < 0) return;
    const x = this.cells[y].indexOf(event.target);
    const last = this.cells[0].length - 1;
    const to = { ArrowUp: [y - 1, x], ArrowDown: [y + 1, x], ArrowLeft: [y, x - 1], ArrowRight: [y, x + 1], Home: [y, 0], End: [y, last] }[event.key];
    if (to) {
      const next = this.cells[to[0]]?.[to[1]];
      if (next) { rove(this.cells.flat(), this.cells.flat().indexOf(next)); next.focus(); }
      event.preventDefault();
    } else if (["Enter", " "].includes(event.key)) {
      event.target.click();
      event.preventDefault();
    }
  }

  askSentences(actor, outlet, n) {
    const flat = this.cells.flat();
    const cell = flat.find((one) => one === document.activeElement) ?? document.activeElement;
    this.ask("sentences", { actor, outlet, n }, (answer) => { this.drawSentences(answer, n ? this.came : cell); });
  }

  drawSentences(answer, came) {
    this.came = came;
    const heading = `${answer.actor} in ${answer.outlet}`;
    const shown = answer.rows.length < answer.n ? `${answer.rows.length} of ${many(answer.n, "sentence")}, those that move the number most` : many(answer.n, "sentence");
    const items = answer.rows.map((row) => this.line(row, this.sentence(row)));
    const more = answer.rows.length < answer.n ? make("button", { type: "button", class: "mlx-more", onclick: () => this.askSentences(answer.actor_id, answer.outlet, answer.rows.length + 40) }, "More sentences") : null;
    this.openList(heading, [make("p", { class: "mlx-sub" }, `${shown}, in ${VOICES.find(([value]) => value === answer.voice)[1]}.`), make("ul", { "aria-label": `Sentences: ${heading}` }, ...items), more]);
  }

  sentence(row) {
    const judged = row.value == null ? `not scored: ${WHY[row.why] ?? row.why}` : row.counts ? `${score(row.value)} ${row.label}` : `${score(row.value)}, too unsure to count`;
    const moved = row.moved.map(([word, points]) => `${word} ${score(points)}`).join(", ");
    return [make("span", { class: "mlx-text" }, row.parts[0], make("strong", {}, row.parts[1]), row.parts[2]),
      make("span", { class: "mlx-by" }, make("b", { class: "mlx-score" }, judged), ` · ${row.speaker ? `said by ${row.speaker}` : SAID[row.voice] ?? row.voice} · `, bdi(row.outlet), ` · ${row.day || "no date"} · `, make("cite", {}, bdi(row.title || "no headline")), moved ? ` · moved by ${moved}` : "")];
  }

  line(row, content) {
    return make("li", {}, make("button", { type: "button", class: "mlx-line", onclick: (event) => this.askArticle(row, event.currentTarget) }, ...content));
  }

  // -- the list and the article ----------------------------------------------------------------

  openList(heading, content) {
    this.closeArticle();
    this.heading = heading;
    this.list.replaceChildren(make("h3", { tabindex: "-1" }, bdi(heading)), ...content.filter(Boolean));
    this.list.hidden = false;
    this.list.scrollTop = 0;
    this.lines = [...this.list.querySelectorAll(".mlx-line")];
    rove(this.lines, 0);
    this.list.onkeydown = (event) => {
      const at = this.lines.indexOf(event.target);
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: this.lines.length - 1 }[event.key];
      if (at < 0 || to === undefined) return;
      if (this.lines[to]) { rove(this.lines, to); this.lines[to].focus(); }
      event.preventDefault();
    };
    this.drawTrail();
    (this.lines[0] ?? this.list.querySelector("h3")).focus({ preventScroll: true });
    this.trail.scrollIntoView({ block: "nearest" });
    this.list.scrollIntoView({ block: "nearest" });
  }

  closeList() {
    if (this.list.hidden) return;
    this.closeArticle();
    this.list.hidden = true;
    this.drawTrail();
    this.came?.focus();
  }

  askArticle(row, line) {
    rove(this.lines, this.lines.indexOf(line));
    this.ask("article", { article: row.article, span: row.span }, (answer) => this.drawArticle(answer, line));
  }

  drawArticle(answer, line) {
    for (const one of this.lines) one.removeAttribute("aria-current");
    line.setAttribute("aria-current", "true");
    this.read = line;
    this.title = answer.title || "Article";
    const body = make("div", { class: "mlx-read" });
    body.innerHTML = answer.html; // made by Python, every text in it escaped
    const link = answer.url ? make("a", { href: answer.url, target: "_blank", rel: "noopener noreferrer" }, "Open at the outlet") : null;
    this.article.replaceChildren(make("div", { class: "mlx-close" }, link, make("button", { type: "button", onclick: () => this.back() }, "Close article")), body);
    this.article.setAttribute("aria-label", `Article: ${this.title}`);
    this.article.hidden = false;
    this.drawTrail();
    const found = body.querySelector(".ml-found");
    const target = found ?? this.article;
    target.setAttribute("tabindex", "-1");
    target.focus({ preventScroll: true });
    this.article.scrollTop = 0;
    if (found) this.article.scrollTop = found.getBoundingClientRect().top - this.article.getBoundingClientRect().top - this.article.clientHeight / 3;
    this.article.scrollIntoView({ block: "nearest" });
  }

  closeArticle() {
    this.article.hidden = true;
    this.read?.removeAttribute("aria-current");
  }

  back() {
    if (!this.article.hidden) {
      this.closeArticle();
      this.drawTrail();
      this.read?.focus();
    } else this.closeList();
  }

  pressed(event) {
    if (event.key !== "Escape") return;
    if (this.outlets.open) { this.outlets.open = false; this.picked.focus(); }
    else this.back();
    event.stopPropagation();
    event.preventDefault();
  }

  drawTrail() {
    const step = (text, act) => make("li", {}, act ? make("button", { type: "button", onclick: act }, text) : make("span", { "aria-current": "true" }, text));
    const isReading = !this.article.hidden;
    const first = this.wordsPanel.hidden ? "Actors and outlets" : "Words of two outlets";
    const steps = [step(first, () => this.closeList()), step(this.heading, isReading ? () => this.back() : null)];
    if (isReading) steps.push(step(this.title, null));
    this.trail.replaceChildren(make("ol", {}, ...steps), make("span", { class: "mlx-hint" }, make("kbd", {}, "Esc"), " goes back"));
    this.trail.hidden = this.list.hidden;
  }

  // -- words of two outlets --------------------------------------------------------------------

  wordsFrame() {
    const names = this.start.outlets.map(([name]) => name);
    const choice = (at) => make("select", { onchange: () => this.askWords() }, ...names.map((name, i) => make("option", { value: name, selected: i === at }, name)));
    this.target = choice(0);
    this.reference = choice(1);
    this.wordsTitle = make("p", { class: "mlx-title" });
    this.wordsSub = make("p", { class: "mlx-sub" });
    this.plot = make("div", { class: "mlx-plot" });
    this.search = make("input", { type: "search", size: "14" });
    const find = make("form", { class: "mlx-find", onsubmit: (event) => { event.preventDefault(); if (this.search.value.trim()) this.askLines(this.search.value, this.search); } },
      make("label", {}, "Find a word or phrase", this.search), make("button", { type: "submit" }, "Show its lines"));
    this.wordsPanel.append(
      make("div", { class: "mlx-filters" }, make("label", {}, "Outlet", this.target), make("label", {}, "compared with", this.reference)),
      this.wordsTitle, this.wordsSub, this.plot,
      make("p", { class: "mlx-key" }, make("span", { class: "mlx-dot mlx-full", "aria-hidden": "true" }), "beyond chance (q < .10) ", make("span", { class: "mlx-dot", "aria-hidden": "true" }), "may be chance, or not tested. Arrow keys go from word to word, the strongest first."), find);
  }

  askWords() {
    this.closeList();
    if (this.start.outlets.length < 2) return this.say("This collection has one outlet: nothing to compare.", true);
    const pair = { target: this.target.value, reference: this.reference.value };
    this.ask("words", pair, (answer) => { this.words = answer; this.drawWords(); if (!answer.is_tested) this.say("Testing each word against chance …"); });
  }

  drawWords() {
    const { words } = this;
    const held = this.plot.contains(document.activeElement) ? document.activeElement.getAttribute("data-term") : null;
    const shown = words.rows.length < words.n ? ` The ${words.rows.length} strongest of ${many(words.n, "word")} are drawn.` : "";
    this.wordsSub.setAttribute("data-tested", String(words.is_tested));
    this.wordsTitle.textContent = `Words that ${words.target} or ${words.reference} uses more`;
    this.wordsSub.textContent = `${many(words.n, "word")} with ten occurrences or more, in ${VOICES.find(([value]) => value === words.voice)[1]}; ${words.is_tested ? `${words.n_sure} beyond chance` : "not tested yet"}.${shown} Choose a word to read its lines.`;
    if (!words.rows.length) return this.plot.replaceChildren(make("p", {}, "No word occurs ten times in three articles on both sides together."));
    const width = Math.max(300, this.plot.clientWidth || 640);
    const height = Math.round(Math.min(440, Math.max(320, width * 0.55)));
    const limit = Math.max(1, Math.ceil(Math.max(...words.rows.map((word) => Math.abs(word.ratio)))));
    const sizes = words.rows.map((word) => Math.log10(word.n_target + word.n_reference));
    const [low, high] = [Math.min(...sizes) - 0.06, Math.max(...sizes) + 0.12];
    const x = (ratio) => 24 + ((ratio + limit) / (2 * limit)) * (width - 48);
    const y = (size) => height - 48 - ((size - low) / (high - low)) * (height - 84);
    const svg = make("svg:svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": "Words by how much more one outlet uses them and how often they occur" });
    svg.append(...this.axes(words, { width, height, limit, x, y, low, high }));
    const points = words.rows.map((word, i) => this.point(word, x(word.ratio), y(sizes[i])));
    svg.append(...[...points].reverse()); // the strongest lie on top
    svg.append(...this.labels(words.rows, sizes, x, y, width));
    this.plot.replaceChildren(svg);
    rove(points, Math.max(0, words.rows.findIndex((word) => word.term === held)));
    if (held) points.find((point) => point.getAttribute("data-term") === held)?.focus({ preventScroll: true });
    svg.addEventListener("keydown", (event) => {
      const at = points.indexOf(event.target);
      const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: points.length - 1 }[event.key];
      if (at < 0) return;
      if (to !== undefined) { if (points[to]) { rove(points, to); points[to].focus(); } event.preventDefault(); }
      else if (["Enter", " "].includes(event.key)) { this.askLines(words.rows[at].term, event.target); event.preventDefault(); }
    });
  }

  axes(words, { width, height, limit, x, y, low, high }) {
    const text = (content, at) => make("svg:text", { class: "mlx-axis", ...at }, content);
    const cut = (name) => (name.length * 7 > width / 2 - 90 ? `${name.slice(0, Math.floor((width / 2 - 100) / 7))}…` : name);
    const drawn = [make("svg:line", { class: "mlx-zero", x1: x(0), x2: x(0), y1: 26, y2: height - 44 })];
    const step = Math.max(1, Math.ceil(limit / (width < 500 ? 2 : 4)));
    for (let tick = -step * Math.floor(limit / step); tick <= limit; tick += step) {
      drawn.push(text(tick ? `${2 ** Math.abs(tick)}×` : "equal", { x: x(tick), y: height - 26, "text-anchor": "middle" }));
    }
    for (const n of [5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 50000]) {
      const size = Math.log10(n);
      if (size < low || size > high) continue;
      drawn.push(make("svg:line", { class: "mlx-rule", x1: 0, x2: width, y1: y(size), y2: y(size) }), text(n.toLocaleString("en"), { x: 0, y: y(size) - 3 }));
    }
    drawn.push(text(`← more in ${cut(words.reference)}`, { x: 0, y: 14 }), text(`more in ${cut(words.target)} →`, { x: width, y: 14, "text-anchor": "end" }),
      text(width < 500 ? "times as frequent; upward: occurrences" : "times as frequent; upward: occurrences on both sides together (log scale)", { x: width / 2, y: height - 8, "text-anchor": "middle" }));
    return drawn;
  }

  point(word, cx, cy) {
    const { target, reference, is_tested: isTested } = this.words;
    const chance = isSure(word) ? "beyond chance" : isTested ? "may be chance" : "not tested yet";
    const told = `${word.term}: ${word.n_target} in ${target}, ${word.n_reference} in ${reference}; ${times(word.ratio)} as frequent in ${word.ratio > 0 ? target : reference} (Log Ratio ${score(word.ratio)}, 95 % interval ${word.low == null ? "none" : `${score(word.low)} to ${score(word.high)}`}); ${chance}`;
    return make("svg:g", { role: "button", class: `mlx-point ${word.ratio > 0 ? "mlx-target" : "mlx-reference"}${isSure(word) ? " mlx-full" : ""}`, "aria-label": told, "data-term": word.term, onclick: (event) => this.askLines(word.term, event.currentTarget) },
      make("svg:title", {}, told), make("svg:circle", { cx, cy, r: 12, class: "mlx-catch" }), make("svg:circle", { cx, cy, r: isSure(word) ? 5 : 3.5 }));
  }

  labels(rows, sizes, x, y, width) {
    const ranked = rows.map((word, i) => ({ word, i })).sort((a, b) => isSure(b.word) - isSure(a.word) || a.i - b.i);
    const taken = [];
    const drawn = [];
    for (const { word, i } of ranked.slice(0, 80)) {
      const long = word.term.length * 7.4 + 4;
      const at = [x(word.ratio), y(sizes[i])];
      const isLeft = at[0] + long + 10 > width;
      const box = [isLeft ? at[0] - long - 8 : at[0] + 8, at[1] - 8, long, 16];
      if (box[0] < 40 || taken.some(([a, b, w, h]) => box[0] < a + w && a < box[0] + long && box[1] < b + h && b < box[1] + 16)) continue;
      taken.push(box, [at[0] - 6, at[1] - 6, 12, 12]);
      drawn.push(make("svg:text", { class: "mlx-word", "aria-hidden": "true", x: isLeft ? at[0] - 8 : at[0] + 8, y: at[1] + 4, "text-anchor": isLeft ? "end" : "start" }, word.term));
      if (drawn.length === (width < 500 ? 12 : 28)) break;
    }
    return drawn;
  }

  askLines(term, came) {
    this.came = came;
    const at = came.getAttribute("data-term");
    if (at) rove([...this.plot.querySelectorAll(".mlx-point")], [...this.plot.querySelectorAll(".mlx-point")].indexOf(came));
    this.ask("lines", { term, target: this.target.value, reference: this.reference.value }, (answer) => this.drawLines(answer));
  }

  drawLines(answer) {
    const parts = answer.parts.flatMap(({ outlet, n, rows }) => [
      make("h4", {}, bdi(outlet), make("span", { class: "mlx-count" }, rows.length < n ? ` ${rows.length} of ${many(n, "line")}` : ` ${many(n, "line")}`)),
      make("ul", { "aria-label": `Lines of ${outlet}` }, ...rows.map((row) => this.line(row, [
        make("span", { class: "mlx-kwic" }, make("span", { class: "mlx-left" }, make("bdi", {}, row.parts[0])), make("strong", {}, row.parts[1]), make("span", { class: "mlx-right" }, row.parts[2])),
        make("span", { class: "mlx-by mlx-when" }, row.day || "no date")])))]);
    this.openList(`“${answer.term}”`, [make("p", { class: "mlx-sub" }, `Every occurrence in ${VOICES.find(([value]) => value === answer.voice)[1]}, copies included; the scatter counts a copied article once.`), ...parts]);
  }
}

export default {
  render({ model, el }) {
    const explorer = new Explorer(model, el);
    return () => explorer.remove();
  },
};
