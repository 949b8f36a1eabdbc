// Labels shuffled over articles: the gap of means, how often luck makes one as large, a drawing.
const SVG = "http://www.w3.org/2000/svg";
const NEARLY = 1e-9; // gaps closer than this are equal: sums come in another order
const BINS = 25;

// Mulberry32: 32 bits of state, the same numbers in every browser.
const randomFrom = (seed) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
};

// Fisher and Yates: every order of the labels is as likely as any other.
const shuffled = (labels, random) => {
  const order = [...labels];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
};

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const gapOf = (rows, labels, [first, second]) => {
  const under = (label) => rows.filter((_, at) => labels[at] === label).map((row) => row.value);
  return mean(under(first)) - mean(under(second));
};
const isAsLarge = (gap, real) => Math.abs(gap) >= Math.abs(real) * (1 - NEARLY) - NEARLY;
const decimals = (value, places = 2) => value.toFixed(places).replace("-", "−");

class Shuffle {
  constructor(box, data, words) {
    Object.assign(this, { box, data, words });
    this.labels = data.rows.map((row) => row.label);
    this.table = byId("shuffle-table").tBodies[0];
    this.fill();
    this.anew();
    byId("shuffle-once").addEventListener("click", () => this.draw(1));
    byId("shuffle-many").addEventListener("click", () => this.draw(1000));
    byId("shuffle-anew").addEventListener("click", () => this.anew());
    byId("seed").addEventListener("change", () => this.anew());
    box.hidden = false;
  }

  fill() {
    const { rows, pair, gap, ci_low: low, ci_high: high } = this.data;
    for (const row of rows) {
      const line = this.table.insertRow();
      const head = make("th", "", row.name);
      head.scope = "row";
      line.append(head, make("td", "ml-number", decimals(row.value)), make("td", "", row.label), make("td", "after", ""));
    }
    this.table.closest(".ml-scroll").classList.toggle("ml-tall", rows.length > 12);
    const sizes = pair.map((label) => rows.filter((row) => row.label === label).length);
    const interval = low === null ? "" : `; 95 % interval ${decimals(low)} to ${decimals(high)}`;
    byId("real-gap").textContent = `The real gap, ${pair[0]} minus ${pair[1]}: ${decimals(gap)} (${sizes[0]} and ${sizes[1]} articles${interval}).`;
    const { n_ways: ways, n_as_large: large } = this.data;
    if (ways === null) byId("all-ways").textContent = "There are too many ways to hand out the names to try them all; the shuffles are a sample of them.";
    else byId("all-ways").textContent = `There are ${ways.toLocaleString("en")} ways to hand out the names. In ${large.toLocaleString("en")} of them the gap is at least as large as the real one: ${large.toLocaleString("en")} / ${ways.toLocaleString("en")} = ${decimals(large / ways, 3)}. The shuffles come close to this number.`;
  }

  anew() {
    this.random = randomFrom(Number(byId("seed").value));
    this.gaps = [];
    this.showLabels(null);
    this.show();
  }

  draw(times) {
    let labels = this.labels;
    for (let time = 0; time < times; time += 1) {
      labels = shuffled(this.labels, this.random);
      this.gaps.push(gapOf(this.data.rows, labels, this.data.pair));
    }
    this.showLabels(labels);
    this.show();
  }

  showLabels(labels) {
    [...this.table.rows].forEach((row, at) => {
      row.cells[3].textContent = labels ? labels[at] : "";
      row.cells[3].classList.toggle("moved", Boolean(labels) && labels[at] !== this.labels[at]);
    });
  }

  show() {
    const m = this.gaps.length;
    const b = this.gaps.filter((gap) => isAsLarge(gap, this.data.gap)).length;
    const p = (b + 1) / (m + 1);
    const said = byId("shuffle-said");
    Object.assign(said.dataset, { b, m, p });
    const last = m ? ` The last shuffle made a gap of ${decimals(this.gaps[m - 1])}.` : "";
    said.textContent = m ? `${m.toLocaleString("en")} ${m === 1 ? "shuffle" : "shuffles"}; in ${b.toLocaleString("en")} the gap is at least as large as the real one. p = (${b.toLocaleString("en")} + 1) / (${m.toLocaleString("en")} + 1) = ${decimals(p, 3)}.${last}` : "Nothing is shuffled yet.";
    this.box.querySelector(".drawing").replaceChildren(...(m ? [this.drawing(said.textContent), this.key()] : []));
  }

  // The widest gap that any shuffle can make: the drawing keeps its scale.
  widest() {
    const values = this.data.rows.map((row) => row.value).sort((one, other) => one - other);
    const sizes = this.data.pair.map((label) => this.labels.filter((one) => one === label).length);
    const gaps = sizes.map((size) => Math.abs(mean(values.slice(-size)) - mean(values.slice(0, -size))));
    return Math.max(...gaps, Math.abs(this.data.gap)) || 1;
  }

  key() {
    const key = make("p", "small drawing-key");
    key.append(make("span", "far", "shuffles with a gap at least as large as the real one"), make("span", "near", "the other shuffles"));
    return key;
  }

  drawing(said) {
    const [width, height, foot] = [640, 220, 34];
    const reach = this.widest() * (1 + 1 / BINS);
    const place = (gap) => ((gap + reach) / (2 * reach)) * width;
    const counts = Array.from({ length: BINS }, () => [0, 0]);
    for (const gap of this.gaps) {
      const bin = Math.min(BINS - 1, Math.floor(((gap + reach) / (2 * reach)) * BINS));
      counts[bin][isAsLarge(gap, this.data.gap) ? 0 : 1] += 1;
    }
    const top = Math.max(...counts.map(([far, near]) => far + near));
    const tall = (n) => (n / top) * (height - foot - 30);
    const node = (tag, attributes, words) => {
      const made = document.createElementNS(SVG, tag);
      Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
      if (words) made.textContent = words;
      return made;
    };
    const image = node("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `How large the gaps of the shuffles are. ${said}` });
    counts.forEach(([far, near], bin) => {
      const [left, wide, base] = [(bin * width) / BINS + 1, width / BINS - 2, height - foot];
      if (far) image.append(node("rect", { class: "far", x: left, y: base - tall(far), width: wide, height: tall(far) }));
      if (near) image.append(node("rect", { class: "near", x: left, y: base - tall(far) - tall(near), width: wide, height: tall(near) }));
    });
    image.append(node("line", { class: "axis", x1: 0, x2: width, y1: height - foot, y2: height - foot }));
    for (const value of [-this.widest(), 0, this.widest()]) {
      const anchor = value < 0 ? "start" : value > 0 ? "end" : "middle";
      const x = value < 0 ? 0 : value > 0 ? width : place(0);
      image.append(node("text", { x, y: height - foot + 22, "text-anchor": anchor }, decimals(value)));
    }
    const real = place(this.data.gap);
    image.append(node("line", { class: "real", x1: real, x2: real, y1: 18, y2: height - foot }));
    image.append(node("text", { class: "real-name", x: Math.min(Math.max(real, 40), width - 40), y: 12, "text-anchor": "middle" }, "real gap"));
    return image;
  }
}
