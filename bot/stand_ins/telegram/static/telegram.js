// Sends without reloading, swaps the chat in when either side has said something.

const main = document.getElementById("chat");
const address = () => `/?bot=${main.dataset.bot}&chat=${main.dataset.chat}`;

async function refresh() {
  const answer = await fetch(address());
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("chat");
  const talk = fresh.querySelector(".talk");
  if (!talk) return;
  main.dataset.said = fresh.dataset.said;
  main.querySelector(".talk").replaceWith(talk);
  talk.lastElementChild?.scrollIntoView({ block: "nearest" });
}

async function follow() {
  const { bot, chat, said } = main.dataset;
  try {
    const answer = await fetch(`/_stand_in/chats/${chat}?bot=${bot}&after=${said}&wait=25`);
    const news = await answer.json();
    if (String(news.said) !== main.dataset.said) await refresh();
  } catch {
    await new Promise((done) => setTimeout(done, 1000));
  }
  follow();
}

main.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.method !== "post" || form.classList.contains("quiet")) return;
  event.preventDefault();
  const said = new FormData(form, event.submitter);
  const answer = await fetch(form.action, { method: "POST", body: said });
  if (answer.ok) form.reset();
  await refresh();
});

if (main.querySelector(".talk")) {
  main.querySelector(".talk").lastElementChild.scrollIntoView({ block: "nearest" });
  follow();
}
