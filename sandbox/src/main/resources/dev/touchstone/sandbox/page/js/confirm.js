// Confirmation dialogs of elements.
import { h } from "./dom.js";
import { plainText } from "./mrkdwn.js";
import { layer } from "./layer.js";

/** True at once without a dialog to show; else what the person answers. */
export function confirmFirst(spec) {
  if (!spec) return Promise.resolve(true);
  return new Promise((answer) => {
    const close = (yes) => {
      shown.close();
      answer(yes);
    };
    const shown = layer(
      h("section", { class: "dialog confirm" },
        h("h2", {}, plainText(spec.title)),
        h("div", { class: "dialog-body" }, plainText(spec.text)),
        h("footer", {},
          h("button", { type: "button", class: "button", onclick: () => close(false) }, plainText(spec.deny)),
          h("button", { type: "button", class: `button ${spec.style ?? "primary"}`, "data-focus": true, onclick: () => close(true) }, plainText(spec.confirm)))),
      { label: spec.title.text, escape: () => close(false) });
  });
}
