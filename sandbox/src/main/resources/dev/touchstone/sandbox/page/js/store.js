// What the page knows: the snapshot it started from, kept current by the live feed.

const params = new URLSearchParams(location.search);
const permalink = location.pathname.match(/^\/archives\/([A-Z0-9]+)\/p(\d{10})(\d{6})$/);

export const state = {
  me: params.get("as"),
  at: permalink ? permalink[1] : params.get("at"),
  highlight: permalink ? `${permalink[2]}.${permalink[3]}` : null,
  thread: params.get("thread"),
  team: {},
  app: {},
  users: new Map(),
  groups: new Map(),
  channels: new Map(),
  messages: new Map(),
  unread: new Map(),
  views: [],
  home: null,
  connected: false,
};

const listeners = new Map();

/** Calls back whenever something of this topic changes. */
export function on(topic, listener) {
  if (!listeners.has(topic)) listeners.set(topic, []);
  listeners.get(topic).push(listener);
}

export function tell(topic, detail) {
  for (const listener of listeners.get(topic) ?? []) listener(detail);
}

export function adopt(snapshot) {
  state.me = snapshot.me;
  state.team = snapshot.team;
  state.app = snapshot.app;
  state.users = new Map(snapshot.users.map((user) => [user.id, user]));
  state.groups = new Map(snapshot.groups.map((group) => [group.id, group]));
  state.channels = new Map(snapshot.channels.map((channel) => [channel.id, channel]));
  state.messages = new Map(
    snapshot.channels.map((channel) => [channel.id, new Map(channel.messages.map((message) => [message.ts, message]))]),
  );
  state.views = snapshot.views;
  state.home = snapshot.home;
  if (state.at !== "home" && !state.channels.has(state.at)) state.at = snapshot.channels[0]?.id ?? "home";
  tell("all");
}

export function messagesOf(channel) {
  const all = [...(state.messages.get(channel)?.values() ?? [])];
  return all.sort((one, other) => (one.ts < other.ts ? -1 : 1));
}

export const isReply = (message) => message.thread_ts && message.thread_ts !== message.ts;

export const topLevel = (channel) => messagesOf(channel).filter((message) => !isReply(message));

export const threadOf = (channel, ts) =>
  messagesOf(channel).filter((message) => message.ts === ts || message.thread_ts === ts);

export function userName(id) {
  return state.users.get(id)?.real_name ?? id;
}

export function channelName(id) {
  const channel = state.channels.get(id);
  if (!channel) return id;
  return channel.kind === "DIRECT" ? state.app.name : channel.name;
}

/** Keeps the address in step, so that a reload or a second window shows the same. */
export function remember() {
  const address = new URLSearchParams({ as: state.me, at: state.at });
  if (state.thread) address.set("thread", state.thread);
  history.replaceState(null, "", `/?${address}`);
}
