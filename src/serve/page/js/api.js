// Questions to the server, and what comes back.

import { useEffect, useRef, useState } from "../vendor/elements.js";
import { link } from "./address.js";

const KEPT = 80;
/** Answers of late, so that going back waits for nothing. */
const answers = new Map();

/** What went wrong, in the words of the server, with its status. */
export class Refusal extends Error {
  constructor(status, message, place) {
    super(message);
    this.status = status;
    this.place = place;
  }
}

/** What the server says of a refusal, or what is known without its words. */
async function refusal(response) {
  const body = await response.json().catch(() => null);
  const error = body?.error;
  return new Refusal(response.status, error?.message ?? `${response.status} ${response.statusText}`, error?.line && error);
}

/**
 * @param {string} path
 * @param {Record<string, string | number | null | undefined>} [params]
 * @param {RequestInit} [options]
 */
export async function ask(path, params = {}, options = {}) {
  const response = await fetch(link(path, params), { headers: { accept: "application/json" }, ...options });
  if (!response.ok) throw await refusal(response);
  return response.json();
}

/** Sends JSON. */
export const send = (path, method, body) =>
  ask(path, {}, {
    method,
    headers: { accept: "application/json", "content-type": "application/json" },
    body: body && JSON.stringify(body),
  });

/** Forgets what was answered: something was changed. */
export const forget = () => answers.clear();

function keep(key, answer) {
  answers.delete(key);
  answers.set(key, answer);
  if (answers.size > KEPT) answers.delete(answers.keys().next().value);
}

/**
 * What the server answers, for a component: `waiting`, then `data` or `error`. No path, no question. While
 * an answer to other parameters of the same path is on its way, the last one stands.
 * @param {string | null} path
 */
export function useAnswer(path, params = {}) {
  const key = path && link(path, params);
  const [state, set] = useState({ key: null, data: null, error: null });
  const last = useRef({ path: null, data: null });
  useEffect(() => {
    if (!key || answers.has(key)) return;
    const stop = new AbortController();
    ask(key, {}, { signal: stop.signal }).then(
      (data) => {
        keep(key, data);
        set({ key, data, error: null });
      },
      (error) => stop.signal.aborted || set({ key, data: null, error }),
    );
    return () => stop.abort();
  }, [key]);
  if (!key) return { data: null, error: null, waiting: false };
  if (answers.has(key)) {
    last.current = { path, data: answers.get(key) };
    return { data: last.current.data, error: null, waiting: false };
  }
  if (state.key === key) return { data: state.data, error: state.error, waiting: false };
  return { data: last.current.path === path ? last.current.data : null, error: null, waiting: true };
}
