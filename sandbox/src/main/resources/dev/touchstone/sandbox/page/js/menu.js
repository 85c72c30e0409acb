// A small menu behind a "…" button: arrow keys, Escape, a click elsewhere closes.
import { h } from "./dom.js";
import { icon } from "./icons.js";

let open = null;

export function closeMenu() {
  open?.remove();
  open = null;
}

document.addEventListener("click", closeMenu);

/** items: {label, description?, choose()}[] */
export function menu(items, { label, action = null, face = icon("dots"), className = "button overflow" }) {
  const opener = h("button", {
    type: "button", class: className, "aria-label": label, "aria-haspopup": "menu", "data-action": action,
    onclick(event) {
      event.stopPropagation();
      if (open?.opener === opener) return closeMenu();
      show(opener, items);
    },
  }, face);
  return h("span", { class: "menu-anchor" }, opener);
}

function show(opener, items) {
  closeMenu();
  const list = h("div", { class: "menu", role: "menu", onkeydown: keys }, items.map((item) =>
    h("button", { type: "button", role: "menuitem", onclick: () => {
      closeMenu();
      item.choose();
    } }, h("span", {}, item.label), item.description && h("small", {}, item.description))));
  list.opener = opener;
  open = list;
  opener.parentNode.append(list);
  const box = list.getBoundingClientRect();
  if (box.right > innerWidth - 8) list.classList.add("to-left");
  if (box.bottom > innerHeight - 8) list.classList.add("upwards");
  list.querySelector("button").focus();
}

function keys(event) {
  const all = [...open.querySelectorAll("button")];
  const at = all.indexOf(document.activeElement);
  if (event.key === "ArrowDown") all[(at + 1) % all.length].focus();
  else if (event.key === "ArrowUp") all.at(at - 1).focus();
  else if (event.key === "Escape") {
    const { opener } = open;
    closeMenu();
    opener.focus();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}
