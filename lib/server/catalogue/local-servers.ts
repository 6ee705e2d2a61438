import "server-only";
import { z } from "zod";
import { blankModel } from "@/lib/catalogue/blank-model";
import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";
import { singleton } from "@/lib/server/singleton";

const probeTimeoutMs = 1_500;
const maxListingCharacters = 2_000_000;
/** A listing older than this is looked up again, in the background. */
const freshForMs = 15_000;

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

/** What a server on this machine offered when it was last asked. */
export type LocalServer = { running: boolean; models: CatalogueModel[] };

type LocalServers = { byProvider: Map<string, LocalServer>; probedAt: number; probing: Promise<void> | null };

const state = () =>
  singleton<LocalServers>("local-servers", () => ({ byProvider: new Map(), probedAt: 0, probing: null }));

/** The models in a `GET /v1/models` answer; entries that cannot be read are left out. */
export function parseListing(providerId: string, listing: unknown): CatalogueModel[] {
  const sourceDate = new Date().toISOString().slice(0, 10);
  const entries = listingSchema.safeParse(listing).data?.data ?? [];
  return entries
    .flatMap((entry) => entrySchema.safeParse(entry).data ?? [])
    .map((entry) => ({
      ...blankModel({ providerId, id: entry.id, kind: "local", source: "live", sourceDate }),
      contextTokens:
        entry.max_model_len ??
        entry.context_length ??
        entry.context_window ??
        entry.max_context_length ??
        entry.meta?.n_ctx_train ??
        null,
    }));
}

/** The body of a response; empty when it is too large for a listing, which then is not read to its end. */
async function readListing({ body }: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > maxListingCharacters) return "";
  }
  return text + decoder.decode();
}

async function probe({ id, baseUrl }: { id: string; baseUrl: string }): Promise<LocalServer> {
  try {
    const response = await fetch(`${baseUrl}/models`, {
      signal: AbortSignal.timeout(probeTimeoutMs),
      redirect: "error",
      headers: { accept: "application/json" },
    });
    const text = response.ok ? await readListing(response) : "";
    if (text === "") return { running: false, models: [] };
    const listing: unknown = JSON.parse(text);
    // Other programs listen on these ports too: only a listing of models makes it a model server.
    return listingSchema.safeParse(listing).success
      ? { running: true, models: parseListing(id, listing) }
      : { running: false, models: [] };
  } catch {
    // Nothing listens there, or it is no model server: both are the ordinary case.
    return { running: false, models: [] };
  }
}

/** Asks all local servers what they offer; one that hangs delays nobody. */
export async function probeLocalServers(servers: { id: string; baseUrl: string }[]): Promise<void> {
  const known = state();
  known.probing ??= Promise.all(
    servers.map(async (server) => known.byProvider.set(server.id, await probe(server))),
  ).then(() => {
    known.probedAt = Date.now();
    known.probing = null;
  });
  return known.probing;
}

/** What is known now. Starts a new look in the background when that is old; never waits for it. */
export function getLocalServers(servers: { id: string; baseUrl: string }[]): Map<string, LocalServer> {
  if (Date.now() - state().probedAt > freshForMs) void probeLocalServers(servers);
  return state().byProvider;
}

/** When the last look at all local servers ended, in epoch ms; 0 before the first. */
export const getProbedAt = (): number => state().probedAt;
