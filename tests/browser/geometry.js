// Measures a demo's page: everything that is out of place, as sentences. With `full` "page", the page may not scroll,
// with "all", nothing may.
async (full) => {
  const within = (root) => [...root.querySelectorAll("*")].flatMap((e) => [e, ...(e.shadowRoot ? within(e.shadowRoot) : [])]);
  const shown = (e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest(".visually-hidden, noscript");
  const box = (e) => e.getBoundingClientRect();
  const size = (r) => `${r.width.toFixed(1)} x ${r.height.toFixed(1)}`;
  const outside = (a, b) => Math.max(b.left - a.left, b.top - a.top, a.right - b.right, a.bottom - b.bottom);
  const overlap = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5;
  const named = (e) => `${e.localName}${e.id ? "#" + e.id : ""} “${(e.ariaLabel || e.textContent || e.type || "").trim().slice(0, 30)}”`;
  const cells = [...document.querySelectorAll(".cell")];
  const figures = (cell) => within(cell).filter((e) => e.classList.contains("bk-Figure"));
  const plots = globalThis.Bokeh?.documents.flatMap((d) => d.roots()) ?? [];

  // Bokeh lays out in its own time: wait until nothing has moved for a third of a second.
  const where = () => JSON.stringify([cells.flatMap((c) => [box(c), ...figures(c).map(box)]),
    plots.map((p) => [p.inner_width, p.inner_height, p.outer_width, p.outer_height]), document.documentElement.scrollHeight]);
  const still = async () => {
    for (let last = "", same = 0; same < 20;) {
      await new Promise(requestAnimationFrame);
      const now = where();
      same = now === last ? same + 1 : 0;
      last = now;
    }
  };
  const found = [];
  const fail = (condition, text) => condition && found.push(text);

  // Numbers at an axis or a colour bar have the room they need: to lay out once more changes nothing.
  await still();
  const frames = plots.map((p) => [p.frame_width, p.frame_height]);
  for (const view of globalThis.Bokeh?.index ?? []) view.invalidate_layout?.();
  await still();
  plots.forEach(({ title, frame_width: w, frame_height: h }, i) => {
    fail(Math.abs(w - frames[i][0]) > 2 || Math.abs(h - frames[i][1]) > 2, `${title.text}: ${frames[i]} was a wrong size`);
  });

  const scrolls = (e, across, down) => {
    fail(across && e.scrollWidth > e.clientWidth, `${named(e)} scrolls sideways: ${e.scrollWidth} in ${e.clientWidth}`);
    fail(down && e.scrollHeight > e.clientHeight, `${named(e)} scrolls: ${e.scrollHeight} in ${e.clientHeight}`);
  };
  for (const e of [document.documentElement, document.body]) scrolls(e, true, Boolean(full));
  if (full === "all") for (const e of document.querySelectorAll("#panel, #figures")) scrolls(e, true, true);

  // Less than 3 pixels are not worth another layout: see #measure of web/demo/figures.js.
  cells.forEach((cell, i) => {
    for (const figure of [...figures(cell), ...cell.children]) {
      const by = outside(box(figure), box(cell));
      fail(by >= 3, `${cell.dataset.panel}: ${named(figure)} is cut off by ${by.toFixed(1)} px`);
    }
    for (const other of [...cells.slice(i + 1), document.querySelector("#panel")]) {
      fail(overlap(box(cell), box(other)), `${cell.dataset.panel} overlaps ${other.dataset.panel ?? "the controls"}`);
    }
  });
  for (const caption of document.querySelectorAll("figcaption")) {
    fail(caption.scrollWidth > caption.clientWidth, `${named(caption)} is cut off`);
  }
  for (const { title, frame_width: w, frame_height: h } of plots) {
    fail(w <= 100 || h <= 100, `${title.text}: the frame is ${w} x ${h}`);
  }

  for (const e of document.querySelectorAll("main :is(button, select, input, textarea, a), header :is(button, a), .cards a")) {
    if (!shown(e)) continue;
    const hit = box(["radio", "checkbox"].includes(e.type) ? e.closest("label") : e);
    fail(hit.height < 44 || hit.width < 44, `${named(e)} is ${size(hit)}`);
  }

  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const e = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !shown(e) || e.closest("script, style, option")) continue;
    fail(parseFloat(getComputedStyle(e).fontSize) < 12, `${named(e)} has text of ${getComputedStyle(e).fontSize}`);
  }
  for (const model of globalThis.Bokeh?.documents.flatMap((d) => [...d._all_models.values()]) ?? []) {
    for (const [key, value] of Object.entries(model.attributes)) {
      fail(key.endsWith("text_font_size") && !(parseFloat(value) >= 12), `${model.type}.${key} is ${value}`);
    }
  }
  return found;
}
