import "server-only";
import { z } from "zod";
import { blankModel } from "@/lib/catalogue/blank-model";
import type { CatalogueModel, ProviderKind } from "@/lib/catalogue/catalogue-model";
import { askServer } from "./ask-server";

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

/** The entries of a `GET /models` answer. */
export const listEntries = (listing: unknown): unknown[] => listingSchema.safeParse(listing).data?.data ?? [];

/** Whose list it is, and the day it is from. */
export type ListingOrigin = { providerId: string; kind: ProviderKind; sourceDate: string };

/** The models in a `GET /models` answer; entries that cannot be read are left out. */
export function parseListing(origin: ListingOrigin, listing: unknown): CatalogueModel[] {
  return listEntries(listing)
    .flatMap((entry) => entrySchema.safeParse(entry).data ?? [])
    .map((entry) => ({
      ...blankModel({ ...origin, id: entry.id, source: "live" }),
      contextTokens:
        entry.max_model_len ??
        entry.context_length ??
        entry.context_window ??
        entry.max_context_length ??
        entry.meta?.n_ctx_train ??
        null,
    }));
}

/** Asks a server for its models. Never throws. */
export async function fetchListing(options: {
  baseUrl: string;
  headers?: Record<string, string>;
  timeoutMs: number;
}): Promise<ListingReply> {
  const { baseUrl, ...how } = options;
  const reply = await askServer({ url: `${baseUrl}/models`, ...how });
  if (!reply.ok) return reply;
  // Other programs answer here too: only a listing of models makes it a model server.
  if (!listingSchema.safeParse(reply.body).success)
    return { ok: false, why: "its answer is no list of models" };
  return { ok: true, listing: reply.body };
}
