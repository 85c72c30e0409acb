// The inspector: everything that crossed the wire, and the fault controls.
import { get } from "./api.js";
import { h, put } from "./dom.js";
import { faultControls } from "./faults.js";
import { icon } from "./icons.js";
import { on } from "./store.js";

const panel = document.getElementById("inspector");
const rows = h("ol", { class: "traffic", "aria-label": "Traffic, newest first" });
const filter = h("input", { type: "search", placeholder: "Filter: chat.update, block_actions, error…", "aria-label": "Filter traffic", oninput: sift });
const KEPT = 300;
let loaded = false;

export function start() {
  on("traffic", (exchange) => loaded && add(exchange));
}

export async function toggle() {
  panel.hidden = !panel.hidden;
  document.getElementById("app").classList.toggle("with-inspector", !panel.hidden);
  document.querySelector(".inspect").setAttribute("aria-expanded", String(!panel.hidden));
  if (panel.hidden || loaded) return;
  loaded = true;
  put(panel,
    h("header", { class: "panel-head" }, h("h2", {}, "Inspector"), h("span", { class: "about" }, "between app and sandbox"),
      h("button", { type: "button", class: "icon-button", "aria-label": "Close inspector", onclick: toggle }, icon("close"))),
    h("details", { class: "faults" }, h("summary", {}, "Fault controls"), faultControls()),
    h("div", { class: "filter" }, filter),
    rows);
  const { exchanges } = await get("/page/traffic");
  exchanges.forEach(add);
}

function add(exchange) {
  const failed = Boolean(exchange.error);
  const row = h("li", { class: failed ? "failed" : "", "data-words": `${exchange.kind} ${exchange.name} ${exchange.error ?? ""}`.toLowerCase() },
    h("details", { ontoggle: (event) => event.target.open && unfold(event.target, exchange) },
      h("summary", {},
        h("span", { class: "way", title: exchange.kind, "aria-label": exchange.kind }, WAYS[exchange.kind] ?? "·"),
        h("span", { class: "what" }, exchange.name),
        failed && h("span", { class: "fault" }, exchange.error),
        h("span", { class: "ms" }, `${exchange.ms} ms`),
        h("time", {}, new Date(exchange.at).toLocaleTimeString()))));
  rows.prepend(row);
  while (rows.children.length > KEPT) rows.lastChild.remove();
  sift();
}

const WAYS = { CALL: "→", ENVELOPE: "←", RESPONSE_URL: "↪", UPLOAD: "⇧", SOCKET: "⇄" };

function unfold(details, exchange) {
  if (details.querySelector("pre")) return;
  details.append(
    h("h3", {}, exchange.kind === "ENVELOPE" ? "Envelope" : "Request"), h("pre", {}, JSON.stringify(exchange.request, null, 2)),
    h("h3", {}, exchange.kind === "ENVELOPE" ? "Acknowledgement" : "Response"), h("pre", {}, exchange.response === null ? "nothing" : JSON.stringify(exchange.response, null, 2)));
}

function sift() {
  const wanted = filter.value.trim().toLowerCase();
  for (const row of rows.children) row.hidden = wanted !== "" && !row.dataset.words.includes(wanted);
}
