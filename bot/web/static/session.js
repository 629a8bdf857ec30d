// What this tab remembers: the conversation's random id and what was said. Nothing outlives the tab.

const ID = "chat-id";
const SAID = "chat-said";
const MOST_TURNS = 120;

let memory = { [ID]: "", [SAID]: "[]" }; // where the browser refuses storage

function read(key) {
  try {
    return sessionStorage.getItem(key) ?? memory[key];
  } catch {
    return memory[key];
  }
}

function write(key, value) {
  memory[key] = value;
  try {
    sessionStorage.setItem(key, value);
  } catch {
    // Full or refused: this page keeps it, a reload loses it.
  }
}

/** The conversation's id: 128 random bits, hexadecimal. */
export function sessionId() {
  if (!/^[0-9a-f]{32}$/.test(read(ID))) {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    write(ID, Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(""));
  }
  return read(ID);
}

/** Turns so far, oldest first: {her, sent} or {messages}. */
export function turns() {
  try {
    const kept = JSON.parse(read(SAID));
    return Array.isArray(kept) ? kept : [];
  } catch {
    return [];
  }
}

export function remember(turn) {
  write(SAID, JSON.stringify([...turns(), turn].slice(-MOST_TURNS)));
}

/** Forget what was said; the id goes too unless it is still needed to ask the server again. */
export function forgetHere({ keepId = false } = {}) {
  const id = read(ID);
  memory = { [ID]: "", [SAID]: "[]" };
  try {
    sessionStorage.clear();
  } catch {
    // Nothing was stored.
  }
  if (keepId) write(ID, id);
}
