// What JavaScript adds to the page that lists reports: a search through their prose, without a server.
(() => {
  "use strict";
  const finder = document.querySelector(".finder");
  const source = document.getElementById("texts");
  if (!finder || !source) return;
  const { texts, reports } = JSON.parse(source.textContent);
  const words = JSON.parse(finder.dataset.words);
  const input = finder.querySelector("input");
  const count = finder.querySelector(".count");
  const list = finder.querySelector(".found");
  const more = finder.querySelector(".more");
  const listing = [...document.querySelectorAll(".listing, .toc")];
  const plain = new Intl.NumberFormat(document.documentElement.lang || undefined);
  const say = (message, values) =>
    words[message].replace(/\{(\w+)\}/g, (_, name) => plain.format(values[name]));
  const fold = (text) => text.normalize("NFC").toLowerCase();
  /** Texts as they are compared, made at the first search. */
  let folded;
  let found = [];
  let terms = [];
  const step = 20;
  const placesOfReport = 3;
  const around = 90;

  /** The places of a report that hold at least one term, best first; nothing when a term is nowhere. */
  function search(report) {
    const title = fold(report.title);
    const missing = new Set(terms);
    for (const term of terms) if (title.includes(term)) missing.delete(term);
    let score = (terms.length - missing.size) * 100;
    const places = [];
    for (const [anchor, heading, paragraphs] of report.sections) {
      const inHeading = terms.filter((term) => folded[heading].includes(term));
      for (const term of inHeading) missing.delete(term);
      let best;
      let inTexts = 0;
      for (const text of paragraphs) {
        const here = terms.filter((term) => folded[text].includes(term));
        for (const term of here) missing.delete(term);
        inTexts += here.length;
        if (here.length > (best?.here ?? 0)) best = { text, here: here.length };
      }
      const weight = inHeading.length * 10 + (best?.here ?? 0) * 3 + Math.min(inTexts, 5);
      if (weight) places.push({ anchor, heading, text: best?.text, weight });
      score += weight;
    }
    if (missing.size) return null;
    places.sort((a, b) => b.weight - a.weight);
    return { report, score, places };
  }

  /** A text with the terms marked; of a long one what stands around the first of them. */
  function excerpt(text) {
    const low = fold(text);
    // Folding may change the length of a few letters: then nothing is marked.
    const isSame = low.length === text.length;
    const first = isSame ? Math.min(...terms.map((t) => low.indexOf(t)).filter((at) => at >= 0), text.length) : 0;
    let start = Math.max(0, first - around);
    if (start > 0) start = Math.max(text.indexOf(" ", start) + 1 || start, start);
    if (start > first) start = first;
    let end = Math.min(text.length, first + around * 2);
    const line = document.createElement("span");
    if (start > 0) line.append("…");
    let at = start;
    while (isSame && at < end) {
      const hits = terms.map((term) => [low.indexOf(term, at), term.length]).filter(([place]) => place >= 0 && place < end);
      if (!hits.length) break;
      const [place, length] = hits.reduce((a, b) => (b[0] < a[0] || (b[0] === a[0] && b[1] > a[1]) ? b : a));
      const mark = document.createElement("mark");
      mark.textContent = text.slice(place, place + length);
      line.append(text.slice(at, place), mark);
      at = place + length;
    }
    end = Math.max(end, at);
    line.append(text.slice(at, end) + (end < text.length ? "…" : ""));
    return line;
  }

  function link(path, anchor, content) {
    const element = document.createElement("a");
    element.href = path + (anchor ? `#${encodeURIComponent(anchor)}` : "");
    element.append(content);
    return element;
  }

  function item({ report, places }) {
    const item = document.createElement("li");
    item.append(link(report.path, "", excerpt(report.title)));
    const where = document.createElement("span");
    where.className = "where";
    where.textContent = decodeURIComponent(report.path);
    item.append(where);
    const inside = document.createElement("ul");
    for (const place of places.slice(0, placesOfReport)) {
      const line = document.createElement("li");
      if (texts[place.heading]) line.append(link(report.path, place.anchor, excerpt(texts[place.heading])));
      if (place.text !== undefined) {
        line.append(texts[place.heading] ? excerpt(texts[place.text]) : link(report.path, "", excerpt(texts[place.text])));
      }
      inside.append(line);
    }
    if (inside.children.length) item.append(inside);
    return item;
  }

  function show(from) {
    const next = found.slice(from, from + step).map(item);
    if (from) list.append(...next);
    else list.replaceChildren(...next);
    const left = found.length - list.children.length;
    more.hidden = left <= 0;
    if (left > 0) more.textContent = say("more", { left });
  }

  function run() {
    const query = fold(input.value).split(/\s+/).filter(Boolean);
    terms = [...new Set(query)];
    folded ??= texts.map(fold);
    const isIdle = !terms.length;
    for (const part of listing) part.hidden = !isIdle;
    found = isIdle ? [] : reports.map(search).filter(Boolean).sort((a, b) => b.score - a.score);
    list.hidden = !found.length;
    show(0);
    count.textContent = isIdle ? ""
      : say(found.length === 0 ? "none" : found.length === 1 ? "one" : "found", { reports: found.length, total: reports.length });
  }

  let waiting;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(run, 60);
  });
  more.addEventListener("click", () => {
    const before = list.children.length;
    show(before);
    list.children[before]?.querySelector("a").focus();
  });
  // The arrow keys walk through what was found; a slash goes to the search from anywhere.
  finder.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && input.value) {
      input.value = "";
      run();
      input.focus();
      event.preventDefault();
    }
    const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!way) return;
    const stops = [input, ...list.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement);
    const next = stops[at + way];
    if (at < 0 || !next) return;
    next.focus();
    event.preventDefault();
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
    input.focus();
    event.preventDefault();
  });
  finder.hidden = false;
})();
