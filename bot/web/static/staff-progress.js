// How far a rehearsal is: looks again until its result is there, without the page jumping.

const PAUSE = 700; // milliseconds
let failures = 0;

async function look() {
  try {
    const answer = await fetch(location.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const bar = page.querySelector("progress");
    if (!answer.ok || !bar) return location.reload();
    document.querySelector("progress").value = bar.value;
    document.getElementById("how-far").textContent = page.getElementById("how-far").textContent;
    failures = 0;
  } catch {
    failures += 1; // the connection may come back
  }
  if (failures < 30) setTimeout(look, PAUSE);
}

setTimeout(look, PAUSE);
