// The middle: a channel with its messages, or the app's Home tab.
import { act } from "./api.js";
import { blocks } from "./blocks.js";
import { composer } from "./composer.js";
import { h, put } from "./dom.js";
import { icon } from "./icons.js";
import { messageList } from "./list.js";
import { channelName, on, remember, state, topLevel } from "./store.js";
import { onView } from "./surface.js";
import { openThread } from "./thread.js";

const main = document.getElementById("main");
const title = h("h1");
const about = h("p", { class: "about" });
const opener = h("button", { type: "button", class: "icon-button sidebar-opener", "aria-label": "Show channels", onclick: showSidebar }, icon("list"));
const inspect = h("button", { type: "button", class: "button inspect", "aria-controls": "inspector", "aria-expanded": "false" }, icon("traffic"), h("span", {}, "Inspector"));
const list = messageList({ days: true, thread: openThread, empty: "Nothing here yet." });
const home = h("section", { class: "home", "aria-label": "Home" });
let box = null;
let shownHome = "";

export function start(toggleInspector) {
  inspect.addEventListener("click", toggleInspector);
  put(main, h("header", { class: "main-head" }, opener, h("div", { class: "titles" }, title, about), inspect), list.node, home);
  on("message", (message) => message.channel === state.at && draw());
  on("home", () => state.at === "home" && drawHome());
}

function showSidebar() {
  document.getElementById("sidebar").classList.add("shown");
}

export function open(at) {
  const changed = state.at !== at;
  state.at = at;
  state.unread.delete(at);
  document.getElementById("sidebar").classList.remove("shown");
  if (changed && state.thread) openThread(null);
  remember();
  draw(true);
  if (at === "home") act("/page/home", { as: state.me });
}

export function draw(fresh = false) {
  const atHome = state.at === "home";
  list.node.hidden = atHome;
  home.hidden = !atHome;
  if (fresh || !box) newComposer(atHome);
  if (atHome) return drawHome();
  const channel = state.channels.get(state.at);
  if (!channel) return;
  put(title, sign(channel), channelName(state.at));
  about.textContent = channel.kind === "DIRECT" ? "Direct messages" : `${channel.members.length} members${channel.topic ? ` · ${channel.topic}` : ""}`;
  document.title = `${channelName(state.at)} · ${state.team.name}`;
  list.draw(topLevel(state.at), state.at);
  if (fresh) list.toEnd();
  document.querySelector(".highlight")?.scrollIntoView({ block: "center" });
}

const sign = (channel) => (channel.kind === "PUBLIC" ? "# " : channel.kind === "PRIVATE" ? "🔒 " : "");

function newComposer(atHome) {
  box?.remove();
  box = composer({ channel: () => state.at, label: `Message ${state.at === "home" ? "" : channelName(state.at)}` });
  box.hidden = atHome;
  main.append(box);
}

function drawHome() {
  put(title, state.app.name);
  about.textContent = "Home";
  document.title = `Home · ${state.app.name}`;
  const key = state.home ? `${state.me}/${state.home.id}/${state.home.hash}` : "";
  if (key && key === shownHome) return;
  shownHome = key;
  put(home, state.home
    ? h("div", { class: "home-body" }, blocks(state.home.blocks, onView(state.home)))
    : h("div", { class: "empty" }, `${state.app.name} has not published a Home tab for you yet.`));
}
