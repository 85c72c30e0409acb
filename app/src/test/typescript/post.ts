// Posts the README's output and waits for its verdict, with a client generated from openapi.json.
import createClient from "openapi-fetch";
import type { components, paths } from "./api.js";
import { body } from "./readme.js";

declare const process: { argv: string[] };

const [, , baseUrl = "", key = ""] = process.argv;
const client = createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${key}` } });

const output: components["schemas"]["NewOutput"] = body;
const posted = await client.POST("/v1/outputs", { body: output });
if (posted.data === undefined) {
  throw new Error(`refused: ${JSON.stringify(posted.error)}`);
}
const receipt: components["schemas"]["OutputReceipt"] = posted.data;
const seen = await client.GET("/v1/outputs/{id}", { params: { path: { id: receipt.id } } });
if (seen.data === undefined) {
  throw new Error(`not found: ${JSON.stringify(seen.error)}`);
}
console.log(`${seen.data.external_id} ${seen.data.status}`);
