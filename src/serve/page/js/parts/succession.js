// The holders of posts one after another, on one line of time.

import { html } from "../../vendor/elements.js";
import { number, t } from "../language.js";
import { Empty } from "./sheet.js";
import { Thing } from "./thing.js";
import { Axis, domainOf, Key, spansOf, Tenure } from "./timeline.js";

/** What stands between two holders, which the server says in English. */
const FOLLOWS = [
  [/^the same day$/, "same-day"],
  [/^the next day$/, "next-day"],
  [/^a gap of (\d+) days$/, "gap"],
  [/^an overlap of (\d+) days$/, "overlap"],
];

function followsInWords(follows) {
  for (const [shape, name] of FOLLOWS) {
    const found = shape.exec(follows ?? "");
    if (found) return t(name, { n: found[1] && number(found[1]) });
  }
  return follows;
}

/** Rows of one post after another, as they come. */
function byPost(rows) {
  const posts = new Map();
  for (const row of rows) posts.set(row.post, [...(posts.get(row.post) ?? []), row]);
  return [...posts.values()];
}

function Post({ rows, domain }) {
  const [{ office, post, seats }] = rows;
  const held = rows.filter((row) => row.person);
  return html`<li class="post">
    <h3><${Thing} address=${post} name=${office} />${seats && html` <small class="soft">${seats === "1" ? t("one-seat") : t("seats", { n: number(seats) })}</small>`}</h3>
    ${held.length
      ? html`<ol>${held.map((row) => html`<${Tenure} key=${row.tenure} row=${row} domain=${domain} note=${followsInWords(row.follows)}
          name=${html`<${Thing} address=${row.holder} name=${row.person} />`} />`)}</ol>`
      : html`<${Empty}>${t("nobody")}<//>`}
  </li>`;
}

/** Rows of posts, each with its holders. */
export function Posts({ rows }) {
  const spans = rows.flatMap(spansOf);
  const domain = domainOf(spans);
  return html`${domain && html`<${Key} spans=${spans} />`}
    <div class="timeline">
      ${domain && html`<${Axis} domain=${domain} />`}
      <ol class="succession">${byPost(rows).map((rows) => html`<${Post} key=${rows[0].post} rows=${rows} domain=${domain} />`)}</ol>
    </div>`;
}
