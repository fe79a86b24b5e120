// A post: who held it, one after another, at the body that it belongs to.

import { html } from "../../vendor/elements.js";
import { useAnswer } from "../api.js";
import { link } from "../address.js";
import { t } from "../language.js";
import { Answered, Empty, Sheet } from "../parts/sheet.js";
import { Posts } from "../parts/succession.js";
import { apiOf, pathOf, Thing, Title } from "../parts/thing.js";
import { Properties } from "./thing.js";

export function Post({ data }) {
  const body = data.properties.find((row) => row.property === "org:postIn");
  const answer = useAnswer(body ? apiOf(body.address) : null);
  return html`<${Title} kind="post" name=${data.name} note=${body && html`<${Thing} address=${body.address} name=${body.value} />`}>
      <a class="button" href=${link("/graph", { at: pathOf(data.address) })}>${t("see-graph")}</a>
      <a class="button" href=${link("/chaired", { office: data.name })}>${t("chaired")}</a>
    <//>
    ${body && html`<${Sheet} title=${t("posts")} name="posts"><${Answered} answer=${answer}>${({ posts }) => {
      const rows = posts.filter((row) => row.post === data.address);
      return rows.length ? html`<${Posts} rows=${rows} />` : html`<${Empty}>${t("nobody")}<//>`;
    }}<//><//>`}
    <${Properties} data=${data} />`;
}
