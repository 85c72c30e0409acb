// Where people write: messages, and slash commands with suggestions.
import { act } from "./api.js";
import { freshId, h, put } from "./dom.js";
import { icon } from "./icons.js";
import { state } from "./store.js";
import { toast } from "./toast.js";

export function composer({ channel, thread = () => null, label }) {
  const listId = freshId("commands");
  const suggestions = h("div", { class: "suggestions", id: listId, role: "listbox", "aria-label": "Commands", hidden: true });
  const text = h("textarea", {
    rows: 1, placeholder: label, "aria-label": label, "aria-controls": listId,
    oninput: () => { grow(); suggest(); },
    onkeydown: keys,
  });
  const send = h("button", { type: "button", class: "send", "aria-label": "Send", title: "Send (Enter)", onclick: submit }, icon("send"));

  function grow() {
    text.style.height = "auto";
    text.style.height = `${Math.min(text.scrollHeight, 180)}px`;
  }

  function matching() {
    if (!/^\/\S*$/.test(text.value) || thread()) return [];
    return state.app.commands.filter((command) => command.name.startsWith(text.value));
  }

  function suggest() {
    const found = matching();
    suggestions.hidden = !found.length;
    put(suggestions, found.map((command) => h("button", { type: "button", role: "option", onclick: () => take(command) },
      h("strong", {}, command.name), " ", h("code", {}, command.hint), h("small", {}, command.description))));
  }

  function take(command) {
    text.value = `${command.name} `;
    suggest();
    text.focus();
  }

  function keys(event) {
    const [first] = matching();
    if (event.key === "Tab" && first && text.value !== first.name) {
      event.preventDefault();
      take(first);
    } else if (event.key === "Escape") {
      suggestions.hidden = true;
    } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      submit();
    }
  }

  async function submit() {
    const said = text.value.trim();
    if (!said) return;
    text.value = "";
    grow();
    suggest();
    const answer = await (said.startsWith("/") && !thread() ? command(said) : act("/page/say", {
      as: state.me, channel: channel(), text: escape(said), thread: thread(),
    }));
    if (!answer) text.value = said;
  }

  async function command(said) {
    const [name, ...rest] = said.split(" ");
    const answer = await act("/page/command", { as: state.me, channel: channel(), command: name, text: rest.join(" ") });
    if (answer && !answer.acked) toast(`${name} failed: ${state.app.name} did not respond (${answer.why}).`, "bad");
    return answer;
  }

  return h("div", { class: "composer" }, suggestions, h("div", { class: "composer-box" }, text, send),
    h("small", { class: "composer-hint" }, "Enter sends · Shift+Enter new line", thread() ? "" : " · / for commands"));
}

/** As Slack's own client does before it sends. Mentions are written `@name`. */
function escape(text) {
  const safe = text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  return safe.replace(/@([a-z0-9._-]+)/g, (whole, name) => {
    const user = [...state.users.values()].find((one) => one.name === name);
    return user ? `<@${user.id}>` : whole;
  });
}
