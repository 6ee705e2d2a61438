import "server-only";
import { z } from "zod";
import { blankModel } from "@/lib/catalogue/blank-model";
import type { CatalogueModel, ProviderKind } from "@/lib/catalogue/catalogue-model";

const maxListingCharacters = 2_000_000;

const count = z.number().int().positive().optional().catch(undefined);

const entrySchema = z.object({
  id: z.string().min(1).max(300),
  max_model_len: count,
  context_length: count,
  context_window: count,
  max_context_length: count,
  meta: z.object({ n_ctx_train: count }).nullish().catch(undefined),
});

const listingSchema = z.object({ data: z.array(z.unknown()) });

/** What a server answered to `GET /models`; a failure says why as the end of a sentence. */
export type ListingReply = { ok: true; listing: unknown } | { ok: false; why: string };

/** The models in a `GET /models` answer; entries that cannot be read are left out. */
export function parseListing(
  { id: providerId, kind }: { id: string; kind: ProviderKind },
  listing: unknown,
): CatalogueModel[] {
  const sourceDate = new Date().toISOString().slice(0, 10);
  const entries = listingSchema.safeParse(listing).data?.data ?? [];
  return entries
    .flatMap((entry) => entrySchema.safeParse(entry).data ?? [])
    .map((entry) => ({
      ...blankModel({ providerId, id: entry.id, kind, source: "live", sourceDate }),
      contextTokens:
        entry.max_model_len ??
        entry.context_length ??
        entry.context_window ??
        entry.max_context_length ??
        entry.meta?.n_ctx_train ??
        null,
    }));
}

/** The body of a response; null when it is too large for a listing, which then is not read to its end. */
async function readText({ body }: Response): Promise<string | null> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > maxListingCharacters) return null;
  }
  return text + decoder.decode();
}

/**
 * Asks a server for its models. Never throws. Redirects are not followed: the key in `headers` is meant for this
 * address alone.
 */
export async function fetchListing(options: {
  baseUrl: string;
  headers?: Record<string, string>;
  timeoutMs: number;
}): Promise<ListingReply> {
  const { baseUrl, headers = {}, timeoutMs } = options;
  try {
    const response = await fetch(`${baseUrl}/models`, {
      signal: AbortSignal.timeout(timeoutMs),
      redirect: "error",
      headers: { ...headers, accept: "application/json" },
    });
    if (!response.ok) {
      await response.body?.cancel();
      return { ok: false, why: `it answered with status ${response.status}` };
    }
    const text = await readText(response);
    if (text === null) return { ok: false, why: "its answer is too large" };
    const listing: unknown = JSON.parse(text);
    // Other programs answer here too: only a listing of models makes it a model server.
    if (!listingSchema.safeParse(listing).success)
      return { ok: false, why: "its answer is no list of models" };
    return { ok: true, listing };
  } catch (error) {
    return { ok: false, why: explain(error, timeoutMs) };
  }
}

function explain(error: unknown, timeoutMs: number): string {
  if (error instanceof SyntaxError) return "its answer is not JSON";
  if (error instanceof Error && error.name === "TimeoutError")
    return `it did not answer within ${timeoutMs / 1000} s`;
  return "it could not be reached";
}
