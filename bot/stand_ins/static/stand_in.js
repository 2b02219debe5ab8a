// Sends without reloading, swaps in what is new: the chat, what was delivered.

const main = document.getElementById("chat");
const address = () => `/?${new URLSearchParams({ bot: main.dataset.bot, chat: main.dataset.chat })}`;

async function refresh() {
  const answer = await fetch(address());
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("chat");
  if (!fresh) return;
  const [talk, side] = [main.querySelector(".talk"), main.querySelector(".side")];
  const told = fresh.querySelector(".talk");
  if (told.innerHTML !== talk.innerHTML) {
    talk.replaceChildren(...told.children);
    talk.lastElementChild?.scrollIntoView({ block: "nearest" });
  }
  const beside = fresh.querySelector(".side");
  if (beside.innerHTML !== side.innerHTML && !side.contains(document.activeElement)) {
    side.replaceChildren(...beside.children);
  }
  main.dataset.said = fresh.dataset.said;
}

async function follow() {
  const { bot, chat, said } = main.dataset;
  try {
    const query = new URLSearchParams({ bot, after: said, wait: "3" });
    await (await fetch(`/_stand_in/chats/${encodeURIComponent(chat)}?${query}`)).json();
    await refresh();
  } catch {
    await new Promise((done) => setTimeout(done, 1000));
  }
  follow();
}

if (main) {
  main.addEventListener("submit", async (event) => {
    const form = event.target;
    if (form.method !== "post" || form.closest(".side")) return;
    event.preventDefault();
    const said = new FormData(form, event.submitter);
    const answer = await fetch(form.action, { method: "POST", body: said });
    if (answer.ok) form.reset();
    await refresh();
  });
  main.querySelector(".talk").lastElementChild.scrollIntoView({ block: "nearest" });
  follow();
}
