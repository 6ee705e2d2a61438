import type { CatalogueModel, CatalogueProvider } from "./catalogue-model";

/** What a model can be wanted to do, by the field that states it. */
export const capabilities = {
  image: { label: "Images", field: "imageInput" },
  audio: { label: "Audio", field: "audioInput" },
  video: { label: "Video", field: "videoInput" },
  pdf: { label: "PDF", field: "pdfInput" },
  tools: { label: "Tools", field: "toolUse" },
  reasoning: { label: "Reasoning", field: "reasoning" },
  schema: { label: "JSON schema", field: "structuredOutput" },
  open: { label: "Open weights", field: "openWeights" },
} as const satisfies Record<string, { label: string; field: keyof CatalogueModel }>;

export type Capability = keyof typeof capabilities;
export const capabilityNames = Object.keys(capabilities) as Capability[];

/** What a source says of a model's state, as one may ask for it. */
export const statuses = {
  current: "Not deprecated",
  beta: "Beta",
  alpha: "Alpha",
  deprecated: "Deprecated",
} as const;

export type StatusName = keyof typeof statuses;
export const statusNames = Object.keys(statuses) as StatusName[];

export type ModelFilter = {
  /** All of them must be stated. */
  can: readonly Capability[];
  /** Only what can be called now. */
  isReady: boolean;
  /** Provider id; null for all. */
  provider: string | null;
  /** Tokens; null for any. */
  minContext: number | null;
  /** USD per million input tokens; null for any. */
  maxPrice: number | null;
  /** null for any. */
  status: StatusName | null;
  /** Also what models.dev has removed. */
  withRemoved: boolean;
};

export type FilteredModels<Row> = {
  rows: Row[];
  /** How many were left out only because nobody published their price. */
  hiddenUnknownPrices: number;
};

type Row = { model: CatalogueModel; provider: CatalogueProvider };

function fitsStatus({ status }: CatalogueModel, wanted: StatusName | null): boolean {
  if (wanted === null) return true;
  return wanted === "current" ? status !== "deprecated" : status === wanted;
}

function fitsWithoutPrice({ model, provider }: Row, filter: ModelFilter): boolean {
  if (model.removedUpstream === true && !filter.withRemoved) return false;
  if (filter.isReady && (!provider.callable || model.notOffered !== null)) return false;
  if (filter.provider !== null && provider.id !== filter.provider) return false;
  if (filter.minContext !== null && (model.contextTokens ?? 0) < filter.minContext) return false;
  if (!fitsStatus(model, filter.status)) return false;
  return filter.can.every((name) => model[capabilities[name].field] === true);
}

/** What runs here is paid for to nobody, and what simulates is no cost: no highest price is too low for them. */
const isUnpaid = ({ model: { priceState } }: Row) => priceState === "local" || priceState === "simulated";

/** The rows that fit. A price that is not known fits no highest price, and is counted. */
export function filterModels<R extends Row>(rows: readonly R[], filter: ModelFilter): FilteredModels<R> {
  const { maxPrice } = filter;
  const fitting = rows.filter((row) => fitsWithoutPrice(row, filter));
  if (maxPrice === null) return { rows: fitting, hiddenUnknownPrices: 0 };
  const priced = fitting.filter((row) => isUnpaid(row) || row.model.prices.inputUsdPerMTok !== null);
  return {
    rows: priced.filter((row) => isUnpaid(row) || (row.model.prices.inputUsdPerMTok ?? 0) <= maxPrice),
    hiddenUnknownPrices: fitting.length - priced.length,
  };
}
