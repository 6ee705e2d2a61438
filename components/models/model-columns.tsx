"use client";

import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  sortFn_alphanumeric,
  sortFn_text,
  tableFeatures,
} from "@tanstack/react-table";
import type { CatalogueModel, CatalogueProvider } from "@/lib/catalogue/catalogue-model";
import { AvailabilityCell } from "./availability-cell";
import { CapabilityCell } from "./capability-cell";
import { ModelCell } from "./model-cell";
import { PriceCell } from "./price-cell";
import { TokensCell } from "./tokens-cell";
import { TryLink } from "./try-link";

/** A model with its provider: one row of the table. */
export type ModelRow = { model: CatalogueModel; provider: CatalogueProvider };

export const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { alphanumeric: sortFn_alphanumeric, text: sortFn_text },
});

const column = createColumnHelper<typeof features, ModelRow>();

/** Unknown is sorted last in both directions, so it is `undefined` here: 0 is a value. */
const orUndefined = (value: number | null) => value ?? undefined;

/** Capabilities stated as there. */
const countCapabilities = ({
  imageInput,
  audioInput,
  videoInput,
  pdfInput,
  toolUse,
  reasoning,
}: CatalogueModel) =>
  [imageInput, audioInput, videoInput, pdfInput, toolUse, reasoning].filter(Boolean).length;

export const columns = column.columns([
  column.accessor(({ model }) => model.name, {
    id: "model",
    header: "Model",
    sortFn: "alphanumeric",
    cell: ({ row }) => <ModelCell model={row.original.model} />,
  }),
  column.accessor(({ provider }) => provider.name, {
    id: "provider",
    header: "Provider",
    sortFn: "text",
    cell: ({ row }) => <span className="whitespace-nowrap">{row.original.provider.name}</span>,
  }),
  column.accessor(({ model }) => orUndefined(model.contextTokens), {
    id: "context",
    header: "Context",
    sortUndefined: "last",
    sortDescFirst: true,
    cell: ({ row }) => <TokensCell tokens={row.original.model.contextTokens} warnings={[]} />,
  }),
  column.accessor(({ model }) => orUndefined(model.maxOutputTokens), {
    id: "output",
    header: "Max output",
    sortUndefined: "last",
    sortDescFirst: true,
    cell: ({ row: { original } }) => (
      <TokensCell tokens={original.model.maxOutputTokens} warnings={original.model.warnings} />
    ),
  }),
  column.accessor(({ model }) => orUndefined(model.prices.inputUsdPerMTok), {
    id: "inputPrice",
    header: "Input $/1M",
    sortUndefined: "last",
    sortDescFirst: false,
    cell: ({ row: { original } }) => (
      <PriceCell model={original.model} usdPerMTok={original.model.prices.inputUsdPerMTok} />
    ),
  }),
  column.accessor(({ model }) => orUndefined(model.prices.outputUsdPerMTok), {
    id: "outputPrice",
    header: "Output $/1M",
    sortUndefined: "last",
    sortDescFirst: false,
    cell: ({ row: { original } }) => (
      <PriceCell model={original.model} usdPerMTok={original.model.prices.outputUsdPerMTok} />
    ),
  }),
  column.accessor(({ model }) => countCapabilities(model), {
    id: "capabilities",
    header: "Capabilities",
    sortDescFirst: true,
    cell: ({ row }) => <CapabilityCell model={row.original.model} />,
  }),
  column.accessor(({ model, provider }) => (model.notOffered !== null ? 2 : provider.callable ? 0 : 1), {
    id: "availability",
    header: "Availability",
    cell: ({ row: { original } }) => <AvailabilityCell model={original.model} provider={original.provider} />,
  }),
  column.display({
    id: "try",
    header: "",
    cell: ({ row }) => <TryLink model={row.original.model} />,
  }),
]);

export const sortableColumns = [
  "model",
  "provider",
  "capabilities",
  "context",
  "output",
  "inputPrice",
  "outputPrice",
  "availability",
] as const;

/** Columns of numbers, which stand on the right. */
export const numericColumns: ReadonlySet<string> = new Set([
  "context",
  "output",
  "inputPrice",
  "outputPrice",
]);
