// How an open page takes news: fragments with ids, put in their place without losing focus or scroll.

/** Put every element of `html` in the page: replace its namesake, else insert it by its data-at. */
export function put(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  const placed = [...template.content.children].map(place);
  return placed.filter(Boolean);
}

function place(fresh) {
  const old = document.getElementById(fresh.id);
  if ("gone" in fresh.dataset) {
    if (old) old.remove();
    return null;
  }
  if (old && old.dataset.v && old.dataset.v === fresh.dataset.v) return null;
  const home = old ? old.parentElement : document.getElementById(fresh.dataset.into);
  if (!home) return null;
  const focus = old && old.contains(document.activeElement) ? focused(old) : null;
  if (old && old.dataset.at === fresh.dataset.at) old.replaceWith(fresh);
  else {
    if (old) old.remove();
    home.insertBefore(fresh, after(home, fresh));
  }
  if (focus) restore(fresh, focus);
  return fresh;
}

function after(home, fresh) {
  if (!fresh.dataset.at) return null;
  const sign = home.dataset.order === "down" ? -1 : 1;
  const mine = sign * Number(fresh.dataset.at);
  return [...home.children].find((other) => sign * Number(other.dataset.at || Infinity) > mine) || null;
}

function focused(old) {
  const active = document.activeElement;
  const all = [old, ...old.querySelectorAll("a, button, input, textarea, summary")];
  return { index: all.indexOf(active), value: active.value };
}

function restore(fresh, focus) {
  const all = [fresh, ...fresh.querySelectorAll("a, button, input, textarea, summary")];
  const target = all[focus.index];
  if (!target) return;
  if (target.matches("input, textarea")) target.value = focus.value;
  target.focus({ preventScroll: true });
}

/**
 * Keep one stream open: reconnects by itself, rests while nobody looks.
 * `address()` gives the URL for what is known by now, `news` takes (event name, data).
 */
export function follow(address, names, news, state = () => {}) {
  let source = null;
  let timer = 0;
  let wait = 500;

  function open() {
    close();
    if (document.visibilityState === "hidden") return;
    source = new EventSource(address());
    source.addEventListener("open", () => {
      wait = 500;
      state(true);
    });
    for (const name of names) {
      source.addEventListener(name, (event) => news(name, event.data, event.lastEventId));
    }
    source.addEventListener("error", () => {
      state(false);
      close();
      timer = setTimeout(open, wait);
      wait = Math.min(wait * 2, 5000);
    });
  }

  function close() {
    clearTimeout(timer);
    if (source) source.close();
    source = null;
  }

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") close();
    else if (!source) open();
  });
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", (event) => event.persisted && open());
  window.addEventListener("online", open);
  open();
  return { open, close };
}

/** Count down every [data-left] (seconds at load) in whole minutes, then say what its end means. */
export function countDown() {
  const born = new WeakMap();
  const tick = () => {
    for (const one of document.querySelectorAll("[data-left]")) {
      if (!born.has(one)) born.set(one, performance.now());
      const left = Number(one.dataset.left) - (performance.now() - born.get(one)) / 1000;
      if (left <= 0) one.dataset.over = "";
      const bar = one.querySelector("progress");
      if (bar) bar.value = Math.max(0, left);
      const text = one.querySelector("[data-minutes]");
      const said = text && text.dataset.minutes.replace("{n}", Math.max(1, Math.ceil(left / 60)));
      if (text && text.textContent !== said) text.textContent = said;
    }
  };
  setInterval(tick, 1000);
  tick();
}
