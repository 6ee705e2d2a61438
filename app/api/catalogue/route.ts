import { createHash } from "node:crypto";
import { getCatalogue } from "@/lib/server/providers/get-catalogue";
import { respondJson, route } from "@/lib/server/respond";

/** All providers and models. Large and rarely changed: a browser that has it gets 304. */
export const GET = route({}, ({ request }) => {
  const catalogue = getCatalogue();
  const etag = `"${createHash("sha256").update(JSON.stringify(catalogue)).digest("base64url")}"`;
  const headers = { etag, "cache-control": "private, no-cache" };
  if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers });
  return respondJson(catalogue, { headers });
});
