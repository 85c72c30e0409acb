// The left: who I play, the channels, the app.
import { avatar, ROLES } from "./avatar.js";
import { open } from "./channel.js";
import { h, put } from "./dom.js";
import { icon } from "./icons.js";
import { channelName, on, state } from "./store.js";

const sidebar = document.getElementById("sidebar");

export function start(play) {
  const redraw = () => draw(play);
  on("all", redraw);
  on("unread", redraw);
  on("connection", redraw);
  document.addEventListener("click", (event) => {
    if (!event.target.closest("#sidebar,.sidebar-opener")) sidebar.classList.remove("shown");
  });
}

export function draw(play) {
  const channels = [...state.channels.values()];
  put(sidebar,
    h("div", { class: "workspace" },
      h("strong", {}, state.team.name ?? "Connecting…"),
      h("span", { class: `dot ${state.connected ? "on" : ""}` }, state.connected ? "live" : "reconnecting…")),
    switcher(play),
    h("div", { class: "places" },
      h("h2", {}, "Channels"),
      channels.filter((channel) => channel.kind !== "DIRECT").map((channel) =>
        place(channel.id, channel.kind === "PRIVATE" ? icon("lock") : "#", channel.name, play)),
      h("h2", {}, "Direct messages"),
      channels.filter((channel) => channel.kind === "DIRECT").map((channel) => place(channel.id, icon("direct"), channelName(channel.id), play)),
      h("h2", {}, "App"),
      place("home", icon("home"), `${state.app.name ?? ""} Home`, play)));
}

function place(id, sign, name, play) {
  const unread = state.unread.get(id) ?? 0;
  return h("button", {
    type: "button", class: `place ${unread ? "unread" : ""}`, "aria-current": state.at === id ? "page" : null,
    onclick: () => {
      open(id);
      draw(play);
    },
  }, h("span", { class: "sign", "aria-hidden": "true" }, sign), h("span", { class: "name" }, name),
    unread > 0 && h("span", { class: "count" }, String(unread), h("span", { class: "sr" }, " unread")));
}

/** Escape closes the list of people and goes back to where it was opened. */
function folded(event) {
  const list = event.currentTarget;
  if (event.key !== "Escape" || !list.open) return;
  list.open = false;
  list.querySelector("summary").focus();
  event.preventDefault();
}

function switcher(play) {
  const people = [...state.users.values()].filter((user) => user.role !== "BOT");
  const me = state.users.get(state.me);
  return h("details", { class: "switcher", onkeydown: folded },
    h("summary", {},
      avatar(state.me), h("span", { class: "who" }, h("strong", {}, me?.real_name), h("small", {}, `You play · ${ROLES[me?.role] ?? ""}`), h("span", { class: "sr" }, "Switch person")), h("span", { class: "chevron", "aria-hidden": "true" }, icon("down"))),
    h("div", { class: "people" },
      people.map((user) => h("div", { class: "person" },
        h("button", { type: "button", "aria-current": user.id === state.me ? "true" : null, onclick: () => play(user.id) },
          avatar(user.id, "small"), h("span", { class: "person-name" }, user.real_name),
          user.role !== "MEMBER" && h("span", { class: `tag tag-${user.role.toLowerCase()}` }, ROLES[user.role])),
        h("a", { class: "window", href: `/?as=${encodeURIComponent(user.id)}`, target: "_blank", rel: "noopener", title: `Play ${user.real_name} in another window`, "aria-label": `Play ${user.real_name} in another window` }, icon("window"))))));
}
