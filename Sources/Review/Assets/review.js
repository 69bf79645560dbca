// What JavaScript adds to the pages of the server: lists that filter while one types,
// uploads, and the live parts of a run. Every page works without it.
(() => {
  "use strict";
  document.documentElement.classList.add("scripted");
  const all = (selector) => [...document.querySelectorAll(selector)];

  for (const field of all("[data-filter]")) {
    const count = field.form.querySelector(".count");
    field.addEventListener("input", () => {
      const parts = field.value.normalize("NFC").toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const item of all(field.dataset.filter)) {
        item.hidden = !parts.every((part) => item.dataset.text.includes(part));
        if (!item.hidden) shown += 1;
      }
      if (count) {
        const words = shown === 1 ? count.dataset.one : count.dataset.many;
        count.textContent = words.replace(/\d+/, shown.toLocaleString("en"));
      }
    });
  }

  for (const box of all("[data-upload]")) {
    const file = box.querySelector("input");
    const output = box.querySelector("output");
    box.hidden = false;
    file.addEventListener("change", () => {
      const chosen = file.files[0];
      if (!chosen) return;
      const request = new XMLHttpRequest();
      request.open("PUT", "/api/v1/uploads/" + encodeURIComponent(chosen.name));
      request.upload.onprogress = (event) => {
        if (event.lengthComputable) output.textContent = Math.floor((100 * event.loaded) / event.total) + " %";
      };
      request.onload = () => {
        let answer = {};
        try {
          answer = JSON.parse(request.responseText);
        } catch {
          answer = {};
        }
        if (request.status === 201 || request.status === 200) {
          document.getElementById(box.dataset.upload).value = answer.path;
          output.textContent = "✓ " + answer.path;
        } else {
          output.textContent = "✗ " + (answer.title || request.statusText);
        }
      };
      request.onerror = () => {
        output.textContent = "✗";
      };
      request.send(chosen);
    });
  }

  // New contents of an element. When they replace what had the focus, it goes to the first control in its place
  // instead of the top of the page.
  const fill = (element, html) => {
    const hadFocus = element !== document.activeElement && element.contains(document.activeElement);
    element.innerHTML = html;
    if (!hadFocus) return;
    const next = element.querySelector("a[href], button, [tabindex]") ?? document.getElementById("main");
    next.focus({ preventScroll: true });
  };

  // The time of a run, counted on between what the server tells of it.
  let clock, base, since;
  const tick = () => {
    const element = document.querySelector(".elapsed");
    if (!element) return;
    if (element !== clock) [clock, base, since] = [element, +element.dataset.seconds, performance.now()];
    const seconds = base + Math.floor((performance.now() - since) / 1000);
    element.textContent = seconds < 60
      ? element.dataset.underMinute.replace("#", seconds)
      : element.dataset.overMinute.replace("#", Math.floor(seconds / 60)).replace("#", seconds % 60);
  };
  if (document.querySelector("#state")) setInterval(tick, 1000);
  tick();

  const address = document.body.dataset.events;
  if (!address) return;
  const source = new EventSource(address);
  source.addEventListener("patch", (event) => {
    const patch = JSON.parse(event.data);
    for (const [id, html] of Object.entries(patch.inner)) {
      const element = document.getElementById(id);
      if (element && element.innerHTML !== html) fill(element, html);
    }
    for (const [id, html] of Object.entries(patch.boxes)) {
      const old = document.getElementById(id);
      if (!old) continue;
      const holder = document.createElement("div");
      holder.innerHTML = `<svg>${html}</svg>`;
      old.replaceWith(holder.firstChild.firstChild);
    }
    const log = document.getElementById("log");
    if (log && patch.log) {
      const isAtEnd = log.scrollTop + log.clientHeight > log.scrollHeight - 8;
      log.append(patch.log);
      if (isAtEnd) log.scrollTop = log.scrollHeight;
    }
    tick();
    if (patch.isOver) source.close();
  });
  source.addEventListener("end", () => source.close());
})();
