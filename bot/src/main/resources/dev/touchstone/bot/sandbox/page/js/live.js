// The live feed: applies what the server tells to the store.
import { get } from "./api.js";
import { adopt, isReply, state, tell } from "./store.js";

let feed = null;

export async function load(user) {
  feed?.close();
  const who = encodeURIComponent(user);
  feed = new EventSource(`/page/live?as=${who}`);
  feed.onopen = async () => {
    // A fresh snapshot after every (re)connection: what happened in between was not told.
    adopt(await get(`/page/snapshot?as=${who}`));
    connected(true);
  };
  feed.onerror = () => connected(false);
  for (const [type, apply] of Object.entries(CHANGES)) {
    feed.addEventListener(type, (event) => apply(JSON.parse(event.data)));
  }
}

function connected(yes) {
  state.connected = yes;
  tell("connection");
}

const CHANGES = {
  message(message) {
    const messages = state.messages.get(message.channel);
    if (!messages) return;
    const isNew = !messages.has(message.ts);
    messages.set(message.ts, message);
    if (isNew && message.user !== state.me && (state.at !== message.channel || document.hidden) && !isReply(message)) {
      state.unread.set(message.channel, (state.unread.get(message.channel) ?? 0) + 1);
      tell("unread");
    }
    tell("message", message);
  },
  message_deleted(gone) {
    state.messages.get(gone.channel)?.delete(gone.ts);
    tell("message", gone);
  },
  views(views) {
    state.views = views;
    tell("views");
  },
  home(home) {
    state.home = home;
    tell("home");
  },
  traffic(exchange) {
    tell("traffic", exchange);
  },
  faults(faults) {
    tell("faults", faults);
  },
};
