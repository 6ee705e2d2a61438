import { toDigits } from "@/lib/money/format-usd";
import { type ColumnId, getColumn, type ModelRow } from "./table-columns";
import type { Workload } from "./workload";

type Shown = { rows: readonly ModelRow[]; columns: readonly ColumnId[]; workload: Workload };

/** A cell that a spreadsheet neither splits nor takes for a formula. */
function toCsvCell(value: number | string | null): string {
  if (value === null) return "";
  if (typeof value === "number") return toDigits(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function toAvailability({ model, provider }: ModelRow): string {
  if (model.removedUpstream === true) return "removed upstream";
  if (model.notOffered !== null) return "not offered";
  return provider.callable ? "ready" : "not ready";
}

const capabilities = ["imageInput", "audioInput", "videoInput", "pdfInput", "toolUse", "reasoning"] as const;

/** What a row says in each column, by a name for machines. Unknown is null, never 0. */
function toRecord(
  row: ModelRow,
  { columns, workload }: Pick<Shown, "columns" | "workload">,
): Record<string, number | string | null> {
  const { model } = row;
  const record: Record<string, number | string | null> = { ref: model.ref };
  for (const id of columns) {
    if (id === "availability") record[id] = toAvailability(row);
    else if (id === "capabilities") {
      for (const name of capabilities)
        record[name] = model[name] === null ? null : model[name] ? "yes" : "no";
    } else record[names[id] ?? id] = withoutNoise(getColumn(id).read(row, workload));
  }
  return { ...record, priceState: model.priceState, sourceOfRow: model.source, sourceDate: model.sourceDate };
}

/** What adding up leaves behind (`0.22999999999999998`) is no digit of a figure. */
const withoutNoise = (value: number | string | null) =>
  typeof value === "number" ? Number(value.toPrecision(12)) : value;

const names: Partial<Record<ColumnId, string>> = {
  context: "contextTokens",
  output: "maxOutputTokens",
  inputPrice: "inputUsdPerMTok",
  outputPrice: "outputUsdPerMTok",
  cachedPrice: "cachedInputUsdPerMTok",
  cost: "estimatedUsdPerDay",
};

/** The table as CSV, with the columns that are shown, each row's price state, source and date. */
export function writeCsv({ rows, ...shown }: Shown): string {
  const records = rows.map((row) => toRecord(row, shown));
  const header = Object.keys(records[0] ?? {});
  return [header, ...records.map((record) => header.map((name) => record[name] ?? null))]
    .map((cells) => cells.map(toCsvCell).join(","))
    .join("\r\n")
    .concat("\r\n");
}

/** The same as JSON, with the workload that costs are estimated for. */
export function writeJson({ rows, ...shown }: Shown): string {
  return JSON.stringify(
    { workload: shown.workload, models: rows.map((row) => toRecord(row, shown)) },
    null,
    2,
  );
}
