// The web chat: forms become messages without leaving the page; replies come in by themselves.

import { countDown, follow, put } from "./live.js";

const page = document.getElementById("chat");
const log = document.getElementById("log");
const field = document.getElementById("text");
const composer = document.getElementById("composer");
const notice = document.getElementById("notice");
const words = page.dataset;
let cursor = words.cursor;
let stream = null;

function listen() {
  if (stream) return;
  const address = () => `${words.address}/events?after=${encodeURIComponent(cursor)}`;
  stream = follow(address, ["put"], (_, html, id) => {
    cursor = id || cursor;
    show(html);
  }, (open) => {
    page.toggleAttribute("data-offline", !open);
  });
}

function show(html) {
  const near = log.scrollHeight - log.scrollTop - log.clientHeight < 120;
  put(html);
  settle();
  if (near) down();
}

function down() {
  log.scrollTop = log.scrollHeight;
}

// Buttons count only under the last message; a line that failed to be sent is not one.
function settle() {
  const lines = [...log.querySelectorAll(".line:not(.failed)")];
  const last = lines.at(-1);
  for (const choices of log.querySelectorAll(".choices")) {
    choices.inert = !last || !last.contains(choices);
  }
  document.getElementById("empty")?.remove();
}

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function bubble(id, text, tapped) {
  const line = document.getElementById("own-line").content.firstElementChild.cloneNode(true);
  line.id = `m-${id}`;
  line.classList.toggle("tapped", tapped);
  line.dataset.at = String(Date.now() * 1000);
  line.querySelector(".said").textContent = text;
  const last = log.querySelector(".line:last-of-type");
  if (last) line.dataset.at = String(Math.max(Number(line.dataset.at), Number(last.dataset.at) + 1));
  return line;
}

async function say(fields, text, tapped) {
  const id = fields.get("message_id");
  let line = document.getElementById(`m-${id}`);
  if (!line) {
    line = bubble(id, text, tapped);
    log.append(line);
  }
  line.className = `line own sending${tapped ? " tapped" : ""}`;
  line.querySelector(".state").textContent = words.sending;
  settle();
  typing(true);
  down();
  try {
    const answer = await fetch(words.address + "/messages", {
      method: "POST",
      body: new URLSearchParams(fields),
      headers: { "x-parlance": "fragment" },
    });
    const html = await answer.text();
    if (!answer.ok) return failed(line, fields, text, tapped, html);
    say_notice("");
    show(html);
    listen();
  } catch {
    failed(line, fields, text, tapped, words.lost);
  }
}

// Shown at once; from then on the stream, which knows the order of things, has the last word.
function typing(on) {
  const dots = document.getElementById("typing");
  dots.hidden = !on;
  dots.dataset.v = on ? "on" : "off";
}

function failed(line, fields, text, tapped, reason) {
  typing(false);
  line.className = `line own failed${tapped ? " tapped" : ""}`;
  const state = line.querySelector(".state");
  state.textContent = words.failed + " ";
  const again = document.createElement("button");
  again.type = "button";
  again.className = "again";
  again.textContent = words.retry;
  again.addEventListener("click", () => {
    fields.set("csrf", composer.elements.csrf.value);
    say(fields, text, tapped);
  });
  state.append(again);
  settle();
  say_notice(reason);
  down();
}

function say_notice(text) {
  notice.textContent = text;
  notice.hidden = !text;
}

function submitted(event) {
  const form = event.target;
  if (!form.matches("[data-say]")) return;
  event.preventDefault();
  const fields = new FormData(form, event.submitter);
  const tapped = fields.has("choice");
  const text = tapped ? event.submitter.textContent.trim() : String(fields.get("text")).trim();
  if (!text) return field.focus();
  if (text.length > Number(words.most)) {
    return say_notice(words.tooLong.replace("{n}", text.length));
  }
  form.elements.message_id.value = newId();
  if (form === composer) {
    field.value = "";
    field.focus();
  } else {
    event.submitter.classList.add("picked");
    leave();
  }
  say(fields, text, tapped);
}

// A tapped button fades: a keyboard's focus goes to the field, a finger's must not open a keyboard.
function leave() {
  const keys = matchMedia("(pointer: fine)").matches;
  (keys ? field : log).focus({ preventScroll: true });
}

function typed(event) {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  composer.requestSubmit();
}

document.addEventListener("submit", submitted);
field.addEventListener("keydown", typed);
countDown();
down();
if (words.live) listen();
