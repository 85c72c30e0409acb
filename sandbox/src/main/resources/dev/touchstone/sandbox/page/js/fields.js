// The form controls behind inputs and selects. Values are plain: a text, an option's value, an id, or a list of those.
import { h } from "./dom.js";
import { plainText } from "./mrkdwn.js";
import { state } from "./store.js";

/** What the person entered, else what the app prefilled. */
export function current(spec, block, surface) {
  const typed = surface.typed(block, spec);
  if (typed !== undefined) return typed;
  return (
    spec.initial_value ?? spec.initial_option?.value ?? spec.initial_options?.map((option) => option.value) ??
    spec.initial_user ?? spec.initial_users ?? spec.initial_channel ?? spec.initial_channels ??
    spec.initial_conversation ?? spec.initial_conversations ?? spec.initial_date ?? spec.initial_time ??
    spec.initial_date_time ?? null
  );
}

export function field(spec, block, surface, changed) {
  const value = current(spec, block, surface);
  const common = { "data-action": spec.action_id, placeholder: spec.placeholder?.text, "data-focus": spec.focus_on_load };
  const line = (type) => h("input", { ...common, type, value: value ?? "", oninput: (event) => changed(event.target.value) });
  switch (spec.type) {
    case "plain_text_input": return spec.multiline ? area(spec, value, common, changed) : textLine(line("text"), spec);
    case "email_text_input": return line("email");
    case "url_text_input": return line("url");
    case "number_input": return numeric(line("text"), spec);
    case "datepicker": return picker("date", common, value, changed);
    case "timepicker": return picker("time", common, value, changed);
    case "static_select": return select(spec, optionNodes(spec), common, value, changed);
    case "users_select": return select(spec, people(), common, value, changed);
    case "channels_select":
    case "conversations_select": return select(spec, rooms(), common, value, changed);
    case "checkboxes":
    case "radio_buttons": return choices(spec, block, surface, changed);
    default: return several(spec, value, changed);
  }
}

function textLine(input, spec) {
  if (spec.max_length) input.maxLength = spec.max_length;
  return input;
}

function numeric(input, spec) {
  input.inputMode = spec.is_decimal_allowed ? "decimal" : "numeric";
  return input;
}

/** Grows with its text, so that a long output can be read while it is edited. */
function area(spec, value, common, changed) {
  const grow = (text) => {
    text.style.height = "auto";
    text.style.height = `${Math.min(text.scrollHeight + 2, 420)}px`;
  };
  const text = h("textarea", { ...common, rows: 4, oninput: (event) => {
    grow(event.target);
    changed(event.target.value);
  } });
  text.value = value ?? "";
  if (spec.max_length) text.maxLength = spec.max_length;
  requestAnimationFrame(() => grow(text));
  return text;
}

const picker = (type, common, value, changed) =>
  h("input", { ...common, type, value: value ?? "", onchange: (event) => changed(event.target.value || null) });

function select(spec, options, common, value, changed) {
  const box = h("select", { ...common, placeholder: null, onchange: (event) => changed(event.target.value || null) },
    h("option", { value: "" }, spec.placeholder?.text ?? "Choose…"), options);
  box.value = value ?? "";
  return box;
}

const option = (one) => h("option", { value: one.value }, plainText(one.text));

function optionNodes(spec) {
  if (spec.options) return spec.options.map(option);
  return spec.option_groups.map((group) => h("optgroup", { label: group.label.text }, group.options.map(option)));
}

const people = () => [...state.users.values()].map((user) => h("option", { value: user.id }, user.real_name));

const rooms = () => [...state.channels.values()].filter((channel) => channel.kind !== "DIRECT")
  .map((channel) => h("option", { value: channel.id }, `#${channel.name}`));

/** Checkboxes and radio buttons. */
export function choices(spec, block, surface, changed) {
  const many = spec.type === "checkboxes";
  const value = current(spec, block, surface);
  const name = `${block.block_id}-${spec.action_id}-${Math.random()}`;
  const group = h("div", { class: "choices", role: many ? "group" : "radiogroup", "data-action": spec.action_id });
  const read = () => {
    const chosen = [...group.querySelectorAll("input:checked")].map((box) => box.value);
    changed(many ? chosen : (chosen[0] ?? null));
  };
  group.append(...spec.options.map((one) => h("label", { class: "choice" },
    h("input", { type: many ? "checkbox" : "radio", name, value: one.value, checked: many ? (value ?? []).includes(one.value) : value === one.value, onchange: read }),
    h("span", {}, h("span", {}, plainText(one.text)), one.description && h("small", {}, plainText(one.description))))));
  return group;
}

/** Multi-selects: a list of boxes that folds. */
function several(spec, value, changed) {
  const entries = spec.type === "multi_static_select"
    ? (spec.options ?? spec.option_groups.flatMap((group) => group.options)).map((one) => [one.value, plainText(one.text)])
    : spec.type === "multi_users_select"
      ? [...state.users.values()].map((user) => [user.id, user.real_name])
      : [...state.channels.values()].filter((channel) => channel.kind !== "DIRECT").map((channel) => [channel.id, `#${channel.name}`]);
  const chosen = new Set(value ?? []);
  const summary = h("summary", {}, "");
  const say = () => summary.replaceChildren(chosen.size ? `${chosen.size} chosen` : (spec.placeholder?.text ?? "Choose…"));
  say();
  return h("details", { class: "several", "data-action": spec.action_id }, summary, entries.map(([id, label]) =>
    h("label", { class: "choice" }, h("input", { type: "checkbox", value: id, checked: chosen.has(id), onchange: (event) => {
      if (event.target.checked) chosen.add(id);
      else chosen.delete(id);
      say();
      changed([...chosen]);
    } }), h("span", {}, label))));
}
