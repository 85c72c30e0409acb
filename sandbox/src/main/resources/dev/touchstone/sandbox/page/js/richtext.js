// The rich_text block.
import { h, link } from "./dom.js";
import { emoji } from "./emoji.js";
import { date, groupName, mention } from "./mrkdwn.js";
import { channelName } from "./store.js";

export function richText(block) {
  return block.elements.map(part);
}

function part(element) {
  switch (element.type) {
    case "rich_text_section": return h("div", { class: "rt-section" }, runs(element));
    case "rich_text_quote": return h("blockquote", {}, runs(element));
    case "rich_text_preformatted": return h("pre", {}, runs(element));
    case "rich_text_list": return list(element);
    default: return null;
  }
}

function list(element) {
  const tag = element.style === "ordered" ? "ol" : "ul";
  return h(tag, { class: `rt-indent-${Math.min(4, element.indent ?? 0)}`, start: (element.offset ?? 0) + 1 },
    element.elements.map((item) => h("li", {}, runs(item))));
}

const runs = (element) => element.elements.map(run);

function run(piece) {
  return styled(content(piece), piece.style ?? {});
}

function content(piece) {
  switch (piece.type) {
    case "text": return piece.text;
    case "link": return link(piece.url, piece.text || piece.url);
    case "emoji": return emoji(piece.name) ?? `:${piece.name}:`;
    case "user": return mention(piece.user_id);
    case "usergroup": return h("span", { class: "mention" }, groupName(piece.usergroup_id));
    case "channel": return h("span", { class: "mention" }, `#${channelName(piece.channel_id)}`);
    case "broadcast": return h("span", { class: "mention loud" }, `@${piece.range}`);
    case "date": return h("time", {}, date([null, piece.timestamp, piece.format], piece.fallback));
    case "color": return h("code", {}, piece.value);
    default: return "";
  }
}

function styled(node, style) {
  let result = node;
  if (style.code) result = h("code", {}, result);
  if (style.bold) result = h("strong", {}, result);
  if (style.italic) result = h("em", {}, result);
  if (style.strike) result = h("s", {}, result);
  if (style.underline) result = h("u", {}, result);
  return result;
}
