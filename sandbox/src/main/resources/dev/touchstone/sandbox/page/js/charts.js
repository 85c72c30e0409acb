// data_visualization blocks, simply: lines, areas, bars and pies as SVG.
import { h, svg } from "./dom.js";

const COLOURS = ["#2f6fd6", "#d97b1f", "#2e9d6f", "#b8405e", "#7a5cc9", "#6b7280"];
const WIDTH = 520;
const HEIGHT = 220;
const LEFT = 44;
const BOTTOM = 28;

export function chart(block) {
  const kind = block.chart.type;
  const drawing = kind === "pie" ? pie(block.chart) : plot(block.chart);
  return h("figure", { class: "chart" },
    h("figcaption", {}, block.title),
    drawing,
    legend(block.chart));
}

function plot({ type, series, axis_config: axes }) {
  const values = series.flatMap((one) => one.data.map((point) => point.value));
  const [low, top, step] = scale(values, type !== "line");
  const x = (at) => LEFT + ((at + 0.5) * (WIDTH - LEFT - 8)) / axes.categories.length;
  const above = axes.y_label ? 28 : 10;
  const y = (value) => above + ((top - value) * (HEIGHT - BOTTOM - above)) / (top - low);
  return svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": words(series) },
    grid(low, top, step, y),
    axes.y_label && svg("text", { x: 0, y: 12, class: "tick" }, axes.y_label),
    axes.x_label && svg("text", { x: WIDTH - 8, y: HEIGHT - 8, class: "tick", "text-anchor": "end" }, axes.x_label),
    axes.categories.map((category, at) =>
      svg("text", { x: x(at), y: HEIGHT - 8, class: "tick", "text-anchor": "middle" }, category)),
    series.map((one, nth) => draw(type, one, nth, series.length, axes.categories, x, y)));
}

/** Round ends and steps. Bars and areas start at zero, or their sizes would lie; lines need not. */
function scale(values, fromZero) {
  const least = fromZero ? Math.min(0, ...values) : Math.min(...values);
  const most = fromZero ? Math.max(0, ...values) : Math.max(...values);
  const rough = (most - least || Math.abs(most) || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) * power;
  return [Math.floor(least / step) * step, Math.ceil(most / step + 1e-9) * step, step];
}

function grid(low, top, step, y) {
  const lines = Math.round((top - low) / step);
  return Array.from({ length: lines + 1 }, (_, at) => {
    const value = low + at * step;
    return svg("g", {},
      svg("line", { x1: LEFT, x2: WIDTH - 8, y1: y(value), y2: y(value), class: "grid" }),
      svg("text", { x: LEFT - 6, y: y(value) + 4, class: "tick", "text-anchor": "end" }, short(value)));
  });
}

const short = (value) => (Math.abs(value) >= 1000 ? `${+(value / 1000).toFixed(1)}k` : String(+value.toFixed(3)));

function draw(type, one, nth, count, categories, x, y) {
  const colour = COLOURS[nth % COLOURS.length];
  const points = one.data.map((point) => [x(categories.indexOf(point.label)), y(point.value)]);
  if (type === "bar") {
    const width = Math.min(36, (WIDTH - LEFT) / categories.length / (count + 0.6));
    return points.map(([px, py]) => svg("rect", {
      x: px + (nth - count / 2) * width, y: Math.min(py, y(0)), width: width - 2, height: Math.abs(y(0) - py), fill: colour, rx: 2,
    }));
  }
  const path = points.map(([px, py], at) => `${at ? "L" : "M"}${px} ${py}`).join("");
  const area = `${path}L${points.at(-1)[0]} ${y(0)}L${points[0][0]} ${y(0)}Z`;
  return [
    type === "area" && svg("path", { d: area, fill: colour, "fill-opacity": 0.25 }),
    svg("path", { d: path, fill: "none", stroke: colour, "stroke-width": 2.5 }),
    points.map(([cx, cy]) => svg("circle", { cx, cy, r: 3, fill: colour })),
  ];
}

function pie({ segments }) {
  const total = segments.reduce((sum, segment) => sum + segment.value, 0) || 1;
  let from = -Math.PI / 2;
  return svg("svg", { viewBox: "0 0 220 200", class: "pie", role: "img", "aria-label": segments.map((one) => `${one.label} ${one.value}`).join(", ") },
    segments.map((segment, nth) => {
      const to = from + (segment.value / total) * Math.PI * 1.99999;
      const at = (angle) => `${110 + 90 * Math.cos(angle)} ${100 + 90 * Math.sin(angle)}`;
      const d = `M110 100L${at(from)}A90 90 0 ${to - from > Math.PI ? 1 : 0} 1 ${at(to)}Z`;
      from = to;
      return svg("path", { d, fill: COLOURS[nth % COLOURS.length] });
    }));
}

const words = (series) =>
  series.map((one) => `${one.name}: ${one.data.map((point) => `${point.label} ${point.value}`).join(", ")}`).join("; ");

function legend(spec) {
  // One series says in the title what it is.
  if (spec.series?.length === 1) return null;
  const names = (spec.segments ?? spec.series).map((one) => one.label ?? one.name);
  return h("ul", { class: "legend" }, names.map((name, nth) =>
    h("li", {}, h("span", { class: "swatch", style: { background: COLOURS[nth % COLOURS.length] } }), name)));
}
