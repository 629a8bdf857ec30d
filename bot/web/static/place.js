// Where she is: the browser's position, rounded, or a name from the list.

const sheet = document.getElementById("place");
const here = document.getElementById("here");
const problem = document.getElementById("place-problem");
const filter = document.getElementById("area-filter");
const ROUND = 1000; // three decimals, about 100 m: enough for the nearest town
const PATIENCE_MS = 10000;

/** Prepare the sheet; `send(what, shown)` is called with {lat, lon} or {area}. */
export function preparePlace(send, shownHere) {
  here.addEventListener("click", () => locate((what) => choose(send, what, shownHere)));
  for (const button of sheet.querySelectorAll("[data-area]")) {
    const { area } = button.dataset;
    button.addEventListener("click", () => choose(send, { area }, area));
  }
  filter?.addEventListener("input", narrow);
}

export function openPlace() {
  problem.hidden = true;
  if (filter) filter.value = "";
  narrow();
  sheet.showModal();
}

function choose(send, what, shown) {
  sheet.close();
  send(what, shown);
}

function locate(found) {
  if (!navigator.geolocation) return fail();
  here.disabled = true;
  const round = (degrees) => Math.round(degrees * ROUND) / ROUND;
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      here.disabled = false;
      // She may have closed the sheet meanwhile: then nothing is sent.
      if (sheet.open) found({ lat: round(coords.latitude), lon: round(coords.longitude) });
    },
    fail,
    { timeout: PATIENCE_MS, maximumAge: 60000 },
  );
}

function fail() {
  here.disabled = false;
  problem.hidden = false;
  filter?.focus();
}

const plain = (text) =>
  text.normalize("NFKC").toLowerCase().replace(/[\u30a1-\u30f6]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60));

function narrow() {
  const wanted = plain(filter?.value.trim() ?? "");
  let any = false;
  for (const section of sheet.querySelectorAll("section")) {
    let some = false;
    for (const item of section.querySelectorAll("li")) {
      item.hidden = !plain(item.firstElementChild.dataset.find).includes(wanted);
      some ||= !item.hidden;
    }
    section.hidden = !some;
    any ||= some;
  }
  const none = document.getElementById("no-area");
  if (none) none.hidden = any;
}
