import { formatCount } from "@/lib/format-number";
import { formatUsd } from "@/lib/money/format-usd";
import type { CatalogueModel, CatalogueProvider, Stated } from "./catalogue-model";
import { toWorkloadCost, type Workload } from "./workload";

/** A model with its provider: one row of the table. */
export type ModelRow = { model: CatalogueModel; provider: CatalogueProvider };

type Value = number | string | null;

export type TableColumn = {
  label: string;
  /** What is sorted by and exported; null is unknown. */
  read: (row: ModelRow, workload: Workload) => Value;
  isNumeric?: true;
  /** The first press on its header shows the greatest first. */
  isDescendingFirst?: true;
  /** Shown unless another choice is made. */
  isDefault?: true;
};

const yes = (value: Stated): Value => (value === null ? null : value ? "yes" : "no");

/** Capabilities stated as there. */
const countCapabilities = (model: CatalogueModel) =>
  [
    model.imageInput,
    model.audioInput,
    model.videoInput,
    model.pdfInput,
    model.toolUse,
    model.reasoning,
  ].filter(Boolean).length;

const number = (label: string, read: TableColumn["read"]): TableColumn => ({ label, read, isNumeric: true });

/** Everything a table of models can show, in its order. The model's own column is always there. */
export const tableColumns = {
  model: { label: "Model", read: ({ model }) => model.name, isDefault: true },
  provider: { label: "Provider", read: ({ provider }) => provider.name, isDefault: true },
  context: {
    ...number("Context", ({ model }) => model.contextTokens),
    isDescendingFirst: true,
    isDefault: true,
  },
  output: {
    ...number("Max output", ({ model }) => model.maxOutputTokens),
    isDescendingFirst: true,
    isDefault: true,
  },
  inputPrice: { ...number("Input $/1M", ({ model }) => model.prices.inputUsdPerMTok), isDefault: true },
  outputPrice: { ...number("Output $/1M", ({ model }) => model.prices.outputUsdPerMTok), isDefault: true },
  cachedPrice: number("Cached input $/1M", ({ model }) => model.prices.cachedInputUsdPerMTok),
  cost: {
    ...number("Est. $/day", (row, workload) => toWorkloadCost(row, workload).usdPerDay),
    isDefault: true,
  },
  capabilities: {
    label: "Capabilities",
    read: ({ model }) => countCapabilities(model),
    isDescendingFirst: true,
    isDefault: true,
  },
  schema: { label: "JSON schema", read: ({ model }) => yes(model.structuredOutput) },
  weights: { label: "Open weights", read: ({ model }) => yes(model.openWeights) },
  family: { label: "Family", read: ({ model }) => model.family },
  released: { label: "Released", read: ({ model }) => model.releaseDate, isDescendingFirst: true },
  knowledge: { label: "Knowledge until", read: ({ model }) => model.knowledge, isDescendingFirst: true },
  status: { label: "Status", read: ({ model }) => model.status },
  source: { label: "Source", read: ({ model }) => `${model.source}, ${model.sourceDate}` },
  availability: {
    label: "Availability",
    read: ({ model, provider }) => (model.notOffered !== null ? 2 : provider.callable ? 0 : 1),
    isDefault: true,
  },
} as const satisfies Record<string, TableColumn>;

export type ColumnId = keyof typeof tableColumns;

export const columnIds = Object.keys(tableColumns) as ColumnId[];
export const getColumn = (id: ColumnId): TableColumn => tableColumns[id];
export const defaultColumns = columnIds.filter((id) => getColumn(id).isDefault === true);
/** Those one may choose: a row without its model says nothing. */
export const optionalColumns = columnIds.filter((id) => id !== "model");

/** `$1.20`, `<$0.01`: a day's cost needs no more. */
export function formatDayCost(usdPerDay: number): string {
  if (usdPerDay >= 1_000) return `$${formatCount(usdPerDay)}`;
  return usdPerDay > 0 && usdPerDay < 0.000_001 ? "<$0.000001" : formatUsd(usdPerDay);
}
