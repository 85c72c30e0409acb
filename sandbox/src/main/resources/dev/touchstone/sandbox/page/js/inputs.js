// Input blocks: label, control, hint, complaint.
import { freshId, h } from "./dom.js";
import { field } from "./fields.js";
import { plainText } from "./mrkdwn.js";

export function input(block, surface) {
  const spec = block.element;
  const id = freshId("input");
  const error = surface.error?.(block);
  const changed = (value) => {
    surface.keep(block, spec, value);
    if (block.dispatch_action && !/_input$/.test(spec.type)) surface.act(block, spec, value);
  };
  const control = field(spec, block, surface, changed);
  control.setAttribute("id", id);
  if (block.dispatch_action && control.matches("input")) {
    control.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) surface.act(block, spec, control.value);
    });
  }
  const notes = [error && `${id}-error`, block.hint && `${id}-hint`].filter(Boolean).join(" ");
  if (notes) control.setAttribute("aria-describedby", notes);
  if (error) control.setAttribute("aria-invalid", "true");
  if (!block.optional) control.setAttribute("aria-required", "true");
  if (!control.matches("input,select,textarea")) control.setAttribute("aria-labelledby", `${id}-label`);
  return [
    h("label", { for: id, id: `${id}-label`, class: "label" }, plainText(block.label), block.optional && h("small", {}, " (optional)")),
    control,
    block.hint && h("p", { class: "hint", id: `${id}-hint` }, plainText(block.hint)),
    error && h("p", { class: "error", id: `${id}-error`, role: "alert" }, "⚠ ", error),
  ];
}
