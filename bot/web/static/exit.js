// Leave at once: this page and its history entry give way to a harmless one. Without this script
// the same link still leads there.
const link = document.querySelector("[data-exit]");
const TIMES = 3;
const WITHIN = 3000; // milliseconds from the first Esc to the last

function leave() {
  document.documentElement.hidden = true; // a slow network must not leave the page in sight
  document.title = "";
  try { sessionStorage.clear(); } catch { /* storage is switched off: nothing to clear */ }
  if (parent !== window) parent.postMessage({ chat: "leave" }, "*"); // to embed.js around a frame
  try {
    top.location.replace(link.href);
  } catch {
    location.replace(link.href); // a frame that may not move the page around it
  }
}

let presses = [];
if (link) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.repeat || event.isComposing) return;
    presses = [...presses.filter((at) => event.timeStamp - at < WITHIN), event.timeStamp];
    if (presses.length >= TIMES) leave();
  }, true);
}

// A page that somebody at home must not see leaves no telling address in the history.
const neutral = document.documentElement.dataset.neutralAddress;
if (neutral) history.replaceState(null, "", neutral);
