// The conversations: rows and lines move by themselves; opening one does not reload the page.

import { countDown, follow, put } from "./live.js";
import { pick, sent, sends, written } from "./composer.js";

const room = document.getElementById("room");
const list = document.getElementById("list");
const scroll = document.getElementById("scroll");
const search = document.getElementById("q");
const help = document.getElementById("keys");
const single = document.getElementById("single");
const PANES = ["head", "lines", "talk", "facts"];
let stream = null;

function address() {
  const { talk, only, q, known } = room.dataset;
  return `/console/events?${new URLSearchParams({ talk, only, q, known })}`;
}

function news(name, html, id) {
  if (name === "over") return location.assign("/console/login");
  const lines = document.getElementById("lines");
  const near = lines && lines.scrollHeight - lines.scrollTop - lines.clientHeight < 120;
  still(() => put(html));
  if (id) room.dataset.known = id;
  if (near) down();
}

// Rows come and go above; the one under the eye, the finger or the focus stays where it is.
function still(change) {
  const row = document.activeElement.closest(".row") || list.querySelector(".row:hover") || topmost();
  const before = row && row.getBoundingClientRect().top;
  change();
  const after = row && document.getElementById(row.id);
  if (after) scroll.scrollTop += after.getBoundingClientRect().top - before;
}

function topmost() {
  if (!scroll.scrollTop) return null;
  const top = scroll.getBoundingClientRect().top;
  return [...list.children].find((row) => row.getBoundingClientRect().bottom > top) || null;
}

function down() {
  const lines = document.getElementById("lines");
  if (lines) lines.scrollTop = lines.scrollHeight;
}

/** Show another address of this page: fetch it whole, take over the parts that differ. */
async function go(to, { panes, keep = false }) {
  const answer = await fetch(to, { headers: { accept: "text/html" } }).catch(() => null);
  if (!answer || !answer.ok || answer.redirected) return location.assign(to);
  if (!take(await answer.text(), panes)) return location.assign(to);
  if (!keep) history.pushState(null, "", to);
}

/** Take the panes of another page that was fetched whole; false when it is none of this room's. */
function take(html, panes) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const fresh = page.getElementById("room");
  if (!fresh) return false;
  for (const id of panes) {
    const old = document.getElementById(id);
    const other = page.getElementById(id);
    // Its children, not the pane itself: a pane that the address points at stays the one shown.
    if (old && other) old.replaceChildren(...other.childNodes);
  }
  for (const key of ["known", "talk", "only", "q"]) room.dataset[key] = fresh.dataset[key];
  room.classList.toggle("talking", fresh.classList.contains("talking"));
  document.title = page.title;
  mark();
  stream.open();
  return true;
}

