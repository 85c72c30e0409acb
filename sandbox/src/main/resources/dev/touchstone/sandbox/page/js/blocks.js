// Layout blocks to nodes. `surface` says where they stand and what a use of an element does; see elements.js.
import { chart } from "./charts.js";
import { h, link } from "./dom.js";
import { element } from "./elements.js";
import { input } from "./inputs.js";
import { markdown } from "./markdown.js";
import { plainText } from "./mrkdwn.js";
import { richText } from "./richtext.js";

export function blocks(list, surface) {
  return list.map((block) => h("div", { class: `block block-${block.type}`, "data-block": block.block_id }, inside(block, surface)));
}

function inside(block, surface) {
  const kind = KINDS[block.type];
  return kind ? kind(block, surface) : h("p", { class: "unknown" }, `This sandbox does not draw ${block.type} blocks.`);
}

const KINDS = {
  header: (block) => h("h2", {}, plainText(block.text)),
  divider: () => h("hr"),
  section: (block, surface) => [
    h("div", { class: "section-body" },
      block.text && h("div", { class: "text" }, plainText(block.text)),
      block.fields && h("div", { class: "fields" }, block.fields.map((field) => h("div", { class: "text" }, plainText(field))))),
    block.accessory && h("div", { class: "accessory" }, element(block.accessory, block, surface)),
  ],
  context: (block, surface) => block.elements.map((one) =>
    one.type === "image" ? element(one, block, surface) : h("span", { class: "text" }, plainText(one))),
  actions: (block, surface) => block.elements.map((one) => element(one, block, surface)),
  context_actions: (block, surface) => block.elements.map((one) => element(one, block, surface)),
  input: (block, surface) => input(block, surface),
  image: (block) => [block.title && h("div", { class: "image-title" }, plainText(block.title)), picture(block, "image")],
  markdown: (block) => markdown(block.text),
  rich_text: (block) => richText(block),
  table: (block) => table(block),
  data_visualization: (block) => chart(block),
  container: (block, surface) => container(block, surface),
  video: (block) => h("div", { class: "video" }, h("strong", {}, plainText(block.title)), " ", link(block.title_url ?? block.video_url, block.alt_text)),
};

/** Pictures uploaded to the sandbox show; those from elsewhere would need the internet, so only their text does. */
export function picture(image, className) {
  const file = image.slack_file;
  if (file) {
    const id = file.id ?? file.url.split("/").pop();
    return h("img", { class: className, src: `/page/file/${encodeURIComponent(id)}`, alt: image.alt_text, loading: "lazy" });
  }
  return h("span", { class: `${className} elsewhere`, title: image.image_url }, "🖼 ", link(image.image_url, image.alt_text));
}

function table(block) {
  const settings = block.column_settings ?? [];
  const cell = (value, column, tag) =>
    h(tag, { class: `align-${settings[column]?.align ?? "left"}` }, value.type === "raw_text" ? value.text : richText(value));
  return h("div", { class: "table-wrap" }, h("table", {},
    block.rows.map((row, at) => h("tr", {}, row.map((value, column) => cell(value, column, at ? "td" : "th"))))));
}

function container(block, surface) {
  const title = block.rich_text_title ? richText(block.rich_text_title) : plainText(block.title);
  const inner = [block.subtitle && h("p", { class: "subtitle" }, plainText(block.subtitle)), blocks(block.child_blocks, surface)];
  return block.is_collapsible
    ? h("details", { class: "container", open: !block.default_collapsed }, h("summary", {}, title), inner)
    : h("div", { class: "container" }, h("div", { class: "container-title" }, title), inner);
}

