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
      pen.fillStyle = "#000";
      pen.fillStyle = css;
      pen.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
      colours.set(css, (colour = [r, g, b, a / 255]));
    }
    return colour;
  };

  const faded = ([r, g, b, a], opacity) => [r, g, b, a * opacity];
  const over = ([r, g, b, a], below) => [
    ...[r, g, b].map((channel, i) => channel * a + below[i] * (1 - a)),
    1,
  ];
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

  const opacityOf = (element) => {
    let opacity = 1;
    for (let e = element; e; e = e.parentElement) opacity *= +getComputedStyle(e).opacity;
    return opacity;
  };

  // The page's own canvas in the current colour scheme.
  const canvas = () => {
    const probe = document.createElement("i");
    probe.style.color = "Canvas";
    document.documentElement.append(probe);
    const colour = rgba(getComputedStyle(probe).color);
    probe.remove();
    return colour;
  };

  const isShape = (e) =>
    e instanceof SVGGeometryElement && !(e instanceof SVGLineElement);
  const isSVGText = (e) => e instanceof SVGTextContentElement;

  // The colours an element may lay on what is beneath it; several for a gradient.
  const layersOf = (element) => {
    const style = getComputedStyle(element);
    const opacity = opacityOf(element);
    if (isShape(element)) {
      if (style.fill === "none" || style.fill.startsWith("url(")) return [];
      return [[faded(rgba(style.fill), opacity * style.fillOpacity)]];
    }
    if (element instanceof SVGElement && !(element instanceof SVGSVGElement)) return [];
    const layers = [];
    if (style.backgroundImage.includes("gradient(")) {
      const stops = style.backgroundImage.match(/(rgba?|hsla?|color|oklch|oklab|lab|lch)\([^()]*\)/g);
      if (stops) layers.push(stops.map((stop) => faded(rgba(stop), opacity)));
    }
    const flat = faded(rgba(style.backgroundColor), opacity);
    if (flat[3] > 0) layers.push([flat]);
    return layers;
  };

  // Every colour that may be behind a text at a point, given the element that holds the text.
  const backgrounds = (element, x, y, base) => {
    let stack = document.elementsFromPoint(x, y);
    const own = stack.indexOf(element);
    if (own >= 0) stack = stack.slice(own);
    else {
      stack = [];  // scrolled out of sight within a box: its ancestors are what lies behind
      for (let e = element; e; e = e.parentElement) stack.push(e);
    }
    const layers = [];
    for (const e of stack) {
      layers.push(...layersOf(e));
      if (layers.length && layers.at(-1).every((colour) => colour[3] >= 0.999)) break;
    }
    let results = [base];
    for (const layer of layers.reverse())
      results = layer.flatMap((colour) => results.map((below) => over(colour, below)));
    return results;
  };

  const hex = (colour) =>
    "#" + colour.slice(0, 3).map((c) => Math.round(c).toString(16).padStart(2, "0")).join("");

  // WCAG 2 AA for every visible text: 4.5, or 3 where it is large.
  const lowContrast = () => {
    const base = canvas();
    const sheet = new CSSStyleSheet();
    // Hit testing passes over what ignores the pointer, and a mark behind a label often does.
    sheet.replaceSync("*, *::before, *::after { pointer-events: auto !important }");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    const found = [];
    let count = 0;

    const measure = (element, style, colourText, x, y, size, words) => {
      count += 1;
      const ink = faded(rgba(colourText), opacityOf(element));
      let behind = backgrounds(element, x, y, base);
      const halo = isSVGText(element) && style.paintOrder.startsWith("stroke")
        && style.stroke !== "none" && parseFloat(style.strokeWidth) >= 2;
      if (halo) behind = behind.map((b) => over(faded(rgba(style.stroke), +style.strokeOpacity), b));
      const large = size >= 24 || (size >= 18.66 && +style.fontWeight >= 700);
      const needed = large ? 3 : 4.5;
      for (const background of behind) {
        const ratio = contrast(over(ink, background), background);
        if (ratio < needed - 0.005) {
          const colours = `${hex(over(ink, background))} on ${hex(background)}`;
          found.push(`'${words}' ${ratio.toFixed(2)} < ${needed} (${colours}) in ${nameOf(element)}`);
          break;
        }
      }
    };

    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode()); ) {
      const words = node.data.replace(/\s+/g, " ").trim();
      const element = node.parentElement;
      if (!words || element.closest("script, style, noscript, template, title, desc, metadata")) continue;
      if (!isVisible(element) || element.matches(":disabled")) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      let box = range.getClientRects()[0];
      if (!box || box.width < 2 || box.height < 2) continue;
      if (box.top < 0 || box.bottom > innerHeight) {
        scrollTo({ top: box.top + scrollY - innerHeight / 2, behavior: "instant" });
        box = range.getClientRects()[0];
      }
      const style = getComputedStyle(element);
      let size = parseFloat(style.fontSize);
      let colour = style.color;
      if (isSVGText(element)) {
        if (style.fill === "none" || style.fill.startsWith("url(")) continue;
        size *= Math.hypot(element.getScreenCTM().a, element.getScreenCTM().b);
        const [r, g, b, a] = rgba(style.fill);
        colour = `rgba(${r}, ${g}, ${b}, ${a * style.fillOpacity})`;
      }
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      measure(element, style, colour, x, y, size, words.slice(0, 40));
    }
    for (const field of all("input[placeholder], textarea[placeholder]").filter(isVisible)) {
      const style = getComputedStyle(field, "::placeholder");
      field.scrollIntoView({ block: "center", behavior: "instant" });
      const box = field.getBoundingClientRect();
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      measure(field, style, style.color, x, y, parseFloat(style.fontSize), field.placeholder);
    }
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((s) => s !== sheet);
    scrollTo({ top: 0, behavior: "instant" });
    return { count, found };
  };

  // Luminance of the page's background, 0 (black) to 1 (white).
  const pageLuminance = () => {
    let colour = canvas();
    for (const e of [document.documentElement, document.body])
      colour = over(rgba(getComputedStyle(e).backgroundColor), colour);
    return luminance(colour);
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
      if (!drawing.closest("[role=img], [aria-hidden=true]"))
        problems.push(`${nameOf(drawing)} has neither role="img" nor aria-hidden`);
    for (const table of all("table"))
      if (!table.querySelector("th")) problems.push(`${nameOf(table)} has no header cell`);
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
    document.activeElement?.blur();
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

  const tables = () => all("main table, table").filter((table, i, list) => list.indexOf(table) === i);
  const figureOf = (table) => table.closest("figure") ?? table.parentElement;
  const bodyRows = (table) => [...table.tBodies].flatMap((body) => [...body.rows]);
  const cellOf = (cell) => ({
    text: textOf(cell),
    value: cell.dataset.value ?? cell.dataset.sort ?? cell.querySelector("data")?.value
      ?? cell.querySelector("time")?.dateTime ?? null,
  });

  const describeTables = () => tables().map((table, index) => ({
    index,
    name: nameOf(table),
    headers: table.tHead ? [...table.tHead.rows].at(-1).cells.length : 0,
    sorters: all("thead th button", table).filter(isVisible).length,
    searches: all("input[type=search]", figureOf(table)).filter(isVisible).length,
    downloads: all("button.csv, a[download]", figureOf(table)).filter(isVisible).length,
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
  const aimAtSearch = (index) =>
    aim(all("input[type=search]", figureOf(tables()[index])).filter(isVisible)[0]);
  const aimAtDownload = (index) =>
    aim(all("button.csv, a[download]", figureOf(tables()[index])).filter(isVisible)[0]);
  const searchText = (index) => all("input[type=search]", figureOf(tables()[index]))[0].value;

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
    hiddenRows: all("tbody tr").filter((row) => !isVisible(row)).length,
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
    lowContrast, pageLuminance, overflowing, tinyText, structure, rememberControls, focused, unreached,
    describeTables, contents, sorter, aimAtSorter, aimAtSearch, aimAtDownload, searchText, inOrder,
    readable, visibleControls, policy, language,
  };
})()
