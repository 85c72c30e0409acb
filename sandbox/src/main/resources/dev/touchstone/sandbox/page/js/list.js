// A list of messages that changes in place: a message that did not change keeps its node, and with it what the person
// was typing.
import { h } from "./dom.js";
import { message } from "./message.js";
import { dayOf } from "./time.js";

export function messageList(options = {}) {
  const node = h("div", { class: "messages", role: "log", "aria-label": "Messages", tabindex: "0" });
  const drawn = new Map();

  function draw(list, channel) {
    const follow = node.scrollHeight - node.scrollTop - node.clientHeight < 120;
    const nodes = [];
    let day = null;
    for (const one of list) {
      if (options.days && dayOf(one.ts) !== day) {
        day = dayOf(one.ts);
        nodes.push(h("div", { class: "day" }, h("span", {}, day)));
      }
      nodes.push(nodeOf(one, channel));
    }
    for (const ts of drawn.keys()) if (!list.some((one) => one.ts === ts)) drawn.delete(ts);
    if (!list.length && options.empty) nodes.push(h("div", { class: "empty" }, options.empty));
    sync(nodes);
    if (follow || options.stick) node.scrollTop = node.scrollHeight;
  }

  function nodeOf(one, channel) {
    const json = JSON.stringify(one);
    const old = drawn.get(one.ts);
    if (old?.json === json && old.channel === channel) return old.node;
    const fresh = { json, channel, node: message(one, channel, options) };
    drawn.set(one.ts, fresh);
    return fresh.node;
  }

  /** Leaves nodes that stay where they are alone: moving one would take its focus. */
  function sync(nodes) {
    const keep = new Set(nodes);
    for (const child of [...node.childNodes]) if (!keep.has(child)) child.remove();
    nodes.forEach((child, at) => {
      if (node.childNodes[at] !== child) node.insertBefore(child, node.childNodes[at] ?? null);
    });
  }

  return { node, draw, toEnd: () => (node.scrollTop = node.scrollHeight), reset: () => drawn.clear() };
}
