// What is written under a transcript: sent without a reload, never lost, never sent twice.

/** Send a form as it stands; its answer's page, whatever its status, or null when nobody answered. */
export async function sent(form) {
  if (form.dataset.busy) return { html: document.documentElement.outerHTML, ok: false, url: location.href };
  form.dataset.busy = "1";
  const body = new URLSearchParams(new FormData(form));
  const answer = await fetch(form.action, { method: "POST", body, headers: { accept: "text/html" } }).catch(() => null);
  delete form.dataset.busy;
  if (!answer) return null;
  return { html: await answer.text(), ok: answer.ok, url: answer.url };
}

/** Remember what stands in the text field and where the focus is; gives what puts it back. */
export function written(form) {
  const field = document.getElementById("text");
  const writing = form.id === "write";
  const text = !writing && field ? field.value : null;
  const focus = form.contains(document.activeElement) || document.activeElement === field;
  return () => {
    const fresh = document.getElementById("text");
    const wrong = document.querySelector("#arrange [role=alert], #wrong");
    if (fresh && text) fresh.value = text;
    if (fresh && focus && !document.getElementById("arrange")) fresh.focus({ preventScroll: true });
    if (wrong) wrong.scrollIntoView({ block: "nearest" });
  };
}

/** Put a quick reply into the text field, behind what is there. */
export function pick(text) {
  const field = document.getElementById("text");
  field.value = field.value.trim() ? `${field.value.trimEnd()} ${text}` : text;
  field.focus();
}

/** Send by Ctrl+Enter, on a Mac by Cmd+Enter; tells whether the key was that. */
export function sends(event) {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return false;
  const field = event.target.closest("#text");
  if (!field) return false;
  event.preventDefault();
  field.form.requestSubmit();
  return true;
}
