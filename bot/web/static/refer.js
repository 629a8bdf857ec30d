// Small comforts of the card's pages: copy a link, print at a tap, keep the address off the paper.

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy);
    field.select();
    await navigator.clipboard.writeText(field.value);
    document.querySelector("[data-copied]").hidden = false;
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  document.querySelector(".no-script-hint")?.remove();
  button.addEventListener("click", () => window.print());
}

// Some browsers write the page's address in the margin: on paper it would open the worker's page.
const neutral = document.body.dataset.printAddress;
if (neutral) {
  const own = location.href;
  addEventListener("beforeprint", () => history.replaceState(null, "", neutral));
  addEventListener("afterprint", () => history.replaceState(null, "", own));
}
