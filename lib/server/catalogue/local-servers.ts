import "server-only";
import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";
import { singleton } from "@/lib/server/singleton";
import { fetchListing, parseListing } from "./listing";

const probeTimeoutMs = 1_500;
/** A listing older than this is looked up again, in the background. */
const freshForMs = 15_000;

/** What a server on this machine offered when it was last asked. */
export type LocalServer = { running: boolean; models: CatalogueModel[] };

type LocalServers = { byProvider: Map<string, LocalServer>; probedAt: number; probing: Promise<void> | null };

const state = () =>
  singleton<LocalServers>("local-servers", () => ({ byProvider: new Map(), probedAt: 0, probing: null }));

/** Nothing listens there, or it is no model server: both are the ordinary case. */
async function probe({ id, baseUrl }: { id: string; baseUrl: string }): Promise<LocalServer> {
  const reply = await fetchListing({ baseUrl, timeoutMs: probeTimeoutMs });
  return reply.ok
    ? { running: true, models: parseListing({ id, kind: "local" }, reply.listing) }
    : { running: false, models: [] };
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
