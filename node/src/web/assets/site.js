// Makes the pages quicker, never possible: every one of them works without this file.
// Owns: search as you type, completions, the shortlist's buttons, print and copy. Nothing is kept here.
"use strict";
document.documentElement.classList.add("js");

const said = document.getElementById("said");
const say = (words) => { if (said && said.textContent !== words) said.textContent = words; };

// Search as you type: a fragment of the page is fetched and swapped; focus and address follow.
const form = document.getElementById("find");
const results = document.getElementById("results");
let asked = null, timer = 0, here = location.pathname + location.search;

function address() {
  const pairs = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value !== "") pairs.append(name, value);
  const query = pairs.toString();
  return query ? "/?" + query : "/";
}

async function swap(to, how) {
  if (asked) asked.abort();
  const mine = asked = new AbortController();
  results.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(to + (to.includes("?") ? "&" : "?") + "fragment=1", { signal: mine.signal });
    if (!answer.ok) { if (how !== "type") location.assign(to); return; }
    const text = await answer.text();
    if (mine !== asked) return;
    show(text, to, how);
  } catch (error) {
    if (error.name !== "AbortError" && how !== "type") location.assign(to);
  } finally {
    if (mine === asked) { results.setAttribute("aria-busy", "false"); asked = null; }
  }
}

function show(text, to, how) {
  const before = document.activeElement;
  const open = new Set([...results.querySelectorAll("details")].filter((one) => one.open).map(named));
  const shut = new Set([...results.querySelectorAll("details")].filter((one) => !one.open).map(named));
  const held = before && results.contains(before) ? place(before) : "";
  results.innerHTML = text;
  for (const one of results.querySelectorAll("details")) {
    if (open.has(named(one))) one.open = true;
    if (shut.has(named(one))) one.open = false;
  }
  const part = results.querySelector("[data-said]");
  document.getElementById("hero").toggleAttribute("data-asked", !part || !part.classList.contains("start"));
  const found = document.getElementById("found"), moved = how === "link" || how === "submit";
  const goal = held ? results.querySelector(held) || found : moved ? found : null;
  goal?.focus({ preventScroll: true });
  // Another page begins at its beginning; whoever types or ticks stays where they are.
  if (moved && goal && goal.getBoundingClientRect().top < 0) goal.scrollIntoView();
  here = to;
  if (how === "type") history.replaceState(null, "", to);
  else if (how !== "back") history.pushState(null, "", to);
  if (part) tell(part);
}

// What the rest of the page says of the question.
function tell(part) {
  say(part.dataset.said);
  document.title = part.dataset.title;
  const feed = document.querySelector('link[type="application/atom+xml"]');
  if (feed) feed.href = part.dataset.feed;
  for (const back of document.querySelectorAll('input[name="return"]')) if (!results.contains(back)) back.value = part.dataset.here;
}

// Where it will stand again after a swap.
const place = (one) => one.id ? "#" + CSS.escape(one.id) : one.name ? `[name="${one.name}"][value="${CSS.escape(one.value)}"]` : "#found";
const named = (one) => one.querySelector("summary").textContent.trim();

if (form && results) {
  const box = form.elements.q;
  const restart = () => { for (const one of results.querySelectorAll('input[type="hidden"][form="find"]')) if (one.name !== "view") one.remove(); };
  box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(() => { restart(); swap(address(), "type"); }, 140); });
  form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(timer); closeList(); restart(); swap(address(), "submit"); });
  results.addEventListener("change", (event) => { if (event.target.form === form) swap(address(), "ask"); });
  results.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button) return;
    const to = link.getAttribute("href");
    if (to !== "/" && !to.startsWith("/?")) return;
    event.preventDefault();
    const words = new URLSearchParams(to.slice(2)).get("q");
    if (words !== null || to === "/") box.value = words || "";
    swap(to, "link");
  });
  addEventListener("popstate", () => {
    if (location.pathname + location.search === here) return; // Only to another part of this page.
    box.value = new URLSearchParams(location.search).get("q") || "";
    swap(location.pathname + location.search, "back");
  });
}

