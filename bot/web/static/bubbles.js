// Turns of the conversation as elements.

import { element, fromTemplate, writeText } from "./safe.js";
import { control, drawFlex } from "./flex.js";

export function herTurn(text) {
  const made = fromTemplate("t-her");
  made.querySelector(".said").textContent = text;
  return made;
}

/** The bot's messages under one face. */
export function botTurn(messages, act) {
  const made = fromTemplate("t-bot");
  const stack = made.querySelector(".stack");
  for (const message of messages) stack.append(one(message, act));
  return made;
}

function one(message, act) {
  if (message?.type === "flex") {
    const frame = element("div", "flex");
    frame.append(drawFlex(message.contents, act));
    return frame;
  }
  const made = element("div", "bubble");
  writeText(made, String(message?.text ?? message?.altText ?? ""));
  return made;
}

/** Say kindly that something failed; `again` tries it once more. */
export function problemTurn(kind, again) {
  const made = fromTemplate("t-problem");
  if (kind) made.querySelector(".why").textContent = kind;
  made.querySelector(".again").addEventListener("click", again);
  return made;
}

/** What was deleted, by the server's count, and what never was kept. */
export function receiptTurn(deleted, restart) {
  const made = fromTemplate("t-receipt");
  for (const line of made.querySelectorAll("[data-deleted]")) {
    const count = Number(deleted[line.dataset.deleted]) || 0;
    line.hidden = count === 0;
    line.querySelector(".count")?.append(count);
  }
  made.querySelector(".restart").addEventListener("click", restart);
  return made;
}

/** Buttons of the last message's quick reply; LINE shows only those. */
export function quickReplies(messages, act) {
  const items = messages.at(-1)?.quickReply?.items;
  const made = (Array.isArray(items) ? items : []).map((item) =>
    control(item?.action, item?.action?.label, act, `chip chip-${kind(item?.action)}`),
  );
  return made.filter(Boolean);
}

const kind = (action) => (action?.type === "location" ? "place" : "plain");
