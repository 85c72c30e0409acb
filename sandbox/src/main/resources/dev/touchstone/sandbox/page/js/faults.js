// The fault controls of the inspector.
import { act, get } from "./api.js";
import { freshId, h, put } from "./dom.js";
import { on, state } from "./store.js";

const METHODS = ["*", "chat.postMessage", "chat.update", "chat.postEphemeral", "views.open", "views.update", "views.publish", "users.info", "usergroups.users.list", "files.completeUploadExternal", "apps.connections.open"];

const now = h("div", { class: "faults-now", role: "status" });

const work = (body) => act("/page/faults", body).then((faults) => faults && show(faults));

export function faultControls() {
  on("faults", show);
  get("/page/faults").then(show);
  return h("div", { class: "faults-body" }, now, calls(), h("div", { class: "fault-buttons" },
    h("button", { type: "button", class: "button", onclick: () => work({ do: "drop" }) }, "Drop sockets"),
    h("button", { type: "button", class: "button", onclick: () => work({ do: "disconnect" }) }, "Send disconnect"),
    h("button", { type: "button", class: "button", onclick: () => work({ do: "twice" }) }, "Next envelope twice"),
    h("button", { type: "button", class: "button", onclick: () => work({ do: "two-sockets" }) }, "Next to two sockets")),
    groups());
}

function calls() {
  const listId = freshId("methods");
  const method = h("input", { value: "chat.postMessage", list: listId, "aria-label": "Method" });
  const count = h("input", { type: "number", min: 1, value: 1, "aria-label": "Number of calls" });
  const seconds = h("input", { type: "number", min: 1, value: 5, "aria-label": "Seconds" });
  const plan = (what, more = {}) => work({ do: what, method: method.value, count: Number(count.value), seconds: Number(seconds.value), ...more });
  return h("fieldset", {}, h("legend", {}, "The next calls"),
    h("div", { class: "fault-line" }, method, h("datalist", { id: listId }, METHODS.map((name) => h("option", { value: name }))),
      h("label", {}, "×", count), h("label", {}, seconds, "s")),
    h("div", { class: "fault-buttons" },
      h("button", { type: "button", class: "button", onclick: () => plan("limit") }, "429"),
      h("button", { type: "button", class: "button", onclick: () => plan("delay") }, "Delay"),
      h("button", { type: "button", class: "button", onclick: () => plan("lose") }, "Lose reply"),
      h("button", { type: "button", class: "button", onclick: () => plan("reset") }, "Reset"),
      h("button", { type: "button", class: "button", onclick: () => plan("refuse", { error: "internal_error" }) }, "Refuse")));
}

function groups() {
  return h("fieldset", {}, h("legend", {}, "User groups"), [...state.groups.values()].map((group) =>
    h("div", { class: "fault-buttons" }, h("strong", {}, `@${group.handle}`), [...state.users.values()].filter((user) => user.role !== "BOT").map((user) =>
      h("label", { class: "choice" }, h("input", { type: "checkbox", checked: group.users.includes(user.id), onchange: (event) =>
        work({ do: event.target.checked ? "join-group" : "leave-group", group: group.id, user: user.id }) }), h("span", {}, user.name))))));
}

function show(faults) {
  const toggle = (label, on, body) => h("label", { class: "choice" },
    h("input", { type: "checkbox", checked: on, onchange: (event) => work(body(event.target.checked)) }), h("span", {}, label));
  put(now,
    h("p", {}, `${faults.sockets} ${faults.sockets === 1 ? "socket" : "sockets"} connected`,
      faults.twice > 0 && ` · next ${faults.twice} twice`, faults.to_two > 0 && ` · next ${faults.to_two} to two sockets`),
    toggle("Slack is away", faults.away, (yes) => ({ do: yes ? "away" : "back" })),
    toggle("Enforce real rate limits", faults.rates, (yes) => ({ do: "rates", on: yes })),
    toggle("Untouched inputs come back as null", faults.hide_untouched, (yes) => ({ do: "untouched", on: yes })),
    faults.planned.length > 0 && h("ul", {}, faults.planned.map((line) => h("li", {}, line))),
    h("button", { type: "button", class: "button", onclick: () => work({ do: "clear" }) }, "End all faults"));
}
