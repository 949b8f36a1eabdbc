// Shuffle labels once, ten times, a thousand times, and watch the gaps pile up.
const BINS = 41;
const SVG = "http://www.w3.org/2000/svg";
const W = 640;
const H = 220;

function add(parent, tag, attributes, text) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  if (text !== undefined) node.textContent = text;
  parent.appendChild(node);
  return node;
}

function draw(svg, facts, k) {
  svg.replaceChildren();
  const finite = facts.ts.filter(Number.isFinite).map(Math.abs);
  const limit = 1.05 * Math.max(1, Math.abs(facts.t), ...finite);
  const x = (t) => ((t + limit) / (2 * limit)) * W;
  const near = new Array(BINS).fill(0);
  const far = new Array(BINS).fill(0);
  for (let i = 0; i < k; i++) {
    if (!Number.isFinite(facts.ts[i])) continue;
    const bin = Math.min(BINS - 1, Math.floor(((facts.ts[i] + limit) / (2 * limit)) * BINS));
    (facts.is_far[i] ? far : near)[bin] += 1;
  }
  const highest = Math.max(5, ...near.map((n, i) => n + far[i]));
  for (let i = 0; i < BINS; i++) {
    const width = (W / BINS) * 0.9;
    const low = (near[i] / highest) * (H - 30);
    const high = (far[i] / highest) * (H - 30);
    const at = (i + 0.05) * (W / BINS);
    if (low) add(svg, "rect", { x: at, y: H - low, width, height: low, class: "near" });
    if (high) add(svg, "rect", { x: at, y: H - low - high, width, height: high, class: "far" });
  }
  add(svg, "line", { x1: 0, x2: W, y1: H, y2: H, class: "floor" });
  add(svg, "line", { x1: x(facts.t), x2: x(facts.t), y1: 0, y2: H, class: "as-is" });
  add(svg, "line", { x1: x(-facts.t), x2: x(-facts.t), y1: 0, y2: H, class: "mirror" });
  for (let tick = -Math.floor(limit); tick <= limit; tick += 1)
    add(svg, "text", { x: x(tick), y: H + 22, class: "tick" }, String(tick).replace("-", "−"));
}

function said(facts, k) {
  const gap = facts.gap.toFixed(2).replace("-", "−");
  const first = `${facts.title}: gap ${gap} (n = ${facts.n_a} and ${facts.n_b} articles).`;
  if (!k) return `${first} No shuffle yet.`;
  const far = facts.is_far.slice(0, k).filter(Boolean).length;
  const p = ((far + 1) / (k + 1)).toFixed(4);
  const last = facts.gaps[k - 1].toFixed(2).replace("-", "−");
  const few = Math.min(facts.n_a, facts.n_b) < 10
    ? " Fewer than 10 articles on a side: an exercise, not a finding." : "";
  return `${first} The last shuffle gave ${last}. Of ${k} ${k === 1 ? "shuffle" : "shuffles"} ` +
    `${far} ${far === 1 ? "comes" : "come"} as far from no gap or farther: p = ${p}.${few}`;
}

function render({ model, el }) {
  const facts = model.get("facts");
  const box = document.createElement("section");
  box.className = "ml-shuffle";
  const bar = document.createElement("div");
  bar.className = "bar";
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `-12 -6 ${W + 24} ${H + 34}`);
  svg.setAttribute("role", "img");
  const line = document.createElement("p");
  line.setAttribute("role", "status");
  const note = document.createElement("p");
  note.className = "note";
  note.textContent = "Across: the gap in units of its own error. Line: as it is; dashed: as far " +
    "to the other side; dark bars: shuffles as far or farther.";
  const show = () => {
    const k = model.get("k");
    draw(svg, facts, k);
    line.textContent = said(facts, k);
    svg.setAttribute("aria-label", line.textContent);
    for (const button of bar.querySelectorAll("[data-more]"))
      button.disabled = k >= facts.ts.length;
  };
  const move = (k) => {
    model.set("k", Math.max(0, Math.min(k, facts.ts.length)));
    model.save_changes();
    show();
  };
  for (const [label, more] of [["Shuffle once", 1], ["10 times", 10], ["1,000 times", 1000]]) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.dataset.more = more;
    button.addEventListener("click", () => move(model.get("k") + more));
    bar.appendChild(button);
  }
  const again = document.createElement("button");
  again.type = "button";
  again.textContent = "Start again";
  again.addEventListener("click", () => move(0));
  bar.appendChild(again);
  box.append(bar, line, svg, note);
  el.appendChild(box);
  model.on("change:k", show);
  show();
  return () => model.off("change:k", show);
}

export default { render };
