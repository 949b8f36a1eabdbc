// A progressive extra: the page reads the same without it. Tables sort and filter; a click on a
// row, a mark or a link to sentences unfolds them and leaves a way back.
(() => {
  "use strict";
  const SHOWN = 24; // rows until "all rows" is asked for
  const FEW = 8; // rows that need no filter
  // The page's words in its language: data attributes of the body.
  const say = (name) => document.body.dataset[name];
  const make = (tag, look, words) => {
    const node = document.createElement(tag);
    if (look) node.className = look;
    if (words) node.textContent = words;
    return node;
  };

  // The number that a cell shows first; nothing for a dash or words.
  const number = (cell) => {
    const found = cell.textContent.replaceAll("−", "-").replaceAll(",", "").match(/-?\d+(\.\d+)?/);
    if (!found) return NaN;
    return Number(found[0]) - (cell.textContent.trim().startsWith("<") ? 1e-9 : 0);
  };
  const moment = (cell) => cell.querySelector("time[datetime]")?.dateTime;
  const words = (cell) => moment(cell) ?? cell.textContent.trim();

  const compare = (one, other, isNumber) => {
    if (!isNumber) return words(one).localeCompare(words(other), undefined, { numeric: true });
    return number(one) - number(other);
  };

  const sortable = (table) => {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = make("button", "ml-sort");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const isUp = head.getAttribute("aria-sort") !== "ascending";
        heads.forEach((one) => one.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", isUp ? "ascending" : "descending");
        const isNumber = head.classList.contains("ml-number");
        const body = table.tBodies[0];
        const isMissing = (row) => (isNumber ? Number.isNaN(number(row.cells[column])) : !words(row.cells[column]));
        body.append(...[...body.rows].sort((one, other) => {
          const gaps = isMissing(one) - isMissing(other); // what is missing stands last either way
          const order = compare(one.cells[column], other.cells[column], isNumber);
          return gaps || (isUp ? order : -order);
        }));
        table.dispatchEvent(new Event("ml-shown"));
      });
    });
  };

  const filterable = (table, place) => {
    const rows = table.tBodies[0].rows;
    if (rows.length <= FEW) return;
    place.classList.remove("ml-tall"); // what is shown is shown whole
    const bar = make("div", "ml-tools");
    const label = make("label", "", `${say("filter")} `);
    const field = make("input");
    const said = make("output");
    const all = make("button", "ml-all");
    field.type = "search";
    all.type = "button";
    said.setAttribute("aria-live", "polite");
    let isWhole = rows.length <= SHOWN;
    label.append(field);
    bar.append(label, said, all);
    place.before(bar);
    const show = () => {
      const wanted = field.value.trim().toLowerCase();
      let found = 0;
      for (const row of rows) {
        const isFound = !wanted || row.textContent.toLowerCase().includes(wanted);
        found += isFound;
        row.hidden = !isFound || (!wanted && !isWhole && found > SHOWN);
      }
      const shown = wanted || isWhole ? found : SHOWN;
      said.textContent = say("count").replace("{shown}", shown.toLocaleString("en")).replace("{n}", rows.length.toLocaleString("en"));
      all.hidden = rows.length <= SHOWN || Boolean(wanted);
      all.textContent = isWhole ? say("fewer") : say("all");
    };
    field.addEventListener("input", show);
    table.addEventListener("ml-shown", show);
    all.addEventListener("click", () => {
      isWhole = !isWhole;
      show();
    });
    show();
  };

  const unfold = (node) => {
    for (let box = node.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    node.querySelector(":scope > details:only-of-type")?.setAttribute("open", "");
  };

  // Go to the sentences, and leave a button that leads back.
  const open = (target, origin) => {
    unfold(target);
    document.querySelectorAll(".ml-back").forEach((one) => one.remove());
    const back = make("button", "ml-back", say("back"));
    back.type = "button";
    back.addEventListener("click", () => {
      back.remove();
      target.removeAttribute("tabindex");
      origin.scrollIntoView({ block: "center" });
      (origin.matches("a, button") ? origin : origin.querySelector("a"))?.focus({ preventScroll: true });
    });
    target.prepend(back);
    target.tabIndex = -1;
    target.scrollIntoView({ block: "start" });
    target.focus({ preventScroll: true });
  };

  const follow = (link, origin) => {
    const target = document.getElementById(link.hash.slice(1));
    if (target) open(target, origin);
    return Boolean(target);
  };

  document.querySelectorAll("table.ml-table").forEach((table) => {
    if (!table.tHead || !table.tBodies[0]) return;
    if (table.tBodies[0].rows.length > 1) sortable(table);
    filterable(table, table.closest(".ml-scroll") ?? table);
    for (const row of table.tBodies[0].rows) {
      if (row.querySelector('a[href^="#evidence-"]')) row.classList.add("ml-opens");
    }
  });

  document.addEventListener("click", (event) => {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = event.target.closest("a");
    if (link) {
      if (link.getAttribute("href")?.startsWith("#evidence-") && follow(link, link)) event.preventDefault();
      return;
    }
    const row = event.target.closest("tr.ml-opens");
    if (row && !event.target.closest("button, input") && !String(getSelection())) {
      follow(row.querySelector('a[href^="#evidence-"]'), row);
    }
  });

  const arrive = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target) {
      unfold(target);
      target.scrollIntoView();
    }
  };
  addEventListener("hashchange", arrive);
  arrive();

  // On paper the findings and limits are whole.
  const folded = () => document.querySelectorAll(".findings details:not([open]), .limits details:not([open])");
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...folded()];
    opened.forEach((one) => (one.open = true));
  });
  addEventListener("afterprint", () => opened.forEach((one) => (one.open = false)));
})();
