// The begin: words of the ontology first, then the page.

import { html, render } from "../vendor/elements.js";
import { followLinks } from "./address.js";
import { ask } from "./api.js";
import { App } from "./app.js";
import { learn } from "./language.js";

followLinks();
const root = document.getElementById("page");
try {
  learn(await ask("/api/terms"));
} catch (error) {
  // Without them terms are shown as they are written in the ontology.
  console.warn(error.message);
}
root.replaceChildren();
render(html`<${App} />`, root);
