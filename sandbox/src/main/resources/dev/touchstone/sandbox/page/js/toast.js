import { h } from "./dom.js";

/** A short notice at the bottom; `kind` is "bad" or nothing. */
export function toast(text, kind = "") {
  const notice = h("div", { class: `toast ${kind}` }, text);
  document.getElementById("toasts").append(notice);
  setTimeout(() => notice.remove(), 5000);
}
