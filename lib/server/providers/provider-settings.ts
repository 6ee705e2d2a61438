import "server-only";
import type { ProviderKind } from "@/lib/catalogue/catalogue-model";
import { baseUrlVariable, toBaseUrl } from "@/lib/providers/base-url";
import { type BuiltInProvider, builtInProviders } from "@/lib/providers/built-in-providers";
import type { ConfigProvider } from "@/lib/providers/config-schema";

/** Everything needed to call a provider. Holds its key: never leaves the server. */
export type ProviderSettings = {
  id: string;
  name: string;
  kind: ProviderKind;
  baseUrl: string;
  /** The variable that holds the key, or would; null when none is needed. */
  keyVariable: string | null;
  key: string | null;
  headers: Record<string, string>;
  /** By header name, the variable that holds its value. */
  headerVariables: Record<string, string>;
  /** Header values that stand in variables: as secret as the key. */
  secretHeaderValues: string[];
  /** Fields every request body carries. */
  body: Record<string, unknown>;
  docsUrl: string | null;
  /** Set while requests go to the built-in address of a provider that has shut down. */
  ended: NonNullable<BuiltInProvider["ended"]> | null;
  listsItsOffer: boolean;
  startCommand: string | null;
};

type ReadVariable = (name: string) => string | null;

function readHeaders(
  { builtIn, config }: { builtIn: BuiltInProvider | undefined; config: ConfigProvider | undefined },
  readVariable: ReadVariable,
): Record<string, string> {
  const fromVariables = Object.entries(builtIn?.variableHeaders ?? {}).map(
    ([name, variable]) => [name, readVariable(variable)] as const,
  );
  const fromConfig = Object.entries(config?.headers ?? {}).map(
    ([name, value]) => [name, typeof value === "string" ? value : readVariable(value.env)] as const,
  );
  return Object.fromEntries(
    [...fromVariables, ...fromConfig].flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
}

function readHeaderVariables({
  builtIn,
  config,
}: {
  builtIn: BuiltInProvider | undefined;
  config: ConfigProvider | undefined;
}): Record<string, string> {
  const fromConfig = Object.entries(config?.headers ?? {}).flatMap(([name, value]) =>
    typeof value === "string" ? [] : [[name, value.env] as const],
  );
  return { ...builtIn?.variableHeaders, ...Object.fromEntries(fromConfig) };
}

function toSettings(
  id: string,
  {
    builtIn,
    config,
    readVariable,
  }: { builtIn?: BuiltInProvider; config?: ConfigProvider; readVariable: ReadVariable },
): ProviderSettings {
  const variables =
    config?.keyVariable === undefined ? (builtIn?.keyVariables ?? []) : [config.keyVariable ?? []].flat();
  const keyVariable = variables.find((name) => readVariable(name) !== null) ?? variables[0] ?? null;
  const baseUrl = readVariable(baseUrlVariable(id)) ?? config?.baseUrl ?? builtIn?.baseUrl ?? "";
  return {
    id,
    name: config?.name ?? builtIn?.name ?? id,
    kind: builtIn?.kind ?? "hosted",
    baseUrl: builtIn?.kind === "demo" ? builtIn.baseUrl : toBaseUrl(baseUrl),
    keyVariable,
    key: keyVariable === null ? null : readVariable(keyVariable),
    headers: readHeaders({ builtIn, config }, readVariable),
    headerVariables: readHeaderVariables({ builtIn, config }),
    secretHeaderValues: Object.values(config?.headers ?? {}).flatMap((value) =>
      typeof value === "string" ? [] : (readVariable(value.env) ?? []),
    ),
    body: config?.body ?? {},
    docsUrl: config?.docsUrl ?? builtIn?.docsUrl ?? null,
    // Another host may serve the same refs.
    ended: builtIn !== undefined && toBaseUrl(baseUrl) === builtIn.baseUrl ? (builtIn.ended ?? null) : null,
    listsItsOffer: builtIn?.listsItsOffer ?? false,
    startCommand: builtIn?.startCommand ?? null,
  };
}

/**
 * All providers: the built-in ones, then the operator's own. A key goes only where the operator (environment or
 * configuration file) or this product pins it; no other source can add an address or name a variable.
 */
export function toProviderSettings(options: {
  config: Record<string, ConfigProvider>;
  readVariable: ReadVariable;
}): ProviderSettings[] {
  const { config, readVariable } = options;
  const own = Object.keys(config).filter((id) => !builtInProviders.some((builtIn) => builtIn.id === id));
  return [
    ...builtInProviders.map((builtIn) =>
      toSettings(builtIn.id, { builtIn, config: config[builtIn.id], readVariable }),
    ),
    ...own.map((id) => toSettings(id, { config: config[id], readVariable })),
  ];
}
