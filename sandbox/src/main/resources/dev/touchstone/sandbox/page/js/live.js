// The live feed: applies what the server tells to the store.
import { get } from "./api.js";
import { adopt, isReply, state, tell } from "./store.js";

let feed = null;

/** Follows what this person sees. */
export function load(user) {
  feed?.close();
  const who = encodeURIComponent(user);
  const source = new EventSource(`/page/live?as=${who}`);
  feed = source;
  // Until the snapshot is here, changes wait: it may be older than they are.
  let waiting = [];
  source.onopen = async () => {
    waiting = [];
    const snapshot = await get(`/page/snapshot?as=${who}`);
    if (feed !== source) return;
    adopt(snapshot);
    waiting.forEach((apply) => apply());
    waiting = null;
    connected(true);
  };
  source.onerror = () => connected(false);
  for (const [type, apply] of Object.entries(CHANGES)) {
    source.addEventListener(type, (event) => {
      const change = () => apply(JSON.parse(event.data));
      if (waiting) waiting.push(change);
      else change();
    });
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
    if (isNew && isNews(message)) {
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

/** Whether a message counts as unread: somebody else's, where the person is not looking. */
function isNews(message) {
  return message.user !== state.me && (state.at !== message.channel || document.hidden) && !isReply(message);
}
