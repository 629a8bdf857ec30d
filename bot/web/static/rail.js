// A row that scrolls sideways: with a finger, a wheel, the arrow keys, or its two buttons.

import { element, fromTemplate, words } from "./safe.js";

/** Put `items` on a rail that shows when there is more to either side. */
export function rail(items, label = words.cards.replace("{n}", items.length)) {
  const made = fromTemplate("t-rail");
  const track = made.querySelector(".track");
  for (const item of items) {
    const slot = element("div", "slot");
    slot.append(item);
    track.append(slot);
  }
  track.setAttribute("role", "group");
  track.setAttribute("aria-label", label);
  const [back, on] = made.querySelectorAll(".turn-page");
  back.addEventListener("click", () => turn(track, -1));
  on.addEventListener("click", () => turn(track, 1));
  const dots = items.map(() => element("i"));
  made.querySelector(".page-dots").append(...dots);
  const look = () => showMore(made, track, back, on);
  track.addEventListener("scroll", look, { passive: true });
  new ResizeObserver(look).observe(track);
  return made;
}

const stepOf = (track) => (track.firstElementChild?.offsetWidth ?? track.clientWidth) + 8;

function turn(track, way) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  track.scrollBy({ left: way * stepOf(track), behavior: calm ? "instant" : "smooth" });
}

function showMore(made, track, back, on) {
  const most = track.scrollWidth - track.clientWidth;
  const before = track.scrollLeft > 4;
  const after = track.scrollLeft < most - 4;
  // A button that hides under the focus hands it on, so that the keyboard is not lost.
  if (document.activeElement === on && !after) track.focus({ preventScroll: true });
  if (document.activeElement === back && !before) track.focus({ preventScroll: true });
  back.hidden = !before;
  on.hidden = !after;
  const last = track.childElementCount - 1;
  const here = after ? Math.round(track.scrollLeft / stepOf(track)) : last;
  made.querySelectorAll(".page-dots i").forEach((dot, at) => dot.classList.toggle("here", at === here));
  made.querySelector(".page-dots").hidden = most <= 4;
  made.classList.toggle("more-after", after);
  track.tabIndex = most > 4 || document.activeElement === track ? 0 : -1;
}
