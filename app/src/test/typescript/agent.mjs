// An agent that asks people and goes on with what they say, by the official client of the Model Context Protocol.
// It keeps nothing but the key of its question, so it may be killed at any moment and started again.
//
//   node agent.mjs URL KEY ask|wait
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

const [, , url, key, what] = process.argv;
const agent = new Client({ name: "refunds", version: "1.0.0" });
await agent.connect(
  new StreamableHTTPClientTransport(new URL(`${url}/mcp`), {
    requestInit: { headers: { Authorization: `Bearer ${key}` } },
  }),
);

const question = { pipeline: "support", key: "refund-4711" };
async function call(name, args) {
  const result = await agent.callTool({ name, arguments: args });
  if (result.isError) {
    throw new Error(result.content[0].text);
  }
  return result.structuredContent;
}

if (what === "tools") {
  const { tools } = await agent.listTools();
  console.log(tools.map((tool) => tool.name).sort().join(" "));
} else if (what === "ask") {
  const asked = await call("request_review", {
    ...question,
    query: "May order 4711 be refunded?",
    output: "Refund 120 euros.",
    confidence: 0.99,
    note: "More than 100 euros",
  });
  console.log(asked.state, asked.output_id);
} else if (what === "wait") {
  let seen;
  do {
    seen = await call("get_verdict", { ...question, wait_seconds: 20 });
  } while (seen.state === "waiting");
  console.log(seen.state, seen.action, JSON.stringify(seen.final_output));
} else {
  const felt = { pipeline: "support", event_id: "e-1", key: question.key, kind: "thumb", value: "up" };
  console.log((await call("report_feedback", felt)).event_id, (await call("report_feedback", felt)).event_id);
  try {
    await call("request_review", { ...question, output: "Something else." });
  } catch (e) {
    console.log(JSON.parse(e.message).code);
  }
}
await agent.close();
