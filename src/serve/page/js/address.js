// Where the reader is: every view has an address of its own, which can be shared, and back leads back.

import { value, useValue } from "./value.js";

const read = () => ({ path: location.pathname, query: new URLSearchParams(location.search), hash: location.hash });

const here = value(read());

export const useAddress = () => useValue(here);
export const address = () => here.get();

/** Goes to an address of this page. */
export function go(to) {
  if (to === location.pathname + location.search + location.hash) return;
  history.pushState(null, "", to);
  here.set(read());
  if (!location.hash) scrollTo(0, 0);
}

/** Changes parameters of the address in place; empty ones leave it. */
export function setQuery(changes) {
  const query = new URLSearchParams(location.search);
  for (const [name, text] of Object.entries(changes)) {
    if (text) query.set(name, text);
    else query.delete(name);
  }
  const search = query.toString();
  history.replaceState(null, "", location.pathname + (search ? `?${search}` : ""));
  here.set(read());
}

/** The address of a path with those parameters that are not empty. */
export function link(path, params = {}) {
  const given = Object.entries(params).filter(([, text]) => text !== undefined && text !== null && text !== "");
  const search = new URLSearchParams(given).toString();
  return search ? `${path}?${search}` : path;
}

/** Links within the page are followed without loading it anew. */
export function followLinks() {
  addEventListener("popstate", () => here.set(read()));
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const anchor = event.target.closest?.("a[href]");
    if (!anchor || anchor.target || anchor.hasAttribute("download") || anchor.dataset.leave !== undefined) return;
    const to = new URL(anchor.href);
    if (to.origin !== location.origin) return;
    if (to.pathname === location.pathname && to.search === location.search && to.hash) return;
    event.preventDefault();
    go(to.pathname + to.search + to.hash);
  });
}
