// Slack's mrkdwn to nodes. The text is cut into pieces; each piece becomes an element with text in it.
import { h, link } from "./dom.js";
import { emoji } from "./emoji.js";
import { channelName, state, userName } from "./store.js";

/** Slack escapes only these three. */
export function unescape(text) {
  return text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
}

export function mrkdwn(text) {
  return text.split(/\n?(```[\s\S]*?```)\n?/).map((part, at) =>
    at % 2 === 1 ? h("pre", {}, unescape(part.slice(3, -3).replace(/^\n|\n$/g, ""))) : paragraphs(part),
  );
}

/** Plain text: no markup, but emoji. */
export function plain(text, withEmoji = true) {
  if (!withEmoji) return [text];
  return text.split(/(:[a-z0-9_+-]+:)/).map((part) => (/^:.+:$/.test(part) ? (emoji(part.slice(1, -1)) ?? part) : part));
}

export function plainText(object) {
  if (!object) return [];
  return object.type === "mrkdwn" ? mrkdwn(object.text) : plain(object.text, object.emoji !== false);
}

function paragraphs(text) {
  const nodes = [];
  let quote = [];
  const endQuote = () => {
    if (quote.length) nodes.push(h("blockquote", {}, join(quote.map(inline))));
    quote = [];
  };
  const lines = text.split("\n");
  lines.forEach((line, at) => {
    const quoted = line.match(/^(?:&gt;|>)\s?(.*)$/);
    if (quoted) {
      quote.push(quoted[1]);
    } else {
      endQuote();
      nodes.push(...inline(line));
      if (at < lines.length - 1) nodes.push(h("br"));
    }
  });
  endQuote();
  return nodes;
}

const join = (lines) => lines.flatMap((line, at) => (at ? [h("br"), ...line] : line));

const PIECES = [
  [/`([^`\n]+)`/, (match) => h("code", {}, unescape(match[1]))],
  [/<([^<>\s|][^<>|]*)(?:\|([^<>]*))?>/, (match) => reference(match[1], match[2], match[0])],
  [/(?<![\w*])\*(?=\S)([^*\n]*[^\s*])\*(?![\w*])/, (match) => h("strong", {}, inline(match[1]))],
  [/(?<![\w_])_(?=\S)([^_\n]*[^\s_])_(?![\w_])/, (match) => h("em", {}, inline(match[1]))],
  [/(?<![\w~])~(?=\S)([^~\n]*[^\s~])~(?![\w~])/, (match) => h("s", {}, inline(match[1]))],
  [/:([a-z0-9_+-]+(?:::skin-tone-\d)?):/, (match) => emoji(match[1])],
];

/** One line: finds the first piece, goes on behind it. */
function inline(text) {
  let first = null;
  for (const [pattern, make] of PIECES) {
    const match = text.match(pattern);
    if (match && (!first || match.index < first.match.index)) first = { match, make };
  }
  if (!first) return text ? [unescape(text)] : [];
  const { match, make } = first;
  const node = make(match) ?? unescape(match[0]);
  const end = match.index + match[0].length;
  return [unescape(text.slice(0, match.index)), node, ...inline(text.slice(end))];
}

/** What stands between angle brackets: a mention, a special, or a link. */
function reference(target, label, whole) {
  if (/^@[UW]/.test(target)) return mention(target.slice(1));
  if (/^#C/.test(target)) return h("span", { class: "mention" }, `#${label || channelName(target.slice(1))}`);
  if (/^!(here|channel|everyone)$/.test(target)) return h("span", { class: "mention loud" }, `@${target.slice(1)}`);
  if (target.startsWith("!subteam^")) return h("span", { class: "mention" }, label || groupName(target.slice(9)));
  if (target.startsWith("!date^")) return h("time", {}, date(target.split("^"), label));
  if (/^(https?:|mailto:)/i.test(target)) return link(unescape(target), unescape(label || target));
  return unescape(whole);
}

export function mention(id) {
  return h("span", { class: id === state.me ? "mention loud" : "mention" }, `@${userName(id)}`);
}

export function groupName(id) {
  return `@${state.groups.get(id)?.handle ?? id}`;
}

/** `<!date^seconds^format|fallback>`: the format's tokens, as far as they matter. */
export function date([, seconds, format], fallback) {
  const when = new Date(Number(seconds) * 1000);
  if (Number.isNaN(when.getTime())) return fallback ?? "";
  const day = when.toLocaleDateString(undefined, { dateStyle: "medium" });
  const time = when.toLocaleTimeString(undefined, { timeStyle: "short" });
  return format
    .replace(/\{time(_secs)?\}/g, time)
    .replace(/\{day_divider_pretty\}/g, nearby(when))
    .replace(/\{(date\w*|ago)\}/g, day);
}

/** Today, yesterday and tomorrow by name, other days without the year unless it is another one. */
function nearby(when) {
  const midnight = (day) => new Date(day.getFullYear(), day.getMonth(), day.getDate()).getTime();
  const days = Math.round((midnight(when) - midnight(new Date())) / 86_400_000);
  const names = { [-1]: "yesterday", 0: "today", 1: "tomorrow" };
  const year = when.getFullYear() === new Date().getFullYear() ? undefined : "numeric";
  return names[days] ?? when.toLocaleDateString(undefined, { weekday: "long", month: "long", day: "numeric", year });
}
