import { existsSync, readFileSync } from "node:fs";
import type { Catalogue, CatalogueProvider } from "@/lib/catalogue/catalogue-model";
import { fromCompact } from "@/lib/catalogue/compact-catalogue";
import { baseUrlVariable } from "@/lib/providers/base-url";
import { builtInProviders } from "@/lib/providers/built-in-providers";
import { startEmulatedLlama, startEmulatedWandb } from "./emulated-systems";
import { haystackRow } from "./haystack-row";
import { llamaRow } from "./llama-row";
import { toProviderChecks } from "./provider-row";
import type { RowSystem } from "./row-check";
import { startRowSystem } from "./start-row-system";
import { wandbRow } from "./wandb-row";

/** One check as it will be made: by whom, or why not. */
export type PlannedCheck = {
  row: string;
  providerId: string;
  /** Where the real service is. */
  host: string;
  point: number | null;
  title: string;
  by: "live" | "emulator" | "nobody";
  /** Why the real service is not asked; null when it is. */
  why: string | null;
  run: () => Promise<void>;
};

type Started = RowSystem & { close: () => Promise<void> };

async function within<System extends Started>(
  start: () => Promise<System>,
  run: (system: System) => Promise<void>,
): Promise<void> {
  const system = await start();
  await run(system).finally(system.close);
}

/** The operator's own settings: the keys and addresses of the environment, and the configuration file. */
async function startReal(): Promise<Started> {
  const file = process.env.SWITCHYARD_CONFIG || "switchyard.config.json";
  const config = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const own = Object.values<{ keyVariable?: string | null }>(config.providers ?? {});
  const names = [
    ...builtInProviders.flatMap(({ id, keyVariables, variableHeaders = {} }) => [
      baseUrlVariable(id),
      ...keyVariables,
      ...Object.values(variableHeaders),
    ]),
    ...own.flatMap(({ keyVariable }) => keyVariable ?? []),
  ];
  const settings = Object.fromEntries(names.map((name) => [name, process.env[name] ?? ""]));
  const system = await startRowSystem({ settings: { ...settings, SWITCHYARD_LOCAL_SERVERS: "on" }, config });
  const { getProbedAt } = await import("@/lib/server/catalogue/local-servers");
  await system.server.send("GET", "/api/catalogue");
  for (let tries = 0; tries < 50 && getProbedAt() === 0; tries++)
    await new Promise((resolve) => setTimeout(resolve, 50));
  return { ...system, close: system.server.close };
}

/** Everything there is to check, as far as keys and servers allow. */
export async function planLiveChecks(): Promise<PlannedCheck[]> {
  const system = await startReal();
  const catalogue = fromCompact(await (await system.server.send("GET", "/api/catalogue")).json());
  await system.close();
  const find = (id: string) => catalogue.providers.find((provider) => provider.id === id);
  const rows = [
    planRow({ row: llamaRow, provider: find("llama"), startEmulated: startEmulatedLlama }),
    planRow({ row: haystackRow, provider: find("llama"), startEmulated: startEmulatedLlama }),
    planRow({ row: wandbRow, provider: find("wandb"), startEmulated: startEmulatedWandb }),
  ];
  const others = catalogue.providers
    .filter(({ id, kind }) => kind !== "demo" && id !== "llama" && id !== "wandb")
    .map((provider) => planProvider(provider, catalogue));
  return [...rows, ...others].flat();
}

const toHost = (provider: CatalogueProvider | undefined) => URL.parse(provider?.baseUrl ?? "")?.host ?? "";

const whyNot = (provider: CatalogueProvider | undefined): string | null => {
  if (provider === undefined) return "unknown provider";
  if (provider.callable) return null;
  return provider.keyVariable === null ? "not running" : `${provider.keyVariable} not set`;
};

function planRow<System extends Started>({
  row,
  provider,
  startEmulated,
}: {
  row: {
    name: string;
    providerId: string;
    live: { point: number; title: string; run: (system: RowSystem) => Promise<void> }[];
    emulated: { point: number; title: string; run: (system: System) => Promise<void> }[];
  };
  provider: CatalogueProvider | undefined;
  startEmulated: () => Promise<System>;
}): PlannedCheck[] {
  const why = whyNot(provider);
  const common = { row: row.name, providerId: row.providerId, host: toHost(provider) };
  return [
    ...row.live.map(({ point, title, run }): PlannedCheck => {
      const start: () => Promise<Started> = why === null ? startReal : startEmulated;
      const by = why === null ? "live" : "emulator";
      return { ...common, point, title, by, why, run: () => within(start, run) };
    }),
    ...row.emulated.map(({ point, title, run }): PlannedCheck => {
      const needsFault = "needs a fault that only the emulator makes";
      return {
        ...common,
        point,
        title,
        by: "emulator",
        why: why ?? needsFault,
        run: () => within(startEmulated, run),
      };
    }),
  ].toSorted((a, b) => (a.point ?? 0) - (b.point ?? 0));
}

function planProvider(provider: CatalogueProvider, catalogue: Catalogue): PlannedCheck[] {
  const common = { row: provider.name, providerId: provider.id, host: toHost(provider) };
  const nothing = { point: null, by: "nobody" as const, run: async () => {} };
  const why = whyNot(provider);
  if (why !== null) return [{ ...common, ...nothing, title: "streams and answers", why }];
  const checks = toProviderChecks(provider.id, catalogue);
  if (checks.length === 0)
    return [{ ...common, ...nothing, title: "streams and answers", why: "no model of it is known" }];
  return checks.map(({ point, title, run }) => ({
    ...common,
    point,
    title,
    by: "live",
    why: null,
    run: () => within(startReal, run),
  }));
}
