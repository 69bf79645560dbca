// What the browser tests measure inside a page. Evaluating this file gives an object of functions; each
// returns plain values, and a list of offenders is empty when all is well.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  const isVisible = (element) => {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1;  // text kept for screen readers only is a pixel wide
  };

  // A short way to say which element is meant: "figure.table > table > td.number".
  const nameOf = (element) => {
    const parts = [];
    for (let e = element; e && e.parentElement && parts.length < 3; e = e.parentElement) {
      const classes = [...e.classList].slice(0, 2).map((c) => "." + c).join("");
      parts.unshift(e.id ? `${e.localName}#${e.id}` : e.localName + classes);
      if (e.id) break;
    }
    return parts.join(" > ");
  };

  const textOf = (element) => element.textContent.replace(/\s+/g, " ").trim();

  // ---- colours

  const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const colours = new Map();

  // Any CSS colour as [red, green, blue, alpha], the first three 0–255.
  const rgba = (css) => {
    let colour = colours.get(css);
    if (!colour) {
      pen.clearRect(0, 0, 1, 1);
      pen.fillStyle = css;
      pen.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
      colours.set(css, (colour = [r, g, b, a / 255]));
    }
    return colour;
  };

  const over = ([r, g, b, a], below) =>
    [r, g, b].map((channel, i) => channel * a + below[i] * (1 - a));
  const luminance = (colour) => {
    const [r, g, b] = colour.slice(0, 3).map((channel) => {
      const c = channel / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };
  const hex = (colour) =>
    "#" + colour.slice(0, 3).map((c) => Math.round(c).toString(16).padStart(2, "0")).join("");

  const opacityOf = (element) => {
    let opacity = 1;
    for (let e = element; e; e = e.parentElement) opacity *= +getComputedStyle(e).opacity;
    return opacity;
  };

  // Luminance of the page's background, 0 (black) to 1 (white).
  const pageLuminance = () => {
    const probe = document.createElement("i");
    probe.style.color = "Canvas";  // what the browser paints where the page paints nothing
    document.documentElement.append(probe);
    let colour = rgba(getComputedStyle(probe).color);
    probe.remove();
    for (const e of [document.documentElement, document.body])
      colour = over(rgba(getComputedStyle(e).backgroundColor), colour);
    return luminance(colour);
  };

  // ---- contrast: where the texts are and their colours, and then, from a picture of the page without
  // its letters, what is really behind them (bars, gradients, marks, whatever painted it)

  // Whether a box's middle is clipped away by a scrolling ancestor, or lies under what stays on top.
  const isCovered = (element, x, y) => {
    for (let e = element.parentElement; e; e = e.parentElement) {
      if (e === document.documentElement || e === document.body) continue;
      if (getComputedStyle(e).overflow === "visible") continue;
      const box = e.getBoundingClientRect();
      if (x < box.left || x > box.right || y < box.top || y > box.bottom) return true;
    }
    for (let e = document.elementFromPoint(x, y); e; e = e.parentElement)
      if (/fixed|sticky/.test(getComputedStyle(e).position)) return !e.contains(element);
    return false;
  };

  let measured;
  const textsInWindow = (isFirst) => {
    if (isFirst) measured = new Set();
    const texts = [];
    const add = (node, element, style, box, colour, size, words) => {
      if (!box || box.width < 2 || box.height < 2 || box.top < 0 || box.bottom > innerHeight) return;
      if (measured.has(node)) return;
      measured.add(node);
      if (isCovered(element, box.left + box.width / 2, box.top + box.height / 2)) return;
      const [r, g, b, a] = rgba(colour);
      const isLarge = size >= 24 || (size >= 18.66 && +style.fontWeight >= 700);
      texts.push({
        words: words.slice(0, 40), where: nameOf(element), needed: isLarge ? 3 : 4.5,
        colour: [r, g, b, a * opacityOf(element) * (element instanceof SVGElement ? style.fillOpacity : 1)],
        box: [box.left, box.top, box.width, box.height],
      });
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode()); ) {
      const words = node.data.replace(/\s+/g, " ").trim();
      const element = node.parentElement;
      if (!words || element.closest("script, style, noscript, template, title, desc, metadata")) continue;
      if (!isVisible(element) || element.matches(":disabled")) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const style = getComputedStyle(element);
      let [size, colour] = [parseFloat(style.fontSize), style.color];
      if (element instanceof SVGTextContentElement) {
        if (style.fill === "none" || style.fill.startsWith("url(")) continue;
        const matrix = element.getScreenCTM();
        size *= Math.hypot(matrix.a, matrix.b);
        colour = style.fill;
      }
      let [box] = range.getClientRects();
      // Above the letters of a drawing the line has room in which a tick may end.
      if (box && element instanceof SVGTextContentElement && box.height < 20)
        box = new DOMRect(box.left, box.top + box.height * 0.2, box.width, box.height * 0.8);
      add(node, element, style, box, colour, size, words);
    }
    for (const field of all("input[placeholder], textarea[placeholder]").filter(isVisible)) {
      const style = getComputedStyle(field, "::placeholder");
      const { left, top, width, height } = field.getBoundingClientRect();
      const inside = new DOMRect(left + 4, top + 4, width - 8, height - 8);
      add(field, field, style, inside, style.color, parseFloat(style.fontSize), field.placeholder);
    }
    return texts;
  };

  // Takes the letters away and leaves all else, halos of labels included; and gives them back.
  const bare = new CSSStyleSheet();
  bare.replaceSync(`
    *, ::before, ::after, ::placeholder, ::marker {
      -webkit-text-fill-color: transparent !important; text-decoration-color: transparent !important;
      text-shadow: none !important; caret-color: transparent !important; transition: none !important }
    svg text, svg text * { fill: transparent !important }`);
  const hideLetters = (isHidden) => {
    const others = document.adoptedStyleSheets.filter((sheet) => sheet !== bare);
    document.adoptedStyleSheets = isHidden ? [...others, bare] : others;
  };

  // Texts whose contrast (WCAG 2) with what is behind a tenth or more of them is too low.
  const lowContrast = async (picture, texts) => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${picture}`)).blob());
    const canvas = new OffscreenCanvas(image.width, image.height);
    const view = canvas.getContext("2d", { willReadFrequently: true });
    view.drawImage(image, 0, 0);
    return texts.flatMap(({ words, where, needed, colour, box }) => {
      const [left, top] = [Math.max(0, Math.floor(box[0])), Math.max(0, Math.floor(box[1]))];
      const width = Math.min(Math.ceil(box[2]), image.width - left);
      const height = Math.min(Math.ceil(box[3]), image.height - top);
      if (width < 1 || height < 1) return [];
      const { data } = view.getImageData(left, top, width, height);
      const counts = new Map();
      for (let i = 0; i < data.length; i += 4) {
        const key = (data[i] << 16) | (data[i + 1] << 8) | data[i + 2];
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
      let worst = { ratio: Infinity };
      let worse = 0;
      for (const [key, count] of counts) {
        const behind = [key >> 16, (key >> 8) & 255, key & 255];
        const ink = over(colour, behind);
        const ratio = contrast(ink, behind);
        if (ratio >= needed - 0.005) continue;
        worse += count;
        if (ratio < worst.ratio) worst = { ratio, ink, behind };
      }
      if (worse * 10 < width * height) return [];
      const { ratio, ink, behind } = worst;
      return [`'${words}' ${ratio.toFixed(2)} < ${needed} (${hex(ink)} on ${hex(behind)}) in ${where}`];
    });
  };

  // ---- layout

  const scrollsSideways = (element) => {
    for (let e = element.parentElement; e && e !== document.body; e = e.parentElement)
      if (getComputedStyle(e).overflowX !== "visible") return true;
    return false;
  };

  const overflowing = (width) => {
    const root = document.documentElement;
    if (root.scrollWidth <= width) return [];
    const culprits = all("body *").filter(
      (e) => e.getBoundingClientRect().right > width + 0.5 && !scrollsSideways(e));
    const names = culprits.slice(-5).map(
      (e) => `${nameOf(e)} reaches ${Math.round(e.getBoundingClientRect().right)}`);
    return [`the page is ${root.scrollWidth} wide`, ...names];
  };

  // Text in drawings that has shrunk with them beyond reading.
  const tinyText = (least) =>
    all("svg text").filter(isVisible).flatMap((text) => {
      const matrix = text.getScreenCTM();
      const size = parseFloat(getComputedStyle(text).fontSize) * Math.hypot(matrix.a, matrix.b);
      return size < least ? [`'${textOf(text).slice(0, 30)}' is ${size.toFixed(1)} px high`] : [];
    });

  // ---- structure

  const structure = () => {
    const problems = [];
    const one = (selector, what) => {
      const count = all(selector).filter(isVisible).length;
      if (count !== 1) problems.push(`${count} of ${what}, not one`);
    };
    if (!document.documentElement.lang) problems.push("<html> says no language");
    if (!document.title.trim()) problems.push("the page has no title");
    if (document.characterSet !== "UTF-8") problems.push(`the encoding is ${document.characterSet}`);
    if (document.compatMode !== "CSS1Compat") problems.push("no doctype: the page is in quirks mode");
    one("main, [role=main]", "<main>");
    one("h1", "<h1>");
    if (!all("nav, [role=navigation]").some(isVisible)) problems.push("no <nav> is visible");
    let last = 0;
    for (const heading of all("h1, h2, h3, h4, h5, h6").filter((h) => h.checkVisibility())) {
      const level = +heading.localName[1];
      if (level > last + 1) problems.push(`'${textOf(heading)}' is an h${level} under an h${last}`);
      last = level;
    }
    const seen = new Set();
    for (const { id } of all("[id]")) {
      if (seen.has(id)) problems.push(`id '${id}' is there twice`);
      seen.add(id);
    }
    for (const link of all("a[href^='#']")) {
      const target = decodeURIComponent(link.getAttribute("href").slice(1));
      if (target && !seen.has(target)) problems.push(`'#${target}' leads nowhere`);
    }
    for (const attribute of ["aria-labelledby", "aria-describedby", "aria-controls"])
      for (const element of all(`[${attribute}]`))
        for (const id of element.getAttribute(attribute).split(/\s+/))
          if (!seen.has(id)) problems.push(`${attribute} of ${nameOf(element)}: no '${id}'`);
    for (const drawing of all("svg"))
      if (!drawing.closest("[role=img], [role=list], [aria-hidden=true]"))
        problems.push(`${nameOf(drawing)} has neither role="img" or "list" nor aria-hidden`);
    for (const table of all("table"))
      if (!table.querySelector("th")) problems.push(`${nameOf(table)} has no header cell`);
    for (const table of all("figure table"))
      if (!table.closest("figure").querySelector("figcaption, caption")?.textContent.trim()
        && !table.matches("[aria-label], [aria-labelledby]"))
        problems.push(`${nameOf(table)} has neither caption nor label`);
    for (const header of all("thead th"))
      if (textOf(header) && !header.scope) problems.push(`'${textOf(header)}' has no scope`);
    return problems;
  };

  // ---- keyboard

  const FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex], iframe, audio[controls]";
  const reachable = () =>
    all(FOCUSABLE).filter((e) => isVisible(e) && !e.matches(":disabled") && e.tabIndex >= 0);
  const LOOKS = ["outline", "boxShadow", "borderColor", "backgroundColor", "textDecoration", "color",
    "stroke", "strokeWidth", "clip", "transform"];
  const look = (e) => {
    const style = getComputedStyle(e);
    return LOOKS.map((key) => style[key]).join("|");
  };

  // Called before the first Tab: remembers how each control looks when it has no focus.
  let resting;
  const rememberControls = () => {
    if (document.activeElement !== document.body) {
      // Tab goes on from what had the focus last: the top of the page.
      document.body.tabIndex = -1;
      document.body.focus({ preventScroll: true });
      document.body.removeAttribute("tabindex");
      document.activeElement?.blur();
    }
    resting = new Map(reachable().map((e) => [e, look(e)]));
    return resting.size;
  };

  // The control with the focus, its place in the page's order, and what is wrong with it.
  const focused = () => {
    const e = document.activeElement;
    if (!e || e === document.body || e === document.documentElement) return null;
    const place = [...resting.keys()].indexOf(e);
    const box = e.getBoundingClientRect();
    const problems = [];
    if (!isVisible(e)) problems.push("is not visible");
    else if (box.bottom <= 0 || box.top >= innerHeight) problems.push("is outside the window");
    if (place >= 0 && resting.get(e) === look(e)) problems.push("looks the same with the focus");
    return { place, name: `${nameOf(e)} '${textOf(e).slice(0, 30)}'`, problems };
  };

  const unreached = (places) =>
    [...resting.keys()].filter((_, i) => !places.includes(i)).map(
      (e) => `${nameOf(e)} '${textOf(e).slice(0, 30)}'`);

  // ---- tables

  const tables = () => all("table").filter((table) => !table.closest("details.data"));
  const controlsOf = (table, selector) => {
    const figure = table.closest("figure");
    return figure ? all(selector, figure).filter(isVisible) : [];
  };
  const SEARCH = "input[type=search]";
  const DOWNLOAD = "button.csv, a[download]";
  const bodyRows = (table) => [...table.tBodies].flatMap((body) => [...body.rows]);
  const cellOf = (cell) => ({
    text: textOf(cell),
    value: cell.dataset.v ?? cell.querySelector(".full")?.textContent ?? null,
  });

  const describeTables = () => tables().map((table, index) => ({
    index,
    name: nameOf(table),
    headers: table.tHead ? [...table.tHead.rows].at(-1).cells.length : 0,
    sorters: all("thead th button", table).filter(isVisible).length,
    searches: controlsOf(table, SEARCH).length,
    downloads: controlsOf(table, DOWNLOAD).length,
    rows: bodyRows(table).length,
    shown: bodyRows(table).filter(isVisible).length,
    feet: table.tFoot ? table.tFoot.rows.length : 0,
  }));

  const contents = (index) => {
    const table = tables()[index];
    return {
      headers: table.tHead ? [...[...table.tHead.rows].at(-1).cells].map(textOf) : [],
      rows: bodyRows(table).map((row) => [...row.cells].map(cellOf)),
      shown: bodyRows(table).map(isVisible),
    };
  };

  const columnOf = (button) => button.closest("th").cellIndex;
  const sorter = (index, place) => {
    const button = all("thead th button", tables()[index]).filter(isVisible)[place];
    return { column: columnOf(button), order: button.closest("th").ariaSort ?? "none" };
  };

  // Scrolls a control into the window and tells where to click; an error if something covers it.
  const aim = (element) => {
    element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const box = element.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const hit = document.elementFromPoint(x, y);
    if (!hit || !(element.contains(hit) || hit.contains(element)))
      throw new Error(`${nameOf(element)} is covered by ${hit ? nameOf(hit) : "nothing"}`);
    return { x, y };
  };
  const aimAtSorter = (index, place) =>
    aim(all("thead th button", tables()[index]).filter(isVisible)[place]);
  const aimAtSearch = (index) => aim(controlsOf(tables()[index], SEARCH)[0]);
  const aimAtDownload = (index) => aim(controlsOf(tables()[index], DOWNLOAD)[0]);
  const searchText = (index) => controlsOf(tables()[index], SEARCH)[0].value;

  // Whether texts are in the order that this page's language gives them.
  const inOrder = (texts) => {
    const compare = new Intl.Collator(document.documentElement.lang || "en", { numeric: true }).compare;
    return texts.every((text, i) => i === 0 || compare(texts[i - 1], text) <= 0);
  };

  // ---- reading without scripts

  const readable = () => ({
    words: all("h1, h2, h3, h4, h5, h6, p, li, dd, dt, figcaption, caption, td")
      .filter((e) => !e.closest("noscript") && !e.querySelector("button, input"))
      .map(textOf).filter(Boolean),
    hiddenRows: all("tbody tr").filter((row) => !row.closest("details:not([open])") && !isVisible(row)).length,
    drawings: all("svg[role=img], [role=img] svg").filter(isVisible).length,
    controls: all("button, input, select").filter(isVisible).map(nameOf),
  });

  const visibleControls = () => all("button, input, select, textarea").filter(isVisible)
    // A header's own words may be a button; printing them is right.
    .filter((e) => !e.closest("th")).map(nameOf);

  const policy = () =>
    document.querySelector("meta[http-equiv=Content-Security-Policy i]")?.content ?? "";
  const language = () => document.documentElement.lang;

  return {
    pageLuminance, textsInWindow, hideLetters, lowContrast, overflowing, tinyText, structure, rememberControls, focused, unreached,
    describeTables, contents, sorter, aimAtSorter, aimAtSearch, aimAtDownload, searchText, inOrder,
    readable, visibleControls, policy, language,
  };
})()
