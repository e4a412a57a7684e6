// The keyboard and the two halves of the review page; everything else is htmx and the server.
"use strict";

(() => {
  const body = document.body;
  if (!body.dataset.document) return;
  const home = `/d/${body.dataset.document}`;
  const tree = document.getElementById("tree");
  const detail = document.getElementById("detail");
  const pages = document.getElementById("pages");
  const message = document.getElementById("message");
  let selected = "";
  let cut = "";
  let afterwards = null;
  let at = -1;
  let keepsPanel = false; // what was typed and not kept stays to be seen

  // --- what is asked of the server

  const asked = () => ({ revision: body.dataset.revision, filter: body.dataset.filter });
  const told = () => {}; // what fails is told by the events below; what is replaced is no failure
  // Acts go one after the other, each with the revision that the one before it left.
  let acting = Promise.resolve();
  const post = (address, values, next = null) => {
    acting = acting.then(() => {
      at = items().indexOf(item(selected));
      afterwards = next;
      return htmx.ajax("POST", home + address, { target: "#tree", swap: "innerHTML", values }).catch(told);
    });
    return acting;
  };
  const act = (name, values = {}, next = null) => post(`/act/${name}`, values, next);
  const get = (address, target, values = {}) =>
    htmx.ajax("GET", home + address, { source: target, target, swap: "innerHTML", values }).catch(told);
  const show = (address, values = {}) => get(address, "#detail", values);

  document.addEventListener("htmx:configRequest", (event) => {
    const given = event.detail.parameters;
    for (const [name, value] of Object.entries(asked())) given[name] = value;
    const reason = document.getElementById("reason");
    if (event.detail.verb === "post" && reason && reason.value) given.reason = reason.value;
  });
  document.addEventListener("htmx:beforeRequest", (event) => { if (event.detail.requestConfig.verb === "post") say(""); });
  document.addEventListener("htmx:responseError", (event) => {
    say(event.detail.xhr.responseText);
    if (event.detail.xhr.status === 409) { keepsPanel = true; get("/tree", "#tree"); }
  });
  document.addEventListener("htmx:sendError", () => say("Il programma `piao review` non risponde: è ancora avviato?"));
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target === tree) settle();
    if (event.detail.target && event.detail.target.classList.contains("overlay")) light(false);
  });

  const say = (text) => { message.textContent = text; };

  // What the server says with each tree: the revision, whom an act was about, what it did.
  function settle() {
    const { revision, selected: chosen, said, taught } = document.getElementById("now").dataset;
    const isNew = revision !== body.dataset.revision;
    body.dataset.revision = revision;
    if (said) say(said);
    if (isNew) for (const overlay of pages.querySelectorAll(".overlay:has(svg)")) htmx.trigger(overlay, "again");
    if (taught !== undefined) { selected = ""; detail.replaceChildren(); takeBack(); tree.focus(); return; }
    if (chosen) selected = chosen;
    const next = afterwards;
    afterwards = null;
    if (next === "next") { doubtful(); return; }
    const isTyping = detail.contains(document.activeElement) && "field" in document.activeElement.dataset;
    const there = item(selected);
    const keeps = isTyping || keepsPanel;
    keepsPanel = false;
    if (there && keeps && detail.querySelector(`[data-shown="${CSS.escape(selected)}"]`)) mark(there);
    else if (there) choose(there, { focus: !isTyping });
    else if (selected) {
      const all = items();
      detail.replaceChildren();
      selected = "";
      if (all.length) choose(all[Math.max(0, Math.min(at, all.length - 1))]);
    }
  }
  function takeBack() {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Riprendi la lezione";
    button.addEventListener("click", () => post("/teach/back", {}));
    message.append(" ", button);
  }

  // --- the tree

  const items = () => [...tree.querySelectorAll("[role=treeitem]")].filter((one) => one.offsetParent !== null);
  const item = (id) => (id ? document.getElementById(`r-${id}`) : null);

  function mark(one) {
    for (const other of tree.querySelectorAll("[aria-selected=true]")) {
      other.setAttribute("aria-selected", "false");
      other.tabIndex = -1;
    }
    for (let up = one.parentElement.closest("[role=treeitem]"); up; up = up.parentElement.closest("[role=treeitem]"))
      up.setAttribute("aria-expanded", "true");
    one.setAttribute("aria-selected", "true");
    one.tabIndex = 0;
    selected = one.dataset.id;
    light(false);
  }
  function choose(one, { focus = true, scroll = true } = {}) {
    mark(one);
    if (focus) one.focus({ preventScroll: true });
    one.querySelector(".row").scrollIntoView({ block: "nearest" });
    show(`/record/${selected}`);
    light(scroll);
  }

  function step(by) {
    const all = items();
    const at = all.indexOf(item(selected));
    const next = all[Math.max(0, Math.min(all.length - 1, at + by))];
    if (next) choose(next);
  }

  function doubtful() {
    const all = [...tree.querySelectorAll("[role=treeitem]")];
    const at = all.indexOf(item(selected));
    const order = [...all.slice(at + 1), ...all.slice(0, at + 1)];
    const next = order.find((one) => "doubt" in one.dataset);
    if (next) choose(next);
    else { say("Nessun dubbio è rimasto."); const here = item(selected); if (here) choose(here); }
  }

  // --- the page

  const page = (number) => document.getElementById(`page-${number}`);
  const overlay = (number) => page(number) && page(number).querySelector(".overlay");

  function light(scroll) {
    for (const lit of pages.querySelectorAll(".lit")) lit.classList.remove("lit");
    const one = item(selected);
    if (!one) return;
    const id = CSS.escape(selected);
    const boxes = [...pages.querySelectorAll(`[data-id="${id}"], [data-ids~="${id}"]`)];
    boxes.forEach((box) => box.classList.add("lit"));
    if (!scroll) return;
    if (boxes.length) centre(boxes[0]);
    else if (one.dataset.page && page(one.dataset.page)) {
      page(one.dataset.page).scrollIntoView({ block: "start" });
      waiting = selected;
    }
  }
  let waiting = "";
  document.addEventListener("htmx:afterSwap", (event) => {
    if (!waiting || !event.detail.target.classList.contains("overlay")) return;
    const box = event.detail.target.querySelector(`[data-id="${CSS.escape(waiting)}"]`);
    if (box) { waiting = ""; box.classList.add("lit"); centre(box); }
  });

  function centre(box) {
    const inner = box.getBoundingClientRect();
    const outer = pages.getBoundingClientRect();
    pages.scrollBy(inner.left + inner.width / 2 - outer.left - outer.width / 2,
      inner.top + inner.height / 2 - outer.top - outer.height / 2);
  }

  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries)
      if (entry.isIntersecting) { htmx.trigger(entry.target, "seen"); seen.unobserve(entry.target); }
  }, { root: pages, rootMargin: "600px" });
  for (const one of pages.querySelectorAll(".overlay")) seen.observe(one);

  const ZOOMS = ["fit", "wide", "wider", "widest"];
  function zoom(by) {
    const at = ZOOMS.findIndex((name) => pages.classList.contains(name));
    const next = Math.max(0, Math.min(ZOOMS.length - 1, Math.max(0, at) + by));
    pages.classList.remove(...ZOOMS);
    pages.classList.add(ZOOMS[next]);
    light(true);
  }

  const point = (svg, event) => {
    const place = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    return [place.x, place.y];
  };
  pages.addEventListener("pointerdown", (event) => {
    const svg = event.target.closest("svg");
    if (!svg || event.button) return;
    const from = point(svg, event);
    const drawn = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    drawn.classList.add("drawn");
    let box = null;
    const move = (moved) => {
      const to = point(svg, moved);
      if (Math.hypot(to[0] - from[0], to[1] - from[1]) < 6) return;
      box = [Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.max(from[0], to[0]), Math.max(from[1], to[1])];
      drawn.setAttribute("x", box[0]); drawn.setAttribute("y", box[1]);
      drawn.setAttribute("width", box[2] - box[0]); drawn.setAttribute("height", box[3] - box[1]);
      if (!drawn.parentNode) svg.append(drawn);
    };
    const end = (ended) => {
      svg.removeEventListener("pointermove", move);
      if (box) {
        show("/new", { page: svg.dataset.number, bbox: box.map((x) => x.toFixed(1)).join(","), under: selected });
        return;
      }
      drawn.remove();
      clicked(ended.target);
    };
    event.preventDefault();
    svg.setPointerCapture(event.pointerId);
    svg.addEventListener("pointermove", move);
    svg.addEventListener("pointerup", (ended) => {
      svg.releasePointerCapture(event.pointerId);
      end({ target: box ? svg : document.elementFromPoint(ended.clientX, ended.clientY) });
    }, { once: true });
  });
  pages.addEventListener("click", (event) => {
    if (!event.target.closest("svg")) clicked(event.target.closest("[data-cell]"));
  });
  function clicked(target) {
    if (!target) return;
    const { id, ids = id || "", cell } = target.dataset;
    const known = ids.split(" ").find(item);
    if (known) choose(item(known), { scroll: false });
    else if (cell) show("/new", { cell, under: selected });
  }

  // --- what can be done, by a button or by a key

  const DO = {
    undo: () => act("undo"),
    redo: () => act("redo"),
    next: doubtful,
    accept: () => { if (selected) act("confirm", { record_id: selected }, "next"); },
    "accept-table": () => { if (selected) act("confirm", { record_id: selected, together: "1" }, "next"); },
    remove: () => selected && act("remove", { record_id: selected }),
    "remove-below": () => selected && act("remove", { record_id: selected, below: "1" }),
    cut: () => { cut = selected; say(cut ? "Tagliato: scelga dove metterlo e prema p; Esc lo lascia." : ""); },
    paste: () => { if (cut && selected && cut !== selected) { act("move", { record_id: cut, under: selected }); selected = cut; cut = ""; } },
    new: () => show("/new", { under: selected }),
    history: () => show("/history").then(enter),
    about: () => show("/about").then(enter),
    keep: (button) => post("/teach/keep", JSON.parse(button.dataset.given)),
    help: () => document.getElementById("help").showModal(),
    lesson: (button) => show("/lesson", { record_id: selected, term: button?.dataset.term || "", table: button?.dataset.table || "" }).then(enter),
    boxes: () => pages.classList.toggle("bare"),
  };
  const enter = () => { detail.focus({ preventScroll: true }); detail.scrollIntoView({ block: "nearest" }); };
  const OF_A_RECORD = new Set(["accept", "accept-table", "remove", "paste"]); // not by a stray letter
  const KEYS = {
    n: "next", a: "accept", t: "accept-table", x: "remove", m: "cut", p: "paste", i: "lesson",
    s: "history", h: "boxes", "?": "help",
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.do) { DO[button.dataset.do](button); return; }
    if (button?.dataset.filter) {
      body.dataset.filter = button.dataset.filter;
      get("/tree", "#tree");
      return;
    }
    if (button?.closest(".unread")) { unread(button); return; }
    const row = event.target.closest(".row");
    if (row) choose(row.parentElement);
  });
  function unread(button) {
    if (button.dataset.page && page(button.dataset.page)) page(button.dataset.page).scrollIntoView({ block: "center" });
    const { page: number = "", bbox = "", table = "" } = button.dataset;
    if (table) show("/lesson", { table, term: "" });
    else if (bbox) show("/new", { page: number, bbox, under: selected });
  }

  document.addEventListener("keydown", (event) => {
    const field = event.target.closest("input, textarea, select");
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() !== "z" || field) return;
      event.preventDefault();
      DO[event.shiftKey ? "redo" : "undo"]();
      return;
    }
    if (document.querySelector("dialog[open]")) return;
    if (field) { typing(event, field); return; }
    if (event.altKey) return;
    if (event.key === "Escape") { if (cut) { cut = ""; say(""); } back(); return; }
    if (event.key in KEYS) {
      if (OF_A_RECORD.has(KEYS[event.key]) && !tree.contains(event.target)) return;
      event.preventDefault();
      DO[KEYS[event.key]]();
      return;
    }
    if (event.key === "+" || event.key === "-") { zoom(event.key === "+" ? 1 : -1); return; }
    if (!tree.contains(event.target) && event.target !== body) return;
    const one = item(selected);
    const moves = { ArrowDown: () => step(1), ArrowUp: () => step(-1), Home: () => step(-1e9), End: () => step(1e9),
      ArrowLeft: () => fold(one), ArrowRight: () => unfold(one), Enter: edit };
    if (!(event.key in moves)) return;
    event.preventDefault();
    moves[event.key]();
  });
  function fold(one) {
    if (!one) return;
    if (one.getAttribute("aria-expanded") === "true") { one.setAttribute("aria-expanded", "false"); return; }
    const up = one.parentElement.closest("[role=treeitem]");
    if (up) choose(up);
  }
  function unfold(one) {
    if (one?.getAttribute("aria-expanded") === "false") one.setAttribute("aria-expanded", "true");
    else if (one?.hasAttribute("aria-expanded")) step(1);
  }
  function edit() {
    const field = detail.querySelector("[data-field]") || detail.querySelector("input, textarea, select");
    if (field) { field.focus(); field.select?.(); }
  }
  function typing(event, field) {
    if (event.key === "Escape") {
      if ("was" in field.dataset) field.value = field.dataset.was;
      back();
    } else if (event.key === "Enter" && !event.shiftKey && "field" in field.dataset) {
      event.preventDefault();
      field.blur();
      back();
    }
  }
  function back() {
    const one = item(selected);
    if (one) one.focus({ preventScroll: true });
  }

  let typed = null;
  detail.addEventListener("input", (event) => {
    const field = event.target;
    if (!("field" in field.dataset)) return;
    clearTimeout(typed);
    typed = setTimeout(() => get("/meaning", `#m-${field.dataset.field}`,
      { record_id: selected, field: field.dataset.field, text: field.value }), 120);
  });
  detail.addEventListener("change", (event) => {
    const { field } = event.target.dataset;
    const shown = event.target.closest("[data-shown]");
    if (field && shown) act("set", { record_id: shown.dataset.shown, field, text: event.target.value });
    if (event.target.closest("form[data-lesson]")) document.getElementById("tried").replaceChildren();
  });
  detail.addEventListener("submit", (event) => {
    const given = Object.fromEntries(new FormData(event.target));
    event.preventDefault();
    if ("lesson" in event.target.dataset)
      htmx.ajax("POST", `${home}/teach/try`, { source: "#tried", target: "#tried", swap: "innerHTML", values: given }).catch(told);
    else act(event.target.dataset.act, given);
  });

  // --- a record dragged onto another

  tree.addEventListener("dragstart", (event) => {
    const one = event.target.closest("[role=treeitem]");
    event.dataTransfer.setData("text/plain", one.dataset.id);
    event.stopPropagation();
  });
  tree.addEventListener("dragover", (event) => { if (event.target.closest("[role=treeitem]")) event.preventDefault(); });
  tree.addEventListener("drop", (event) => {
    const one = event.target.closest("[role=treeitem]");
    const moved = event.dataTransfer.getData("text/plain");
    event.preventDefault();
    if (one && item(moved) && moved !== one.dataset.id) act("move", { record_id: moved, under: one.dataset.id });
  });

  const first = tree.querySelector("[role=treeitem]");
  if (first) first.tabIndex = 0;
})();
