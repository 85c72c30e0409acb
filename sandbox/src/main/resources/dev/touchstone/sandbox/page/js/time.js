// Times as people read them.
const at = (ts) => new Date(Number(ts) * 1000);

export const clockTime = (ts) => at(ts).toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" });

export const fullTime = (ts) => at(ts).toLocaleString(undefined, { dateStyle: "full", timeStyle: "medium" });

export function dayOf(ts) {
  const day = at(ts);
  const today = new Date();
  if (day.toDateString() === today.toDateString()) return "Today";
  today.setDate(today.getDate() - 1);
  if (day.toDateString() === today.toDateString()) return "Yesterday";
  return day.toLocaleDateString(undefined, { weekday: "long", day: "numeric", month: "long" });
}
