import "server-only";
import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";
import { singleton } from "@/lib/server/singleton";
import { toDay } from "@/lib/to-day";
import { fetchListing, parseListing } from "./listing";
import { describeLocalModels } from "./local/describe-local-models";

const probeTimeoutMs = 1_500;
/** A listing older than this is looked up again, in the background. */
const freshForMs = 15_000;
/** What a server says of its models one by one is asked for again after this, or when its list changes. */
const detailsFreshForMs = 60_000;

/** What a server on this machine offered when it was last asked. */
export type LocalServer = { running: boolean; models: CatalogueModel[] };

type LocalServers = {
  byProvider: Map<string, LocalServer>;
  details: Map<string, { listed: string; models: CatalogueModel[]; at: number }>;
  probedAt: number;
  probing: Promise<void> | null;
  /** What was found, to tell whether the next look finds anything else. */
  found: string;
  revision: number;
};

const state = () =>
  singleton<LocalServers>("local-servers", () => ({
    byProvider: new Map(),
    details: new Map(),
    probedAt: 0,
    probing: null,
    found: "",
    revision: 0,
  }));

/** Nothing listens there, or it is no model server: both are the ordinary case. */
async function probe(server: { id: string; baseUrl: string }): Promise<LocalServer> {
  const reply = await fetchListing({ baseUrl: server.baseUrl, timeoutMs: probeTimeoutMs });
  if (!reply.ok) return { running: false, models: [] };
  const models = parseListing(
    { providerId: server.id, kind: "local", sourceDate: toDay(Date.now()) },
    reply.listing,
  );
  const known = getKnownDetails(server.id, models);
  if (known !== null) return { running: true, models: known };
  const described = await describeLocalModels(server, { models, timeoutMs: probeTimeoutMs });
  state().details.set(server.id, { listed: toListedIds(models), models: described, at: Date.now() });
  return { running: true, models: described };
}

const toListedIds = (models: CatalogueModel[]) => JSON.stringify(models.map(({ id }) => id));

/** What the server said of just these models not long ago; null when it must be asked. */
function getKnownDetails(id: string, models: CatalogueModel[]): CatalogueModel[] | null {
  const details = state().details.get(id);
  if (details === undefined || details.listed !== toListedIds(models)) return null;
  return Date.now() - details.at < detailsFreshForMs ? details.models : null;
}

/** Asks all local servers what they offer; one that hangs delays nobody. */
export async function probeLocalServers(servers: { id: string; baseUrl: string }[]): Promise<void> {
  const known = state();
  known.probing ??= Promise.all(
    servers.map(async (server) => known.byProvider.set(server.id, await probe(server))),
  ).then(() => {
    known.probedAt = Date.now();
    known.probing = null;
    const found = JSON.stringify([...known.byProvider]);
    if (found === known.found) return;
    known.found = found;
    known.revision += 1;
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

/** Changes whenever a look finds something else than the last one: most find nothing, every time. */
export const getLocalServersRevision = (): number => state().revision;
