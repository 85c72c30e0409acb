// Anything above the page: dims what is below, keeps the focus inside, gives it back when it closes.
import { h } from "./dom.js";

const layers = [];

/** Shows a dialog; `escape` is called for Escape and for a click beside it, `submit` for Ctrl+Enter. */
export function layer(dialog, { label, escape, submit = null }) {
  const before = document.activeElement;
  dialog.setAttribute("role", "dialog");
  dialog.setAttribute("aria-modal", "true");
  dialog.setAttribute("aria-label", label);
  dialog.setAttribute("tabindex", "-1");
  const backdrop = h("div", { class: "backdrop", onmousedown(event) {
    if (event.target === backdrop && dialog.classList.contains("confirm")) escape();
  } }, dialog);
  const shown = {
    dialog,
    keydown(event) {
      if (event.key === "Escape") escape();
      else if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && submit) submit();
      else if (event.key === "Tab") return wrap(dialog, event);
      else return;
      event.preventDefault();
    },
    close() {
      backdrop.remove();
      layers.splice(layers.indexOf(shown), 1);
      if (!layers.length) document.getElementById("app").inert = false;
      if (before?.isConnected) before.focus();
    },
  };
  layers.push(shown);
  document.getElementById("layers").append(backdrop);
  document.getElementById("app").inert = true;
  focusFirst(dialog);
  return shown;
}

export function focusFirst(dialog) {
  const first = dialog.querySelector("[data-focus]") ?? dialog.querySelector(".dialog-body :is(input,textarea,select)") ?? dialog;
  first.focus();
  if (first.matches("textarea,input[type=text]")) first.setSelectionRange(first.value.length, first.value.length);
}

document.addEventListener("keydown", (event) => layers.at(-1)?.keydown(event));

function wrap(dialog, event) {
  const all = [...dialog.querySelectorAll("button,input,textarea,select,a,summary")].filter((one) => !one.disabled);
  const [first, last] = [all[0], all.at(-1)];
  if (event.shiftKey && (document.activeElement === first || document.activeElement === dialog)) last.focus();
  else if (!event.shiftKey && document.activeElement === last) first.focus();
  else return;
  event.preventDefault();
}
