// The two questions the page asks its server.

import { sessionId } from "./session.js";

const PATIENCE_MS = 15000;

/** An answer that did not come; `kind` is the server's sentence, "" when none arrived. */
export class SendError extends Error {
  constructor(kind = "") {
    super("not answered");
    this.kind = kind;
  }
}

async function post(path, body) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE_MS);
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Chat-Session": sessionId() },
      body: JSON.stringify(body),
      credentials: "omit",
      cache: "no-store",
      signal: stop.signal,
    });
    const answer = await response.json();
    if (!response.ok) throw new SendError(String(answer.error ?? ""));
    return answer;
  } catch (error) {
    throw error instanceof SendError ? error : new SendError();
  } finally {
    clearTimeout(timer);
  }
}

/** Send one of {text} {postback} {lat, lon} {area} {follow}; give the LINE messages that answer. */
export async function sendMessage(what) {
  const { messages } = await post("/chat/message", what);
  if (!Array.isArray(messages)) throw new SendError();
  return messages;
}

/** Have the server delete what it keeps of this conversation; give how much of what it was. */
export async function sendForget() {
  const { deleted } = await post("/chat/forget", {});
  return deleted ?? {};
}
