// Requests of the page. Every act names the person played.
import { toast } from "./toast.js";

export async function get(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
}

/** The answer, or null after telling the person what Slack refused. */
export async function act(path, body) {
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    const answer = await response.json().catch(() => ({}));
    if (response.ok) return answer;
    toast(`Not possible: ${answer.error ?? response.status}`, "bad");
  } catch {
    toast("The sandbox does not answer. Is it still running?", "bad");
  }
  return null;
}
