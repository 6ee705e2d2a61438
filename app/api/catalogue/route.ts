import { createHash } from "node:crypto";
import type { Catalogue } from "@/lib/catalogue/catalogue-model";
import { toCompact } from "@/lib/catalogue/compact-catalogue";
import { getCatalogue } from "@/lib/server/providers/get-catalogue";
import { route } from "@/lib/server/respond";

const written = new WeakMap<Catalogue, { text: string; etag: string }>();

/** The catalogue as it is sent, written once however often it is asked for. */
function write(catalogue: Catalogue) {
  const known = written.get(catalogue);
  if (known !== undefined) return known;
  const text = JSON.stringify(toCompact(catalogue));
  const etag = `"${createHash("sha256").update(text).digest("base64url")}"`;
  written.set(catalogue, { text, etag });
  return { text, etag };
}

/** All providers and models, by column (`compact-catalogue.ts`). Large and rarely changed: a browser that has it gets 304. */
export const GET = route({}, ({ request }) => {
  const { text, etag } = write(getCatalogue());
  const headers = {
    etag,
    "cache-control": "private, no-cache",
    "content-type": "application/json",
    "x-content-type-options": "nosniff",
  };
  if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers });
  return new Response(text, { headers });
});
