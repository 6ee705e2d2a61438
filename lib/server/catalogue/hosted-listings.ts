import "server-only";
import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";
import { getDatabaseKind } from "@/lib/server/db/database-kind";
import { explainDbFailure } from "@/lib/server/db/explain-db-failure";
import { getDb } from "@/lib/server/db/get-db";
import { singleton } from "@/lib/server/singleton";
import { askForAll } from "./ask-for-all";
import { parseHostedListing } from "./hosted/parse-hosted-listing";
import { readListContent } from "./list-store";
import { fetchListing, type ListingReply } from "./listing";

const timeoutMs = 5_000;
/** A listing older than this is asked for again, in the background. */
const freshForMs = 5 * 60_000;
/** After a failure one asks again after this: a moment without a network is not to be seen for minutes. */
const retryAfterMs = 30_000;

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

const getFreshForMs = ({ error }: Entry): number => (error === null ? freshForMs : retryAfterMs);

/** Asks a provider for its list, once however many want it. */
export function refreshListing(source: ListingSource): Promise<void> {
  const entry = getEntry(source.id);
  const ask = getDatabaseKind() === "postgres" ? askWithOthers : askAlone;
  const { listedAt, error } = entry;
  entry.asking ??= ask(source, entry).finally(() => {
    entry.asking = null;
    if (entry.listedAt !== listedAt || entry.error !== error) state().revision += 1;
  });
  return entry.asking;
}

/** A hosted provider always offers something: a list without a model is a fault, and says nothing of what is offered. */
async function fetchOffer({ id, baseUrl, headers }: ListingSource): Promise<ListingReply> {
  const reply = await fetchListing({ baseUrl, headers, timeoutMs });
  if (!reply.ok || parseOffer(id, { listing: reply.listing, listedAt: 0 }) !== null) return reply;
  return { ok: false, why: "its list named no models" };
}

type Given = { listing: unknown; listedAt: number };

/** null for a list in which no model is named. */
function parseOffer(providerId: string, { listing, listedAt }: Given): CatalogueModel[] | null {
  const models = parseHostedListing({ providerId, listedAt }, listing);
  return models.length === 0 ? null : models;
}

async function askAlone(source: ListingSource, entry: Entry): Promise<void> {
  const reply = await fetchOffer(source);
  entry.askedAt = Date.now();
  entry.error = reply.ok ? null : reply.why;
  if (!reply.ok) return;
  entry.models = parseOffer(source.id, { listing: reply.listing, listedAt: entry.askedAt });
  entry.listedAt = entry.askedAt;
}

/**
 * One of the instances that share a PostgreSQL asks for all. A process that was just started asks in any case: its key
 * may be another one than that of the last.
 */
async function askWithOthers(source: ListingSource, entry: Entry): Promise<void> {
  const { id, baseUrl } = source;
  const name = `${id} ${baseUrl}`;
  try {
    const list = await askForAll({
      name,
      freshForMs: entry.askedAt === 0 ? 0 : getFreshForMs(entry),
      ask: async () => {
        const reply = await fetchOffer(source);
        if (!reply.ok) return { kind: "failed", why: reply.why };
        return { kind: "content", content: JSON.stringify(reply.listing) };
      },
    });
    entry.askedAt = Date.now();
    entry.error = list.problem;
    if (list.checkedAt === entry.listedAt) return;
    const content = await readListContent(await getDb(), name);
    const listedAt = list.checkedAt;
    const isListed = content !== null && listedAt !== null;
    entry.models = isListed ? parseOffer(id, { listing: JSON.parse(content), listedAt }) : null;
    entry.listedAt = listedAt;
  } catch (error) {
    entry.askedAt = Date.now();
    entry.error = explainDbFailure(error) ?? "it could not be kept";
  }
}

/** What is known of these providers' lists now. Old ones are asked for again in the background; never waits. */
export function getHostedListings(sources: ListingSource[]): Map<string, HostedListing> {
  for (const source of sources) {
    const entry = getEntry(source.id);
    if (Date.now() - entry.askedAt > getFreshForMs(entry)) void refreshListing(source);
  }
  return state().byProvider;
}

/** Changes whenever a listing does. */
export const getListingsRevision = (): number => state().revision;