// Completions: the combobox pattern of the ARIA guide, with the list filled from here.
const box = document.querySelector("input[data-list]");
const list = box && document.getElementById(box.dataset.list);
let chosen = -1, wanted = null;

function closeList() {
  if (!list) return;
  if (wanted) wanted.abort();
  list.hidden = true; list.replaceChildren(); chosen = -1;
  box.setAttribute("aria-expanded", "false"); box.removeAttribute("aria-activedescendant");
}

function pick(item) {
  if (item.dataset.work) { location.assign("/w/" + item.dataset.work); return; }
  box.value = item.dataset.query;
  closeList();
  form.requestSubmit();
}

function move(by) {
  const items = [...list.children];
  if (!items.length) return;
  chosen = (chosen + by + items.length + 1) % (items.length + 1);
  if (chosen === items.length) chosen = -1;
  items.forEach((one, at) => one.setAttribute("aria-selected", String(at === chosen)));
  if (chosen < 0) box.removeAttribute("aria-activedescendant");
  else box.setAttribute("aria-activedescendant", items[chosen].id);
}

async function complete() {
  if (wanted) wanted.abort();
  const text = box.value.trim();
  if (text.length < 2) { closeList(); return; }
  const mine = wanted = new AbortController();
  try {
    const answer = await fetch("/suggest?q=" + encodeURIComponent(box.value), { signal: mine.signal });
    if (!answer.ok || mine !== wanted) return;
    fill((await answer.json()).suggestions || []);
  } catch { /* The list is a help; without it the search goes on. */ }
}

function fill(suggestions) {
  if (document.activeElement !== box || !suggestions.length) { closeList(); return; }
  list.replaceChildren(...suggestions.map((one, at) => {
    const item = document.createElement("li");
    item.id = "completion-" + at;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    const words = document.createElement("bdi");
    words.textContent = one.text;
    if (one.language) words.lang = one.language;
    item.append(words);
    if (one.count) {
      const about = document.createElement("span");
      about.className = "about";
      about.textContent = one.count;
      item.append(about);
    }
    item.dataset.query = one.query || one.text;
    if (one.id) item.dataset.work = one.id;
    item.addEventListener("pointerdown", (event) => { event.preventDefault(); pick(item); });
    return item;
  }));
  list.hidden = false; chosen = -1;
  box.setAttribute("aria-expanded", "true"); box.removeAttribute("aria-activedescendant");
}

if (list) {
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-expanded", "false");
  box.setAttribute("aria-controls", list.id);
  let pause = 0;
  box.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(complete, 100); });
  box.addEventListener("blur", closeList);
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) { complete(); return; }
      event.preventDefault(); move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault(); pick(list.children[chosen]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault(); closeList();
    }
  });
}

// The shortlist: the button changes where it stands.
document.addEventListener("submit", async (event) => {
  const shelf = event.target.closest("form.collect");
  if (!shelf || location.pathname === "/shortlist") return;
  event.preventDefault();
  const button = event.submitter || shelf.querySelector("button");
  const body = new URLSearchParams([[button.name, button.value]]);
  try {
    const answer = await fetch("/shortlist", { method: "POST", body, headers: { "x-requested-with": "script" } });
    const { collected } = await answer.json();
    const now = button.name === "add" ? "remove" : "add";
    button.name = now;
    button.firstElementChild.textContent = button.dataset[now];
    const badge = document.getElementById("collected");
    badge.textContent = collected;
    badge.dataset.zero = String(collected === 0);
    say(badge.parentElement.textContent.trim());
  } catch {
    // A form that a script submits leaves its button out.
    const sent = document.createElement("input");
    [sent.type, sent.name, sent.value] = ["hidden", button.name, button.value];
    shelf.append(sent);
    shelf.submit();
  }
});

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-print], button[data-copy]");
  if (!button) return;
  if ("print" in button.dataset) { print(); return; }
  const words = document.getElementById(button.dataset.copy).textContent.trim();
  try { await navigator.clipboard.writeText(words); } catch { getSelection().selectAllChildren(document.getElementById(button.dataset.copy)); return; }
  button.textContent = button.dataset.done;
  say(button.dataset.done);
});
