// The diary: entries move by themselves; what stands beside the grid opens without a reload.

import { countDown, follow, put } from "./live.js";

const page = document.getElementById("diary");
const sheet = document.getElementById("sheet");
const ROW = 5 * 60000;
let stream = null;
let questions = 0;

function address() {
  const { query, known, do: shown, id } = page.dataset;
  const more = new URLSearchParams({ known, ...(shown && { do: shown }), ...(id && { id }) });
  return `/console/diary/events?${query}&${more}`;
}

function news(name, html, id) {
  if (name === "over") return location.assign("/console/login");
  put(html);
  if (id) page.dataset.known = id;
  mark();
}

async function fetched(to) {
  const answer = await fetch(to, { headers: { accept: "text/html" } }).catch(() => null);
  if (!answer || !answer.ok || answer.redirected) return null;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  return fresh.getElementById("diary") ? fresh : null;
}

/** Show what the address has beside the grid; the grid itself stays where it is. */
async function beside(to, { keep = false } = {}) {
  const fresh = await fetched(to);
  if (!fresh) return location.assign(to);
  const other = fresh.getElementById("diary");
  const before = page.dataset.id;
  document.getElementById("panel").replaceWith(fresh.getElementById("panel"));
  page.classList.toggle("beside", other.classList.contains("beside"));
  for (const key of ["do", "id", "known"]) page.dataset[key] = other.dataset[key];
  if (!keep) history.pushState(null, "", to);
  scripted();
  mark();
  const title = document.getElementById("panel-title");
  const left = before && sheet.querySelector(`[data-open="${before}"]`);
  const open = sheet.querySelector(".visit[aria-current]");
  if (open) open.scrollIntoView({ block: "nearest", inline: "nearest" });
  if (title) title.focus();
  else if (left) left.focus({ preventScroll: true });
  stream.open();
}

function mark() {
  for (const entry of sheet.querySelectorAll("[data-open]")) {
    if (page.dataset.id && entry.dataset.open === page.dataset.id) entry.setAttribute("aria-current", "true");
    else entry.removeAttribute("aria-current");
  }
}

function clicked(event) {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const link = event.target.closest("a[data-open], a[data-beside]");
  if (link) {
    event.preventDefault();
    return beside(link.href);
  }
  const lanes = event.target.closest(".lanes");
  if (lanes && event.target === lanes) blank(lanes, event);
}

// A click on free time asks for a booking there, in the quarter of an hour that was hit.
function blank(lanes, event) {
  const box = lanes.getBoundingClientRect();
  const rows = Math.floor((event.clientY - box.top) / parseFloat(getComputedStyle(lanes).gridAutoRows));
  const heads = [...lanes.parentElement.querySelectorAll(".lane")];
  const head = heads[Math.floor(((event.clientX - box.left) / box.width) * heads.length)];
  const label = [...document.querySelectorAll("#hours span")][Math.floor(rows / 12)];
  if (!head || !label) return;
  const minute = Math.floor((rows % 12) / 3) * 15;
  const to = new URL(document.getElementById("new").href);
  to.searchParams.set("at", `${label.textContent.slice(0, 2)}:${String(minute).padStart(2, "0")}`);
  to.searchParams.set("on", lanes.dataset.day);
  const staff = head.id.slice(-36);
  if (!new URLSearchParams(page.dataset.query).get("by")) to.searchParams.set("with", staff);
  beside(to.href);
}

// The free times follow day, service, stylist as they are chosen; what else was written stays.
// An answer to what was chosen before may come last: it must not take back the newer choice.
async function asked(event) {
  const form = event.target.closest("form[data-asks]");
  if (!form) return;
  event.preventDefault();
  const question = ++questions;
  const fresh = await fetched(`${form.action}?${new URLSearchParams(new FormData(form))}`);
  const offer = fresh && fresh.getElementById("offer");
  if (!offer || question !== questions || !form.isConnected) return;
  const written = document.getElementById("time").value;
  document.getElementById("offer").replaceWith(offer);
  if (written) document.getElementById("time").value = written;
}

function scripted() {
  for (const form of document.querySelectorAll("form[data-asks], #go")) form.dataset.script = "";
}

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (event.target.closest("input, textarea, select")) return;
  if (event.key === "Escape" && page.classList.contains("beside")) return beside(page.dataset.grid);
  if (!single()) return;
  const keys = { ArrowLeft: "before", ArrowRight: "after", t: "today", n: "new" };
  const link = document.getElementById(keys[event.key]);
  if (!link || (event.target === sheet && sheet.scrollWidth > sheet.clientWidth && event.key !== "t")) return;
  event.preventDefault();
  link.click();
}

function single() {
  try {
    return localStorage.getItem("single-keys") !== "off";
  } catch {
    return true;
  }
}

function now() {
  for (const lanes of sheet.querySelectorAll(".lanes")) {
    const line = lanes.querySelector(".now");
    const row = Math.floor((Date.now() - Number(lanes.dataset.zero) * 60000) / ROW);
    const foot = lanes.querySelector(".foot");
    const rows = foot ? Number(/ z(\d+)/.exec(foot.className)[1]) : 0;
    line.hidden = row < 0 || row >= rows;
    if (!line.hidden) line.className = `now a${row}`;
  }
}

// Where the eye was is where it is again after an action; a new page begins at now, or at what is first.
function scrolled() {
  const kept = remembered();
  if (kept) return sheet.scrollTo(kept.left, kept.top);
  if (getComputedStyle(sheet).display === "block") {
    const today = sheet.querySelector(".is-today");
    sheet.scrollTop = today ? today.offsetTop : 0;
    return;
  }
  const first = sheet.querySelector(".now:not([hidden])") || sheet.querySelector(".visit");
  if (!first || !first.offsetParent) return;
  const hour = 12 * parseFloat(getComputedStyle(first.parentElement).gridAutoRows) || 1;
  const above = first.getBoundingClientRect().top - sheet.getBoundingClientRect().top;
  const hidden = Math.max(0, above - sheet.clientHeight * 0.6);
  sheet.scrollTop = Math.floor(hidden / hour) * hour;
}

function remembered() {
  try {
    const kept = JSON.parse(sessionStorage.getItem("diary-scroll") || "null");
    return kept && kept.query === page.dataset.query ? kept : null;
  } catch {
    return null;
  }
}

function remember() {
  const kept = { query: page.dataset.query, left: sheet.scrollLeft, top: sheet.scrollTop };
  try {
    sessionStorage.setItem("diary-scroll", JSON.stringify(kept));
  } catch {
    return;
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

// What was done is said once, not again when the page is reloaded.
function quiet() {
  const here = new URL(location.href);
  if (!here.searchParams.has("done")) return;
  here.searchParams.delete("done");
  here.searchParams.delete("of");
  history.replaceState(null, "", here);
}

document.addEventListener("click", clicked);
document.addEventListener("keydown", pressed);
document.addEventListener("change", asked);
document.addEventListener("submit", asked);
document.getElementById("day").addEventListener("change", (event) => event.target.value && event.target.form.submit());
document.getElementById("theme").addEventListener("submit", themed);
window.addEventListener("pagehide", remember);
window.addEventListener("popstate", () => beside(location.href, { keep: true }));
scripted();
quiet();
now();
scrolled();
setInterval(now, 20000);
countDown();
stream = follow(address, ["put", "over"], news, (open) => page.toggleAttribute("data-offline", !open));
