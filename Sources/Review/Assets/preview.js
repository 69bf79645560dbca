// A report that follows its template: when the server has made another page, the parts that differ take the place of
// those shown. What stays the same keeps its state: sorted tables, opened details, the place that is being read.
(() => {
  "use strict";
  const root = document.documentElement;
  const panel = document.getElementById("q-preview");
  if (!panel) return;
  const state = document.getElementById("q-state");
  const problems = document.getElementById("q-problems");
  const parser = new DOMParser();
  /** What the page shown is made of, as the server sent it; scripts have changed the live one since. */
  let shown = null;
  let tag = panel.dataset.page;
  let problemText = null;
  let style = document.querySelector("head > style")?.textContent || "";
  /** The stylesheets of other pages. */
  const styles = new WeakMap();

  /** A page as the server sends it. */
  async function load() {
    const response = await fetch(location.pathname + location.search, { cache: "no-store" });
    if (!response.ok) throw new Error(response.statusText);
    // The policy of this page would complain about another page's stylesheet, which is only read here.
    let sheet = "";
    const text = (await response.text()).replace(/<style>([^]*?)<\/style>/, (_, style) => {
      sheet = style;
      return "";
    });
    const page = parser.parseFromString(text, "text/html");
    styles.set(page, sheet);
    return page;
  }

  /** The parts that are compared: those of the page, and the blocks of its text. */
  function partsOf(page) {
    const frame = page.querySelector("div.page");
    const main = frame?.querySelector(":scope > main");
    return main && { frame, main };
  }

  /** The text of each part, with the heads of the document. */
  function sourceOf(page) {
    const parts = partsOf(page);
    if (!parts) return null;
    const text = (element) => (element === parts.main ? "main" : element.outerHTML);
    return {
      outer: [...parts.frame.children].map(text),
      blocks: [...parts.main.children].map((block) => block.outerHTML),
      lang: page.documentElement.lang,
      script: page.querySelector("body > script")?.textContent,
      tag: page.getElementById("q-preview").dataset.page,
    };
  }

  /** Pairs of places at which two lists agree, in order: a longest common subsequence. */
  function common(old, young) {
    let start = 0;
    while (start < old.length && start < young.length && old[start] === young[start]) start += 1;
    let end = 0;
    const room = Math.min(old.length, young.length) - start;
    while (end < room && old[old.length - 1 - end] === young[young.length - 1 - end]) end += 1;
    const [rows, columns] = [old.length - start - end, young.length - start - end];
    const lengths = Array.from({ length: rows + 1 }, () => new Uint32Array(columns + 1));
    for (let i = rows - 1; i >= 0; i -= 1) {
      for (let j = columns - 1; j >= 0; j -= 1) {
        lengths[i][j] = old[start + i] === young[start + j]
          ? lengths[i + 1][j + 1] + 1
          : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
      }
    }
    const pairs = [];
    for (let i = 0; i < start; i += 1) pairs.push([i, i]);
    for (let i = 0, j = 0; i < rows && j < columns; ) {
      if (old[start + i] === young[start + j]) pairs.push([start + i++, start + j++]);
      else if (lengths[i + 1][j] >= lengths[i][j + 1]) i += 1;
      else j += 1;
    }
    for (let i = end; i > 0; i -= 1) pairs.push([old.length - i, young.length - i]);
    return pairs;
  }

  /** Lets a new block look as the reader left the one whose place it takes. */
  function inherit(old, young) {
    const opened = [...old.querySelectorAll("details")];
    [...young.querySelectorAll("details")].forEach((details, index) => {
      if (opened[index]) details.open = opened[index].open;
    });
    const moved = [...old.querySelectorAll(".scroll")];
    const scrolls = [...young.querySelectorAll(".scroll")];
    return () => scrolls.forEach((scroll, index) => {
      if (moved[index]) scroll.scrollLeft = moved[index].scrollLeft;
    });
  }

  /**
   * Puts the children of a new element into an old one, leaving those in place whose source is the same.
   * Gives the elements that are new, and which of them took the place of which.
   */
  function merge(parent, oldTexts, source, youngTexts) {
    const live = [...parent.children];
    const fresh = [...source.children];
    const pairs = common(oldTexts, youngTexts);
    const added = [];
    const replaced = new Map();
    let [i, j] = [0, 0];
    for (const [oldPlace, youngPlace] of [...pairs, [live.length, fresh.length]]) {
      const gone = live.slice(i, oldPlace);
      const come = fresh.slice(j, youngPlace).map((element) => document.importNode(element, true));
      const before = live[oldPlace] || null;
      for (const element of come) parent.insertBefore(element, before);
      gone.forEach((element, index) => {
        const heir = come.find((other) => element.id && other.id === element.id) || come[index];
        if (heir && heir.localName === element.localName) replaced.set(element, heir);
      });
      added.push(...come);
      [i, j] = [oldPlace + 1, youngPlace + 1];
    }
    const kept = new Set(pairs.map(([place]) => live[place]));
    return { added, replaced, gone: live.filter((element) => !kept.has(element)) };
  }

  /** Where an element stands below another one, to find the same place in its heir. */
  function pathTo(element, ancestor) {
    const path = [];
    for (let at = element; at !== ancestor; at = at.parentElement) {
      path.unshift([...at.parentElement.children].indexOf(at));
    }
    return path;
  }

  /** Shows another page in place of the one shown. */
  function show(page) {
    const young = sourceOf(page);
    const here = partsOf(document);
    if (!young || !here || young.lang !== root.lang || !shown || young.script !== shown.script) {
      location.reload();
      return;
    }
    const there = partsOf(page);
    if (here.main.children.length !== shown.blocks.length || here.frame.children.length !== shown.outer.length) {
      location.reload();
      return;
    }
    document.title = page.title;
    copyTheme(page);
    copyStyle(page);
    here.frame.className = there.frame.className;

    // The first block in sight stays where it is.
    const blocks = [...here.main.children];
    const top = panel.previousElementSibling?.getBoundingClientRect().bottom || 0;
    const anchor = scrollY > 0 && blocks.find((block) => block.getBoundingClientRect().bottom > Math.max(0, top));
    const before = anchor && anchor.getBoundingClientRect().top;
    const focus = document.activeElement;

    const inner = merge(here.main, shown.blocks, there.main, young.blocks);
    // The text itself was merged above: what counts here is what stands around it.
    const outer = mergeAround(here, there, young);
    const replaced = new Map([...inner.replaced, ...outer.replaced]);
    const after = [];
    for (const [old, heir] of replaced) after.push(inherit(old, heir));
    const holder = [...replaced.keys()].find((element) => element.contains(focus));
    const path = holder && focus !== holder && pathTo(focus, holder);
    for (const element of [...inner.gone, ...outer.gone]) element.remove();
    const added = [...inner.added, ...outer.added];
    document.dispatchEvent(new CustomEvent("quire:change", { detail: { added } }));
    for (const step of after) step();

    if (path) {
      const heir = path.reduce((at, index) => at?.children[index], replaced.get(holder));
      if (heir?.localName === focus.localName) heir.focus({ preventScroll: true });
    }
    const place = anchor && (anchor.isConnected ? anchor : replaced.get(anchor));
    if (place) scrollBy({ top: place.getBoundingClientRect().top - before, behavior: "instant" });
    shown = young;
    tag = young.tag;
    root.dataset.page = tag;
  }

  /** Merges what stands around the text, with the text in its place. */
  function mergeAround(here, there, young) {
    const stand = document.createElement("div");
    stand.append(...[...there.frame.children].map((element) => element.cloneNode(element !== there.main)));
    return merge(here.frame, shown.outer, stand, young.outer);
  }

  function copyTheme(page) {
    let chosen = null;
    try {
      chosen = sessionStorage.getItem("quire-theme");
    } catch { /* a page without storage: nothing was chosen */ }
    if (chosen) return;
    if (page.documentElement.dataset.theme) root.dataset.theme = page.documentElement.dataset.theme;
    else delete root.dataset.theme;
  }

  /** The page's policy names the stylesheet that it came with; another one is made by script. */
  function copyStyle(page) {
    const text = styles.get(page);
    if (style === text) return;
    style = text;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [sheet];
    document.querySelector("head > style")?.remove();
  }

  let isLoading = false;
  let wanted = tag;

  /** Gets and shows pages until the one shown is the one wanted. */
  async function follow() {
    if (isLoading) return;
    isLoading = true;
    try {
      while (wanted && wanted !== tag) {
        const page = await load();
        if (wanted !== tag) show(page);
      }
    } catch {
      // The server will tell again when it is back.
    }
    isLoading = false;
  }

  /** Remembers what the page is made of, while nothing is going on. */
  async function remember() {
    const source = sourceOf(await load());
    if (!shown && source?.tag === tag) shown = source;
  }

  /** Scrolls a long line to the place that is marked below it. */
  function showCaret(excerpt) {
    const lines = excerpt.textContent.split("\n");
    const place = lines[lines.length - 1].indexOf("^") / Math.max(...lines.map((line) => line.length), 1);
    excerpt.scrollLeft = place * excerpt.scrollWidth - excerpt.clientWidth / 2;
  }

  function tell(news) {
    if (state.textContent !== news.status) state.textContent = news.status;
    if (problemText !== news.problems) {
      problemText = news.problems;
      const isOpen = problems.querySelector("details")?.open;
      problems.innerHTML = news.problems;
      const details = problems.querySelector("details");
      if (details && isOpen === false) details.open = false;
      for (const excerpt of problems.querySelectorAll("pre")) showCaret(excerpt);
    }
    panel.classList.toggle("q-lost", false);
    wanted = news.page;
    follow();
  }

  /** Listens to the server, and again when it was gone. */
  function listen() {
    const source = new EventSource(panel.dataset.events);
    source.addEventListener("preview", (event) => tell(JSON.parse(event.data)));
    const again = () => {
      source.close();
      state.textContent = panel.dataset.lost;
      panel.classList.toggle("q-lost", true);
      setTimeout(listen, 1000);
    };
    source.addEventListener("end", again);
    source.addEventListener("error", again);
  }

  root.style.overflowAnchor = "none";
  root.dataset.page = tag;
  if (partsOf(document)) remember().catch(() => {}).finally(listen);
  else listen();
})();
