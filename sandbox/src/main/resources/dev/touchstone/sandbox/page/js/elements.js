// Interactive elements. A surface is {act(block, element, value), typed(block, element), keep(block, element, value)}:
// `act` sends the use to the app, `typed` and `keep` hold what the person entered.
import { picture } from "./blocks.js";
import { confirmFirst } from "./confirm.js";
import { h } from "./dom.js";
import { menu } from "./menu.js";
import { plainText } from "./mrkdwn.js";
import { choices, field } from "./fields.js";

export function element(spec, block, surface) {
  if (spec.type === "image") return picture(spec, "thumb");
  if (spec.type === "button") return button(spec, block, surface);
  if (spec.type === "feedback_buttons") return thumbs(spec, block, surface);
  if (spec.type === "overflow") return overflow(spec, block, surface);
  return dispatching(spec, block, surface);
}

function button(spec, block, surface) {
  const press = async (event) => {
    const pressed = event.currentTarget;
    if (!(await confirmFirst(spec.confirm))) return;
    if (spec.url && /^https?:/i.test(spec.url)) window.open(spec.url, "_blank", "noopener,noreferrer");
    await busy(pressed, () => surface.act(block, spec));
  };
  return h("button", {
    type: "button",
    class: `button ${spec.style ?? ""}`,
    "data-action": spec.action_id,
    "aria-label": spec.accessibility_label,
    onclick: press,
  }, plainText(spec.text));
}

/** Slack shows both as thumbs, and a press says which of the two it was by its value. */
function thumbs(spec, block, surface) {
  const thumb = (one, sign) => h("button", {
    type: "button",
    class: "button",
    "data-action": spec.action_id,
    "data-value": one.value,
    "aria-label": one.accessibility_label ?? plainText(one.text),
    onclick: (event) => busy(event.currentTarget, () => surface.act(block, spec, one.value)),
  }, sign + " ", plainText(one.text));
  return h("span", {}, thumb(spec.positive_button, "👍"), thumb(spec.negative_button, "👎"));
}

/** A waiting button says so and ignores further clicks. Disabling it would lose the focus. */
async function busy(button, work) {
  if (button.getAttribute("aria-busy")) return;
  button.setAttribute("aria-busy", "true");
  try {
    await work();
  } finally {
    button.removeAttribute("aria-busy");
  }
}

function overflow(spec, block, surface) {
  const items = spec.options.map((option) => ({
    label: plainText(option.text),
    description: option.description && plainText(option.description),
    async choose() {
      if (await confirmFirst(spec.confirm)) surface.act(block, spec, option.value);
    },
  }));
  return menu(items, { label: "More actions", action: spec.action_id });
}

/** Selects, pickers and boxes outside of inputs tell the app with every change. */
function dispatching(spec, block, surface) {
  const changed = async (value) => {
    if (!(await confirmFirst(spec.confirm))) return;
    surface.keep(block, spec, value);
    surface.act(block, spec, value);
  };
  const label = spec.placeholder?.text ?? block.text?.text ?? "Choose";
  const boxes = spec.type === "checkboxes" || spec.type === "radio_buttons";
  const control = boxes ? choices(spec, block, surface, changed) : field(spec, block, surface, changed);
  if (boxes) control.setAttribute("aria-label", label);
  else (control.matches("input,select,textarea") ? control : control.querySelector("input,select"))?.setAttribute("aria-label", label);
  return control;
}
