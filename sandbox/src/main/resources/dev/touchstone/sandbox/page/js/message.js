// One message: who, when, what, its blocks, its thread.
import { act } from "./api.js";
import { avatar, ROLES } from "./avatar.js";
import { blocks } from "./blocks.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { menu } from "./menu.js";
import { mrkdwn } from "./mrkdwn.js";
import { state, userName } from "./store.js";
import { onMessage } from "./surface.js";
import { clockTime, fullTime } from "./time.js";

export function message(one, channel, { thread = null, inThread = false } = {}) {
  return h("article", {
    class: `message ${one.is_ephemeral ? "ephemeral" : ""} ${one.ts === state.highlight ? "highlight" : ""}`,
    "data-ts": one.ts,
    "aria-label": `Message of ${userName(one.user)}`,
  },
    avatar(one.user),
    h("div", { class: "message-body" },
      one.is_ephemeral && h("p", { class: "only-you" }, "👁 Only visible to you"),
      head(one),
      body(one, channel),
      (one.files ?? []).map(file),
      !inThread && one.reply_count > 0 && replies(one, thread)),
    tools(one, channel, inThread ? null : thread));
}

function head(one) {
  const role = state.users.get(one.user)?.role;
  return h("header", { class: "message-head" },
    h("strong", {}, userName(one.user)),
    role && role !== "MEMBER" && h("span", { class: `tag tag-${role.toLowerCase()}` }, ROLES[role]),
    h("time", { title: fullTime(one.ts) }, clockTime(one.ts)));
}

function body(one, channel) {
  const edited = one.edited && h("small", { class: "edited", title: fullTime(one.edited.ts) }, "(edited)");
  if (one.blocks?.length) return [blocks(one.blocks, onMessage(one, channel)), edited];
  return [
    h("div", { class: "text" }, mrkdwn(one.text), " ", edited),
    (one.attachments ?? []).map((attachment) => h("div", { class: "attachment" },
      attachment.blocks ? blocks(attachment.blocks, onMessage(one, channel)) : mrkdwn(attachment.text ?? attachment.fallback ?? ""))),
  ];
}

function file(one) {
  const address = `/page/file/${encodeURIComponent(one.id)}`;
  const isPicture = one.mimetype?.startsWith("image/");
  return h("figure", { class: "file" },
    h("figcaption", {}, h("a", { href: address, download: one.name }, `📄 ${one.title || one.name}`), ` · ${size(one.size)}`),
    isPicture && h("img", { class: "image", src: address, alt: one.alt_txt || one.title }));
}

const size = (bytes) => (bytes < 1024 ? `${bytes} bytes` : `${(bytes / 1024).toFixed(0)} KB`);

function replies(one, openThread) {
  return h("button", { type: "button", class: "replies", onclick: () => openThread(one.ts) },
    (one.reply_users ?? []).slice(0, 4).map((user) => avatar(user, "small")),
    h("span", {}, `${one.reply_count} ${one.reply_count === 1 ? "reply" : "replies"}`),
    h("small", {}, `last at ${clockTime(one.latest_reply)}`));
}

function tools(one, channel, openThread) {
  const items = [];
  if (one.is_ephemeral) items.push({ label: "Dismiss message", choose: () => act("/page/dismiss", { as: state.me, channel, ts: one.ts }) });
  else items.push({ label: "Delete message (as its owner could)", choose: () => act("/page/delete", { as: state.me, channel, ts: one.ts }) });
  items.push({ label: "Copy message JSON", choose: () => navigator.clipboard?.writeText(JSON.stringify(one, null, 2)) });
  return h("div", { class: "tools" },
    openThread && !one.is_ephemeral && h("button", { type: "button", class: "tool", "aria-label": "Reply in thread", title: "Reply in thread", onclick: () => openThread(one.ts) }, icon("thread")),
    menu(items, { label: "Message actions", face: icon("more"), className: "tool" }));
}
