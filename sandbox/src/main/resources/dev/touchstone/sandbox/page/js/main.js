// Puts the page together.
import { get } from "./api.js";
import * as channel from "./channel.js";
import * as inspector from "./inspector.js";
import { load } from "./live.js";
import * as modal from "./modal.js";
import * as sidebar from "./sidebar.js";
import { on, remember, state } from "./store.js";
import * as thread from "./thread.js";

channel.start(inspector.toggle);
thread.start();
modal.start();
inspector.start();
sidebar.start(play);

let opened = null;

on("all", () => {
  if (opened === state.me) return channel.draw();
  opened = state.me;
  const wanted = state.thread;
  state.thread = null;
  channel.open(state.at);
  if (wanted) thread.openThread(wanted);
});

function play(user) {
  if (state.thread) thread.openThread(null);
  state.unread.clear();
  state.me = user;
  remember();
  load(user);
}

/** The person in the address, or the workspace's first if there is none of that name. */
async function first() {
  const wanted = state.me ? `?as=${encodeURIComponent(state.me)}` : "";
  const snapshot = await get(`/page/snapshot${wanted}`).catch(() => get("/page/snapshot"));
  return snapshot.me;
}

load(await first());
