// Buttons that copy the field beside them; without this script they are not shown.

for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const said = document.getElementById("copied");
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    const done = await write(field.value);
    said.textContent = done ? "Copied" : "Selected: copy it with Ctrl+C";
  });
}

async function write(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
