// Faces: initials on a colour that stays with the person.
import { h } from "./dom.js";
import { state } from "./store.js";

const COLOURS = ["#3f6ec6", "#a8487e", "#347a53", "#a0561f", "#6d58b5", "#2d727c"];

export const ROLES = { OWNER: "Owner", ADMIN: "Admin", GUEST: "Guest", STRANGER: "External", BOT: "App", MEMBER: "Member" };

export function avatar(id, size = "") {
  const user = state.users.get(id);
  const name = user?.real_name ?? "?";
  if (user?.role === "BOT") return h("img", { class: `avatar bot ${size}`, src: "/assets/css/mark.svg", alt: "" });
  const initials = name.split(/\s+/).map((word) => word[0]).slice(0, 2).join("");
  const colour = COLOURS[[...state.users.keys()].indexOf(id) % COLOURS.length] ?? COLOURS[0];
  return h("span", { class: `avatar ${size}`, style: { background: colour }, "aria-hidden": "true" }, initials);
}
