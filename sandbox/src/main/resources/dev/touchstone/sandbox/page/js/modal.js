// Modals: the top of this person's stack. The server keeps the stack; this draws it.
import { act } from "./api.js";
import { blocks } from "./blocks.js";
import { h, put } from "./dom.js";
import { icon } from "./icons.js";
import { focusFirst, layer } from "./layer.js";
import { plainText } from "./mrkdwn.js";
import { on, state } from "./store.js";
import { forget, onView, valuesOf } from "./surface.js";
import { toast } from "./toast.js";

let shown = null;
let top = null;
let errors = {};
let waiting = false;

export function start() {
  on("views", draw);
  on("all", draw);
}

function draw() {
  const view = state.views.at(-1) ?? null;
  if (!view) return hide();
  const same = top && view.id === top.id;
  if (same && view.hash === top.hash) return;
  if (top && !state.views.some((one) => one.id === top.id)) forget(top.id);
  errors = {};
  top = view;
  show(!same);
}

function hide() {
  if (top) forget(top.id);
  top = null;
  shown?.close();
  shown = null;
}

/** Draws the view; the focus moves only when it is another one than before. */
function show(another) {
  const surface = { ...onView(top), error: (block) => errors[block.block_id] };
  const dialog = shown?.dialog ?? h("section", { class: "dialog modal" });
  const active = dialog.contains(document.activeElement) ? document.activeElement.id || document.activeElement.dataset.action : null;
  const scroll = dialog.querySelector(".dialog-body")?.scrollTop ?? 0;
  put(dialog, head(), h("div", { class: "dialog-body" }, blocks(top.blocks, surface)), foot());
  dialog.setAttribute("aria-label", top.title.text);
  if (!shown) shown = layer(dialog, { label: top.title.text, escape: () => close(false), submit });
  else if (another) focusFirst(dialog);
  else {
    dialog.querySelector(".dialog-body").scrollTop = scroll;
    (active ? dialog.querySelector(`[data-action="${CSS.escape(active)}"]`) ?? dialog : dialog).focus();
  }
}

function head() {
  const deep = state.views.length > 1;
  return h("header", {},
    deep && h("button", { type: "button", class: "icon-button", "aria-label": "Back", onclick: () => close(false) }, icon("back")),
    h("h2", {}, plainText(top.title)),
    h("button", { type: "button", class: "icon-button", "aria-label": "Close", onclick: () => close(true) }, icon("close")));
}

function foot() {
  if (!top.submit && !top.close) return null;
  return h("footer", {},
    h("small", { class: "app-name" }, state.app.name),
    h("button", { type: "button", class: "button", onclick: () => close(false) }, top.close ? plainText(top.close) : "Cancel"),
    top.submit && h("button", { type: "button", class: "button primary submit", onclick: submit }, plainText(top.submit)));
}

function close(all) {
  if (!waiting) act("/page/close", { as: state.me, view: top.id, all });
}

async function submit() {
  if (waiting || !top.submit) return;
  const view = top;
  waiting = true;
  shown.dialog.classList.add("waiting");
  const result = await act("/page/submit", { as: state.me, view: view.id, values: valuesOf(view.id) });
  waiting = false;
  shown?.dialog.classList.remove("waiting");
  if (!result || result.taken) return;
  if (result.trouble) return toast(`We had some trouble connecting. Try again? (${result.trouble})`, "bad");
  errors = result.errors;
  if (top?.id !== view.id) return;
  show(false);
  const first = shown.dialog.querySelector("[aria-invalid]");
  first?.scrollIntoView({ block: "center" });
  first?.focus();
}
