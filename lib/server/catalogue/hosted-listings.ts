import "server-only";
import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";
import { singleton } from "@/lib/server/singleton";
import { parseHostedListing } from "./hosted/parse-hosted-listing";
import { fetchListing } from "./listing";

const timeoutMs = 5_000;
/** A listing, or a failure to get one, older than this is asked for again, in the background. */
const freshForMs = 5 * 60_000;

export type ListingSource = { id: string; baseUrl: string; headers: Record<string, string> };

/** What a hosted provider said it offers. A failure leaves the last list standing. */
export type HostedListing = {
  /** null until it answered once. */
  models: CatalogueModel[] | null;
  /** Epoch ms of the list; null until there is one. */
  listedAt: number | null;
  /** Why the last attempt failed, as the end of a sentence; null when it did not. */
  error: string | null;
};

type Entry = HostedListing & { askedAt: number; asking: Promise<void> | null };

type State = { byProvider: Map<string, Entry>; revision: number };

const state = () => singleton<State>("hosted-listings", () => ({ byProvider: new Map(), revision: 0 }));

function getEntry(id: string): Entry {
  const known = state().byProvider.get(id);
  if (known !== undefined) return known;
  const entry: Entry = { models: null, listedAt: null, error: null, askedAt: 0, asking: null };
  state().byProvider.set(id, entry);
  return entry;
}

/** Asks a provider for its list, once however many want it. */
export function refreshListing({ id, baseUrl, headers }: ListingSource): Promise<void> {
  const entry = getEntry(id);
  entry.asking ??= fetchListing({ baseUrl, headers, timeoutMs }).then((reply) => {
    entry.asking = null;
    entry.askedAt = Date.now();
    entry.error = reply.ok ? null : reply.why;
    if (reply.ok) {
      entry.models = parseHostedListing(id, reply.listing);
      entry.listedAt = entry.askedAt;
    }
    state().revision += 1;
  });
  return entry.asking;
}

/** What is known of these providers' lists now. Old ones are asked for again in the background; never waits. */
export function getHostedListings(sources: ListingSource[]): Map<string, HostedListing> {
  for (const source of sources) {
    if (Date.now() - getEntry(source.id).askedAt > freshForMs) void refreshListing(source);
  }
  return state().byProvider;
}

/** Changes whenever a listing does. */
export const getListingsRevision = (): number => state().revision;
