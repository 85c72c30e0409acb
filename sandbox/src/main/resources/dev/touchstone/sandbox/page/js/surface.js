// Where blocks stand, and what using one of their elements does: in a message, a modal, or the Home tab.
import { act } from "./api.js";
import { state } from "./store.js";
import { toast } from "./toast.js";

const entered = new Map();

/** What the person has entered on this surface, plain, by block id and action id. */
export function valuesOf(key) {
  return entered.get(key) ?? {};
}

export function forget(key) {
  entered.delete(key);
}

function surface(key, target, before = {}) {
  return {
    typed: (block, spec) => valuesOf(key)[block.block_id]?.[spec.action_id] ?? before[block.block_id]?.[spec.action_id],
    keep(block, spec, value) {
      const values = entered.get(key) ?? {};
      (values[block.block_id] ??= {})[spec.action_id] = value;
      entered.set(key, values);
    },
    async act(block, spec, value) {
      const body = { as: state.me, ...target, block: block.block_id, action: spec.action_id, values: valuesOf(key) };
      if (value !== undefined) body.value = value;
      const answer = await act("/page/click", body);
      if (answer && !answer.acked) toast(`${state.app.name} did not respond (${answer.why}).`, "bad");
    },
  };
}

export const onMessage = (message, channel) => surface(`${channel}/${message.ts}`, { channel, ts: message.ts });

/** A modal or Home tab; what the server already knows as typed is the ground. */
export const onView = (view) => surface(view.id, { view: view.id }, view.typed);