// What a form does is done without a reload; whatever goes wrong, the browser does it itself.
async function act(form) {
  const answer = await sent(form);
  if (!answer) return form.submit();
  const left = written(form);
  if (!take(answer.html, ["talk", "facts"])) return location.assign(answer.url);
  if (answer.ok) history.replaceState(null, "", location.pathname + location.search.replace(/[?&]do=[^#]*/, "") + location.hash);
  left();
  down();
}

async function beside(to) {
  await go(to, { panes: ["facts"], keep: true });
  if (new URL(to, location).hash && getComputedStyle(document.getElementById("facts")).display === "none") location.hash = "facts";
  const title = document.getElementById("arrange-title");
  if (title) title.focus();
}

function submitted(event) {
  const form = event.target;
  if (form.matches("form[data-panel]")) {
    event.preventDefault();
    const query = new URLSearchParams(new FormData(form));
    beside(`${new URL(form.action).pathname}?${query}#facts`);
  } else if (form.matches("[data-deed]")) {
    event.preventDefault();
    act(form);
  }
}

function mark() {
  for (const link of list.querySelectorAll("[data-open]")) {
    if (link.dataset.open === room.dataset.talk) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

async function open(link) {
  await go(link.href, { panes: ["talk", "facts"] });
  down();
}

async function look(only, q) {
  const asked = { ...(only !== "all" && { only }), ...(q && { q }) };
  const query = new URLSearchParams(asked);
  const html = `${location.pathname}${query.size ? `?${query}` : ""}`;
  const answer = await fetch(html, { headers: { accept: "text/html" } }).catch(() => null);
  if (!answer || !answer.ok || answer.redirected) return location.assign(html);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const id of ["chips", "nothing"]) {
    document.getElementById(id).replaceWith(page.getElementById(id));
  }
  list.replaceChildren(...page.getElementById("list").children);
  for (const key of ["known", "only", "q"]) room.dataset[key] = page.getElementById("room").dataset[key];
  history.replaceState(null, "", html);
  stream.open();
}

function clicked(event) {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const link = event.target.closest("a[data-open], a[data-only], a[data-panel], a[data-quick]");
  if (!link) return;
  event.preventDefault();
  if (link.dataset.quick) return pick(link.dataset.quick);
  if ("panel" in link.dataset) return beside(link.href);
  if (link.dataset.open) open(link);
  else look(link.dataset.only, search.value.trim());
}

let typing = 0;
function searched() {
  clearTimeout(typing);
  typing = setTimeout(() => look(room.dataset.only, search.value.trim()), 200);
}

function step(by) {
  const links = [...list.querySelectorAll("[data-open]")];
  const here = links.findIndex((link) => link === document.activeElement);
  const start = here < 0 ? links.findIndex((link) => link.hasAttribute("aria-current")) : here;
  const next = links[Math.min(links.length - 1, Math.max(0, start + by))];
  if (next) next.focus();
}

function pressed(event) {
  if (sends(event)) return;
  if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
  const inField = event.target.closest("input, textarea, select");
  if (event.key === "Escape") return inField ? inField.blur() : leave();
  if (inField || !single.checked) return;
  const keys = { "/": () => search.focus(), j: () => step(1), k: () => step(-1), "?": () => help.showModal(), t: () => press("take-over"), h: () => press("hand-back") };
  if (!keys[event.key]) return;
  event.preventDefault();
  keys[event.key]();
}

function press(id) {
  const button = document.getElementById(id);
  if (button) button.click();
}

// Back to where the list was left: the row that is open, in whatever pane it stands.
function leave() {
  const current = list.querySelector("[aria-current]");
  if (location.hash) location.hash = "";
  else if (current && current.offsetParent) current.focus();
}

function remembered(value) {
  try {
    if (value !== undefined) localStorage.setItem("single-keys", value);
    return localStorage.getItem("single-keys") !== "off";
  } catch {
    return true;
  }
}

function themed(event) {
  const chosen = event.submitter.value;
  event.preventDefault();
  document.documentElement.dataset.theme = chosen;
  const fields = new URLSearchParams(new FormData(event.target, event.submitter));
  fetch(event.target.action, { method: "POST", body: fields, redirect: "manual", keepalive: true });
  event.target.querySelector(`[value=${chosen === "dark" ? "light" : "dark"}]`).focus();
}

// "3 min" grows old on an open page; what is older than an hour can wait for the next visit.
function ages() {
  for (const time of list.querySelectorAll("[data-since]")) {
    const minutes = Math.floor((Date.now() - Date.parse(time.dateTime)) / 60000);
    const text = minutes < 1 ? "now" : minutes < 60 ? `${minutes} min` : null;
    if (text && time.textContent !== text) time.textContent = text;
  }
}

document.addEventListener("click", clicked);
document.addEventListener("keydown", pressed);
document.addEventListener("submit", submitted);
search.addEventListener("input", searched);
document.getElementById("search").addEventListener("submit", (event) => {
  event.preventDefault();
  searched();
});
document.getElementById("theme").addEventListener("submit", themed);
document.getElementById("help").hidden = false;
document.getElementById("help").addEventListener("click", () => help.showModal());
single.checked = remembered();
single.addEventListener("change", () => remembered(single.checked ? "on" : "off"));
window.addEventListener("popstate", () => {
  if (location.pathname.includes(room.dataset.talk || "-")) return;
  go(location.href, { panes: ["talk", "facts"], keep: true }).then(down);
});
setInterval(ages, 20000);
countDown();
down();
stream = follow(address, ["put", "over"], news, (open) => room.toggleAttribute("data-offline", !open));
