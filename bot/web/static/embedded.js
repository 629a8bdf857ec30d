// The chat in a frame tells embed.js around it of Esc, and of nothing else.

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.repeat || event.isComposing) return;
  if (document.querySelector("dialog[open]")) return; // this Esc closes the sheet
  parent.postMessage({ chat: "escape" }, "*");
}, true);
