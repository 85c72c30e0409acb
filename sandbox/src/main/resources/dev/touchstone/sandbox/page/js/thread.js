// The thread beside the channel.
import { composer } from "./composer.js";
import { h, put } from "./dom.js";
import { icon } from "./icons.js";
import { messageList } from "./list.js";
import { channelName, on, remember, state, threadOf } from "./store.js";

const panel = document.getElementById("thread");
const list = messageList({ inThread: true, stick: true });

export function start() {
  on("message", (message) => state.thread && message.channel === state.at && draw());
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) openThread(null);
  });
}

/** Shows the thread of this message; null closes it. */
export function openThread(ts) {
  state.thread = ts;
  remember();
  panel.hidden = !ts;
  document.getElementById("app").classList.toggle("with-thread", Boolean(ts));
  if (!ts) return;
  list.reset();
  put(panel,
    h("header", { class: "panel-head" }, h("h2", {}, "Thread"), h("span", { class: "about" }, channelName(state.at)),
      h("button", { type: "button", class: "icon-button", "aria-label": "Close thread", onclick: () => openThread(null) }, icon("close"))),
    list.node,
    composer({ channel: () => state.at, thread: () => state.thread, label: "Reply…" }));
  draw();
  panel.querySelector("textarea").focus({ preventScroll: true });
}

export function draw() {
  const messages = threadOf(state.at, state.thread);
  if (!messages.length) return openThread(null);
  list.draw(messages, state.at);
}
