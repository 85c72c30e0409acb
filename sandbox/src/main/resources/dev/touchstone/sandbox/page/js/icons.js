// Line icons, drawn here so that they look the same everywhere.
import { svg } from "./dom.js";

const PATHS = {
  home: "M3 9.5 10 4l7 5.5M5 8.5V16h10V8.5",
  direct: "M3 5h14v9H8l-4 3v-3H3z",
  thread: "M3 4h14v9H9l-4 3v-3H3zM6.5 7.5h7M6.5 10h4.5",
  more: "M10 4.5v.01M10 10v.01M10 15.5v.01",
  dots: "M4.5 10h.01M10 10h.01M15.5 10h.01",
  window: "M11 4h5v5M16 4l-7 7M14 11v5H4V6h5",
  traffic: "M3 7h13l-3-3M17 13H4l3 3",
  send: "M3 10h9M3 4l14 6-14 6 2-6z",
  close: "M5 5l10 10M15 5 5 15",
  back: "M11 4 5 10l6 6M5 10h11",
  list: "M3 5h14M3 10h14M3 15h14",
  down: "M5 8l5 5 5-5",
  lock: "M5 9h10v7H5zM7 9V6a3 3 0 0 1 6 0v3",
};

export function icon(name) {
  return svg("svg", { viewBox: "0 0 20 20", class: `icon icon-${name}`, "aria-hidden": "true" },
    svg("path", { d: PATHS[name] }));
}
