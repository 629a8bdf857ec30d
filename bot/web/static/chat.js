// The chat page: what she does becomes a message, what comes back becomes bubbles.

import { botTurn, herTurn, problemTurn, quickReplies, receiptTurn } from "./bubbles.js";
import { openPlace, preparePlace } from "./place.js";
import { rail } from "./rail.js";
import { fromTemplate, words } from "./safe.js";
import { sendForget, sendMessage } from "./send.js";
import { forgetHere, remember, turns } from "./session.js";

const log = document.getElementById("log");
const chips = document.getElementById("chips");
const form = document.getElementById("form");
const input = document.getElementById("input");
const status = document.getElementById("status");
const forgetSheet = document.getElementById("forget");
const ROOM_ABOVE = 8;
let waiting = 0; // messages on their way
let pending = Promise.resolve(); // they go one after the other; forgetting waits for the last
let talk = 0; // grows when the conversation is forgotten: a late answer to the old one is dropped

function show(turn) {
  log.append(turn);
  return turn;
}

/** Scroll to the end, but never past the start of `first`: long answers are read from the top. */
function reveal(first, last = first) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const behavior = calm ? "instant" : "smooth";
  if (getComputedStyle(log).overflowY === "visible") {
    first.scrollIntoView({ block: "start", behavior });
    return;
  }
  const end = last.offsetTop + last.offsetHeight - log.clientHeight + ROOM_ABOVE;
  log.scrollTo({ top: Math.min(end, first.offsetTop - ROOM_ABOVE), behavior });
}

function offer(messages) {
  const buttons = quickReplies(messages, act);
  chips.replaceChildren(...(buttons.length ? [rail(buttons, chips.getAttribute("aria-label"))] : []));
}

function act(action) {
  if (waiting) return; // the second tap of two
  if (action.type === "location") openPlace();
  else if (action.type === "message") say({ text: action.text }, action.text);
  else say({ postback: action.data }, action.displayText ?? "");
}

/** Send `sent`, shown as `text` in a bubble of hers (none when empty). */
function say(sent, text) {
  const bubble = text ? show(herTurn(text)) : null;
  remember({ her: text, sent });
  queue(sent, bubble);
}

/** Ask once everything before is answered: what is written meanwhile is not lost. */
function queue(sent, bubble) {
  const asked = talk;
  waiting += 1;
  pending = pending.then(() => ask(sent, bubble, asked)).finally(() => { waiting -= 1; });
}

async function ask(sent, bubble, asked) {
  if (asked !== talk) return; // forgotten meanwhile
  const typedByHand = document.activeElement === input && !matchMedia("(pointer: coarse)").matches;
  chips.replaceChildren();
  const typing = show(fromTemplate("t-typing"));
  status.textContent = words.typing;
  reveal(bubble ?? typing, typing);
  try {
    const messages = await sendMessage(sent);
    if (asked === talk) answered(messages, bubble, typing, typedByHand || sent.follow);
  } catch (error) {
    if (asked === talk) failed(error, typing, () => queue(sent, bubble));
  }
}

function answered(messages, bubble, typing, focusStays) {
  remember({ messages });
  typing.remove();
  status.textContent = "";
  offer(messages);
  if (!messages.length) return;
  const turn = show(botTurn(messages, act));
  reveal(bubble ?? turn, turn);
  // Whoever types goes on typing; whoever tapped a button that is gone now reads on from here.
  if (!focusStays) turn.focus({ preventScroll: true });
}

function failed(error, typing, retry) {
  typing.remove();
  status.textContent = "";
  const turn = problemTurn(error.kind, () => {
    turn.remove();
    retry();
  });
  show(turn);
  reveal(turn);
  turn.querySelector(".again").focus({ preventScroll: true });
}

function restore(kept) {
  log.setAttribute("aria-busy", "true");
  let last = null;
  for (const turn of kept) {
    if (turn.her) last = show(herTurn(String(turn.her)));
    else if (turn.messages?.length) show(botTurn(turn.messages, act));
  }
  log.removeAttribute("aria-busy");
  const end = kept.at(-1);
  if (end.sent) queue(end.sent, end.her ? last : null);
  else {
    offer(end.messages ?? []);
    const turn = log.lastElementChild;
    if (turn) reveal(last ?? turn, turn);
  }
}

/** The code of a card that led here by its QR code (/#card=…), once: a reload does not send it. */
function carriedCode() {
  const code = new URLSearchParams(location.hash.slice(1)).get("card") ?? "";
  if (code) history.replaceState(null, "", location.pathname + location.search);
  return code;
}

function begin() {
  const kept = turns();
  const code = carriedCode();
  if (kept.length) restore(kept);
  else if (!code) say({ follow: true }, "");
  if (code) say({ text: code }, code);
}

async function forget() {
  forgetSheet.close();
  talk += 1;
  forgetHere({ keepId: true });
  log.replaceChildren();
  chips.replaceChildren();
  status.textContent = "";
  try {
    await pending;
    const deleted = await sendForget();
    forgetHere();
    const turn = show(receiptTurn(deleted, restart));
    turn.focus({ preventScroll: true });
  } catch (error) {
    const turn = show(problemTurn(error.kind, forget));
    turn.querySelector(".again").focus({ preventScroll: true });
  }
}

function restart() {
  log.replaceChildren();
  say({ follow: true }, "");
  log.focus({ preventScroll: true });
}

function fitInput() {
  input.style.height = "auto";
  input.style.height = `${input.scrollHeight}px`;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = input.value.trim();
  if (!text) return;
  input.value = "";
  fitInput();
  say({ text }, text);
});
input.addEventListener("input", fitInput);
input.addEventListener("keydown", (event) => {
  // Enter that ends a kana conversion is not yet a message (Safari says so by 229).
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  form.requestSubmit();
});

for (const name of ["about", "forget"]) {
  const sheet = document.getElementById(name);
  document.getElementById(`open-${name}`).addEventListener("click", () => sheet.showModal());
}
for (const button of document.querySelectorAll("[data-close]")) {
  button.addEventListener("click", () => button.closest("dialog").close());
}
for (const sheet of document.querySelectorAll("dialog")) {
  sheet.addEventListener("click", (event) => event.target === sheet && sheet.close()); // beside it
}
document.getElementById("open-place").addEventListener("click", openPlace);
document.getElementById("do-forget").addEventListener("click", forget);
preparePlace(say, words.sentPlace);
document.documentElement.classList.add("script");
begin();
