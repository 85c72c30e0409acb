// Keys, what was typed, how long somebody looked, and what others decide meanwhile. Every page works without this.
"use strict";

const review = document.querySelector("[data-review]");
const form = document.getElementById("decision");
const store = {
  get(area, name) { try { return area().getItem(name); } catch { return null; } },
  set(area, name, value) {
    try { value === null ? area().removeItem(name) : area().setItem(name, value); } catch { /* Without it, nothing is kept. */ }
  },
};
const session = () => sessionStorage;
const local = () => localStorage;

// Keys. They can be switched off, and never take one that is typed into a field or belongs to the browser.
const keysOn = document.getElementById("keys-on");
if (keysOn) {
  keysOn.checked = store.get(local, "keys") !== "off";
  keysOn.addEventListener("change", () => store.set(local, "keys", keysOn.checked ? null : "off"));
}

const on = () => store.get(local, "keys") !== "off";
const typing = (element) => element.matches("textarea, select, input:not([type=checkbox], [type=radio])");

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form?.contains(event.target)) {
    event.preventDefault();
    form.querySelector("[data-save]")?.click();
    return;
  }
  if (event.key === "Enter" && event.target.matches("[data-reason], input[data-edit]")) {
    event.preventDefault();
    form?.querySelector(event.target.matches("[data-reason]") ? "[data-reject]" : "[data-save]")?.click();
    return;
  }
  if (event.key === "Escape" && typing(event.target)) {
    event.target.blur();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || !on()) return;
  if (act(event.key)) event.preventDefault();
});

function act(key) {
  const button = /^[a-z]$/.test(key) ? document.querySelector(`[data-key="${key}"]`) : null;
  if (button) return button.click(), true;
  if (key === "e") return focus("[data-edit]");
  if (key === "r") return focus("[data-reason]");
  if (/^[1-9]$/.test(key)) {
    const reason = document.querySelectorAll("[data-reason]")[Number(key) - 1];
    if (reason) { reason.checked = true; reason.focus(); }
    return Boolean(reason);
  }
  if (key === "?") {
    const keys = document.getElementById("keys");
    if (keys) { keys.open = !keys.open; keys.querySelector("summary").focus(); }
    return Boolean(keys);
  }
  if (key === "k" && review) return history.back(), true;
  if (key === "j" || key === "k") return step(key === "j" ? 1 : -1);
  return false;
}

function focus(selector) {
  const field = document.querySelector(selector);
  field?.focus();
  return Boolean(field);
}

function step(by) {
  const rows = [...document.querySelectorAll("[data-row]")];
  const at = rows.indexOf(document.activeElement);
  rows[Math.max(0, Math.min(rows.length - 1, at + by))]?.focus();
  return rows.length > 0;
}

// What was typed is kept until it was sent, also over a session that has ended.
const kept = (field) => `draft ${review.dataset.review} ${field.name}`;
if (form) {
  for (const field of form.querySelectorAll("[data-keep]")) {
    const draft = store.get(session, kept(field));
    if (draft !== null && field.value === field.defaultValue) field.value = draft;
    field.addEventListener("input", () => store.set(session, kept(field), field.value));
  }
  form.addEventListener("reset", () => {
    for (const field of form.querySelectorAll("[data-keep]")) store.set(session, kept(field), null);
  });
}
const done = document.querySelector("[data-done]")?.dataset.done;
if (done) {
  for (const name of Object.keys(sessionStorage)) {
    if (name.startsWith(`draft ${done} `)) store.set(session, name, null);
  }
}

// How long somebody looked: only while the page is to be seen.
let seen = 0;
let since = document.hidden ? null : performance.now();
document.addEventListener("visibilitychange", () => {
  if (document.hidden && since !== null) { seen += performance.now() - since; since = null; }
  else if (!document.hidden && since === null) since = performance.now();
});
form?.addEventListener("submit", () => {
  const looked = seen + (since === null ? 0 : performance.now() - since);
  form.elements.tenths.value = String(Math.round(looked / 100));
});

// Somebody may decide in Slack while the page is open.
async function look() {
  if (document.hidden) return;
  try {
    const answer = await fetch(`/console/reviews/${review.dataset.review}/state`, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const state = await answer.json();
    if (String(state.revision) === review.dataset.revision && state.open) return;
    const told = document.getElementById("elsewhere");
    told.textContent = `${state.words || "This review has changed."} Yours would not count any more.`;
    told.hidden = false;
    clearInterval(looking);
  } catch { /* The server is away; the next look tells. */ }
}
const looking = review?.dataset.open === "true" ? setInterval(look, 3000) : null;
