// A value that several components read: they are drawn anew when it changes.

import { useEffect, useState } from "../vendor/elements.js";

/**
 * @template T
 * @param {T} first
 */
export function value(first) {
  const readers = new Set();
  let now = first;
  return {
    get: () => now,
    /** @param {T} next */
    set(next) {
      if (next === now) return;
      now = next;
      for (const reader of [...readers]) reader(next);
    },
    /** @param {(next: T) => void} reader */
    watch(reader) {
      readers.add(reader);
      return () => readers.delete(reader);
    },
  };
}

/** The value as a component sees it. */
export function useValue(shared) {
  const [seen, see] = useState(shared.get());
  useEffect(() => {
    see(() => shared.get());
    return shared.watch((next) => see(() => next));
  }, [shared]);
  return seen;
}

/** A value that the browser keeps between visits, where it may. */
export function kept(name, choices, first) {
  const shared = value(first);
  try {
    const saved = localStorage.getItem(name);
    if (choices.includes(saved)) shared.set(saved);
    shared.watch((next) => localStorage.setItem(name, next));
  } catch {
    // Storage is switched off: the choice lasts as long as the page.
  }
  return shared;
}
