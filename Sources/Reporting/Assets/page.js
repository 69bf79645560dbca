// What JavaScript adds to a finished report: sorting, search, paging and download of tables, the
// current section in the contents, labels on charts, light and dark by hand. Without it every row is simply there.
(() => {
  "use strict";
  const root = document.documentElement;
  const words = JSON.parse(document.body.dataset.words || "{}");
  const all = (selector, scope = document) => [...scope.querySelectorAll(selector)];
  /** The elements among some and below them. */
  const within = (scopes, selector) =>
    scopes.flatMap((scope) => [...(scope.matches?.(selector) ? [scope] : []), ...all(selector, scope)]);
  const plain = new Intl.NumberFormat(root.lang || undefined);
  const collator = new Intl.Collator(root.lang || undefined, { numeric: true, sensitivity: "base" });
  /** A message with its {names} filled in. */
  const say = (message, values) =>
    (words[message] || "").replace(/\{(\w+)\}/g, (_, name) => plain.format(values[name]));

  /** The exact value of a cell as text: what is sorted, and what a download holds. */
  function valueOf(cell) {
    if (cell.dataset.v !== undefined) return cell.dataset.v;
    return (cell.querySelector(".full") || cell).textContent;
  }

  /** An order of two texts for a column's kind; empty cells are handled by the caller. */
  function comparison(kind) {
    if (kind === "number") return (a, b) => Number(a) - Number(b) || 0;
    if (kind === "time") return (a, b) => (a < b ? -1 : a > b ? 1 : 0);
    return collator.compare;
  }

  function enliven(figure) {
    const table = figure.querySelector("table");
    const body = table.tBodies[0];
    if (!body) return;
    const original = [...body.rows];
    const pageSize = Number(figure.dataset.page) || original.length || 1;
    const find = figure.querySelector('input[type="search"]');
    const count = figure.querySelector(".count");
    const pager = figure.querySelector(".pager");
    let rows = original;
    let found = original;
    let page = 0;

    function show() {
      const last = Math.max(0, Math.ceil(found.length / pageSize) - 1);
      page = Math.min(page, last);
      const from = page * pageSize;
      const visible = new Set(found.slice(from, from + pageSize));
      for (const row of original) row.hidden = !visible.has(row);
      if (!pager) return;
      pager.hidden = found.length <= pageSize && !pager.contains(document.activeElement);
      pager.querySelector(".range").textContent = found.length
        ? say("range", {
            from: from + 1,
            to: Math.min(from + pageSize, found.length),
            total: found.length,
          })
        : "";
      pager.querySelector(".prev").disabled = page === 0;
      pager.querySelector(".next").disabled = page === last;
    }

    function search() {
      const parts = find.value.normalize("NFC").toLocaleLowerCase().split(/\s+/).filter(Boolean);
      found = parts.length ? rows.filter((row) => parts.every((p) => textOf(row).includes(p))) : rows;
      page = 0;
      show();
      if (count) {
        count.textContent = parts.length
          ? say("found", { found: found.length, total: rows.length })
          : count.dataset.all;
      }
    }

    const texts = new Map();
    function textOf(row) {
      if (!texts.has(row)) {
        texts.set(row, row.textContent.normalize("NFC").toLocaleLowerCase());
      }
      return texts.get(row);
    }

    function sort(header, direction) {
      for (const other of all("thead th[aria-sort]", table)) other.removeAttribute("aria-sort");
      rows = original;
      if (direction) {
        header.setAttribute("aria-sort", direction);
        const column = header.cellIndex;
        const order = comparison(header.dataset.kind);
        const sign = direction === "ascending" ? 1 : -1;
        const key = (row) => valueOf(row.cells[column]).replace(/^NaN$/, "");
        const keys = new Map(original.map((row) => [row, key(row)]));
        // Missing values stay at the end either way, and equal ones keep the author's order.
        rows = [...original].sort((a, b) => {
          const [left, right] = [keys.get(a), keys.get(b)];
          if (left === "" || right === "") return (left === "") - (right === "");
          return sign * order(left, right);
        });
      }
      body.append(...rows);
      if (find) search();
      else {
        found = rows;
        page = 0;
        show();
      }
    }

    const next = { none: "ascending", ascending: "descending", descending: "" };
    for (const header of all("thead th", table)) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append(...header.childNodes);
      header.append(button);
      button.addEventListener("click", () =>
        sort(header, next[header.getAttribute("aria-sort") || "none"]),
      );
    }

    if (original.length > pageSize) {
      // Columns keep the width of the whole table, so that turning pages moves nothing.
      for (const header of all("thead th", table)) header.style.minWidth = `${header.offsetWidth}px`;
    }
    for (const control of all(".tools, .pager", figure)) control.hidden = false;
    find?.addEventListener("input", search);
    find?.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !find.value) return;
      find.value = "";
      search();
      event.preventDefault();
    });
    const turn = (step) => {
      page += step;
      show();
    };
    pager?.querySelector(".prev").addEventListener("click", () => turn(-1));
    pager?.querySelector(".next").addEventListener("click", () => turn(1));
    figure.querySelector(".csv")?.addEventListener("click", () =>
      download(`${figure.dataset.name || "table"}.csv`, csv(table, found)),
    );
    show();
  }

  /**
   * RFC 4180 text of the rows found, in the order shown, with exact values. Texts that begin with
   * "=", "+", "-" or "@" stay as they are: the file is data, and a changed value would be a wrong one.
   */
  function csv(table, rows) {
    const field = (text) => (/[",\r\n]|^\s|\s$/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);
    const header = all("thead th", table).map((cell) => field(cell.dataset.field || valueOf(cell)));
    const lines = rows.map((row) => [...row.cells].map((cell) => field(valueOf(cell))).join(","));
    return [header.join(","), ...lines, ""].join("\r\n");
  }

  /** Saves text as a file; the mark at its start tells Excel that it is UTF-8. */
  function download(name, text, type = "text/csv") {
    const link = document.createElement("a");
    const mark = type === "text/csv" ? "\uFEFF" : "";
    link.href = URL.createObjectURL(new Blob([mark, text], { type: `${type};charset=utf-8` }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  /** The drawing as a file of its own: the colours that the page gives it become its own. */
  function picture(svg) {
    const copy = svg.cloneNode(true);
    const copies = all("*", copy);
    all("*", svg).forEach((element, index) => {
      if (!/\bq-/.test(element.getAttribute("class") || "") && element.localName !== "text") return;
      const style = getComputedStyle(element);
      for (const name of ["fill", "stroke"]) copies[index].setAttribute(name, style[name]);
    });
    copy.style.fontFamily = getComputedStyle(svg).fontFamily;
    return new XMLSerializer().serializeToString(copy);
  }

  /** Files of a chart's rows and of the drawing. */
  function offer(figure) {
    const name = figure.dataset.name || "chart";
    for (const control of all(".tools", figure)) control.hidden = false;
    figure.querySelector(".csv")?.addEventListener("click", () => {
      const texts = all("details table", figure).map((table) => csv(table, [...table.tBodies[0].rows]));
      download(`${name}.csv`, texts.join("\r\n"));
    });
    figure.querySelector("button.svg")?.addEventListener("click", () =>
      download(`${name}.svg`, picture(figure.querySelector("svg")), "image/svg+xml"),
    );
  }

  /** A table that fits is no stop for the keyboard; one that must be scrolled is. */
  const widths = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.matches("figure.chart > .scroll")) continue;
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });

  let stopFollowing = () => {};

  /** Marks the section being read in the contents: the last heading above the upper third. */
  function followReading() {
    stopFollowing();
    const links = new Map(
      all(".toc a").map((link) => [decodeURIComponent(link.hash.slice(1)), link]),
    );
    const headings = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
    if (!headings.length) return;
    let current;
    const mark = () => {
      const line = innerHeight / 3;
      const above = headings.filter((heading) => heading.getBoundingClientRect().top <= line);
      const atEnd = scrollY > 0 && scrollY + innerHeight >= root.scrollHeight - 2;
      const heading = atEnd ? headings[headings.length - 1] : above[above.length - 1];
      const link = heading && links.get(heading.id);
      if (link === current) return;
      current?.removeAttribute("aria-current");
      link?.setAttribute("aria-current", "true");
      current = link;
    };
    const observer = new IntersectionObserver(mark, { rootMargin: "0px 0px -66% 0px" });
    for (const heading of headings) observer.observe(heading);
    addEventListener("scrollend", mark);
    stopFollowing = () => {
      observer.disconnect();
      removeEventListener("scrollend", mark);
      current?.removeAttribute("aria-current");
    };
    mark();
  }

  /**
   * What a mark of a chart stands for, beside the pointer; the browser's own label comes late.
   * Gives what makes a chart's region one whose marks the arrow keys walk along.
   */
  function tooltips() {
    const tip = document.createElement("div");
    tip.className = "mark-label";
    tip.hidden = true;
    tip.setAttribute("aria-hidden", "true");
    document.body.append(tip);
    const texts = new WeakMap();
    const textFor = (mark) => {
      const title = mark.querySelector(":scope > title");
      if (title) {
        texts.set(mark, title.textContent);
        title.remove();
      }
      return texts.get(mark);
    };
    const place = (event) => {
      const { width, height } = tip.getBoundingClientRect();
      const left = Math.min(event.clientX + 14, innerWidth - width - 8);
      const above = event.clientY - height - 12;
      tip.style.left = `${Math.max(8, left)}px`;
      tip.style.top = `${above < 8 ? event.clientY + 18 : above}px`;
    };
    addEventListener("pointerover", (event) => {
      const mark = event.target.closest?.("figure.chart svg *");
      const text = mark && textFor(mark);
      tip.hidden = !text;
      if (!text) return;
      tip.textContent = text;
      place(event);
    });
    addEventListener("pointermove", (event) => tip.hidden || place(event));
    // Where a key brought a mark into view, its label goes with it.
    let walked;
    const placeBeside = (mark) => {
      const box = mark.getBoundingClientRect();
      place({ clientX: box.right, clientY: box.top + box.height / 2 });
    };
    addEventListener("scroll", () => (walked ? placeBeside(walked) : (tip.hidden = true)), { passive: true });

    // The arrow keys walk from mark to mark of the chart that has the focus; what each stands for is
    // shown beside it and read out.
    const voice = document.createElement("div");
    voice.className = "sr";
    voice.setAttribute("role", "status");
    document.body.append(voice);
    const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
    return (region) => {
      // Of the drawing for wide screens and that for narrow ones, one is seen.
      const drawings = all(":scope > svg", region);
      const marksOf = new Map(drawings.map((drawing) =>
        [drawing, all("title", drawing).map((title) => title.parentElement)]));
      let marks = [];
      let at = -1;
      const leave = () => {
        marks[at]?.classList.remove("at");
        at = -1;
        walked = undefined;
        tip.hidden = true;
      };
      region.addEventListener("blur", leave);
      region.addEventListener("keydown", (event) => {
        if (event.key === "Escape") return leave();
        const seen = marksOf.get(drawings.find((drawing) => drawing.getClientRects().length)) || [];
        if (seen !== marks) {
          leave();
          marks = seen;
        }
        const next =
          event.key === "Home" ? 0
          : event.key === "End" ? marks.length - 1
          : event.key in steps ? Math.min(marks.length - 1, Math.max(0, at + steps[event.key])) : -1;
        if (next < 0 || !marks.length || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        marks[at]?.classList.remove("at");
        at = next;
        marks[at].classList.add("at");
        marks[at].scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
        voice.textContent = tip.textContent = textFor(marks[at]);
        tip.hidden = false;
        walked = marks[at];
        placeBeside(walked);
      });
    };
  }

  /** Light or dark by hand, for as long as the tab is open; printing is always light. */
  function theme() {
    const button = document.querySelector(".theme");
    if (!button) return;
    const system = matchMedia("(prefers-color-scheme: dark)");
    const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
    const describe = () => button.setAttribute("aria-pressed", String(isDark()));
    try {
      const chosen = sessionStorage.getItem("quire-theme");
      if (chosen) root.dataset.theme = chosen;
    } catch { /* a page without storage: the choice lasts until it is closed */ }
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      try {
        sessionStorage.setItem("quire-theme", root.dataset.theme);
      } catch { /* as above */ }
      describe();
    });
    system.addEventListener("change", describe);
    button.hidden = false;
    describe();
  }

  const walk = tooltips();

  /** Gives parts of the page their life. */
  function begin(scopes) {
    within(scopes, "figure.table").forEach(enliven);
    within(scopes, "figure.chart").forEach(offer);
    within(scopes, "figure.chart > .scroll").forEach(walk);
    for (const region of within(scopes, ".scroll")) widths.observe(region);
    followReading();
  }

  theme();
  begin([document]);
  // Whoever puts new parts into the page tells so, with the elements that are new.
  document.addEventListener("quire:change", (event) => begin(event.detail.added));
})();
