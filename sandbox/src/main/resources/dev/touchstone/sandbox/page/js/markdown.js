// The markdown block: common Markdown, as far as models write it.
import { h, link } from "./dom.js";
import { plain } from "./mrkdwn.js";

export function markdown(text) {
  const lines = text.replace(/\r/g, "").split("\n");
  const nodes = [];
  while (lines.length) nodes.push(...block(lines));
  return nodes;
}

function block(lines) {
  const line = lines.shift();
  if (!line.trim()) return [];
  if (/^```/.test(line)) return [h("pre", {}, takeUntil(lines, /^```/).join("\n"))];
  const heading = line.match(/^(#{1,6})\s+(.*)/);
  if (heading) return [h("p", { class: `md-h md-h${Math.min(3, heading[1].length)}` }, inline(heading[2]))];
  if (/^(\*{3,}|-{3,}|_{3,})\s*$/.test(line)) return [h("hr")];
  if (/^>\s?/.test(line)) return [h("blockquote", {}, markdown(takeWhile(line, lines, /^>\s?/).join("\n")))];
  if (/^\s*[-*+]\s+/.test(line)) return [list("ul", takeWhile(line, lines, /^\s*[-*+]\s+/))];
  if (/^\s*\d+[.)]\s+/.test(line)) return [list("ol", takeWhile(line, lines, /^\s*\d+[.)]\s+/))];
  if (/^\|.*\|\s*$/.test(line)) return [table([line, ...takeRest(lines, /^\|.*\|\s*$/)])];
  return [h("p", {}, paragraph([line, ...takeRest(lines, /^(?!\s*$|#|>|```|\s*[-*+]\s|\s*\d+[.)]\s)/)]))];
}

const list = (tag, items) => h(tag, {}, items.map((item) => h("li", {}, inline(item))));

const paragraph = (lines) => lines.flatMap((line, at) => (at ? [h("br"), ...inline(line)] : inline(line)));

function table(rows) {
  const cells = (row) => row.trim().slice(1, -1).split("|").map((cell) => cell.trim());
  const body = rows.filter((row) => !/^[|\s:-]+$/.test(row));
  return h("div", { class: "table-wrap" }, h("table", {}, body.map((row, at) =>
    h("tr", {}, cells(row).map((cell) => h(at ? "td" : "th", {}, inline(cell)))))));
}

function takeUntil(lines, end) {
  const taken = [];
  while (lines.length && !end.test(lines[0])) taken.push(lines.shift());
  lines.shift();
  return taken;
}

function takeRest(lines, like) {
  const taken = [];
  while (lines.length && like.test(lines[0])) taken.push(lines.shift());
  return taken;
}

const takeWhile = (first, lines, like) => [first, ...takeRest(lines, like)].map((line) => line.replace(like, ""));

const PIECES = [
  [/`([^`]+)`/, (match) => h("code", {}, match[1])],
  [/\*\*([^*]+)\*\*/, (match) => h("strong", {}, inline(match[1]))],
  [/~~([^~]+)~~/, (match) => h("s", {}, inline(match[1]))],
  [/(?<![\w*])\*([^*\s][^*]*)\*(?!\w)/, (match) => h("em", {}, inline(match[1]))],
  [/(?<!\w)_([^_]+)_(?!\w)/, (match) => h("em", {}, inline(match[1]))],
  [/!?\[([^\]]*)\]\(([^)\s]+)\)/, (match) => link(match[2], match[1] || match[2])],
];

function inline(text) {
  let first = null;
  for (const [pattern, make] of PIECES) {
    const match = text.match(pattern);
    if (match && (!first || match.index < first.match.index)) first = { match, make };
  }
  if (!first) return plain(text);
  const end = first.match.index + first.match[0].length;
  return [...plain(text.slice(0, first.match.index)), first.make(first.match), ...inline(text.slice(end))];
}
