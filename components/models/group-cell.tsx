import type { CatalogueModel, Stated } from "@/lib/catalogue/catalogue-model";
import type { ModelGroup } from "@/lib/catalogue/group-rows";
import { toRange } from "@/lib/catalogue/group-rows";
import { type ColumnId, formatDayCost, getColumn } from "@/lib/catalogue/table-columns";
import type { Workload } from "@/lib/catalogue/workload";
import { formatCompactCount, formatCount } from "@/lib/format-number";
import { formatPrice } from "@/lib/money/format-usd";
import { CapabilityCell } from "./capability-cell";

type GroupCellProps = { column: ColumnId; group: ModelGroup; workload: Workload };

/** What the offers of one model have in common in a column, as a range where they differ. */
export function GroupCell({ column, group, workload }: GroupCellProps) {
  switch (column) {
    case "provider":
      return (
        <span className="whitespace-nowrap">
          {group.providers === 1 ? group.rows[0]?.provider.name : `${formatCount(group.providers)} providers`}
        </span>
      );
    case "context":
    case "output":
      return <RangeText {...{ column, group, workload }} write={formatCompactCount} unknown="not stated" />;
    case "inputPrice":
    case "outputPrice":
    case "cachedPrice":
      return <RangeText {...{ column, group, workload }} write={formatPrice} unknown="not published" />;
    case "cost":
      return <RangeText {...{ column, group, workload }} write={formatDayCost} unknown="not published" />;
    case "capabilities":
      return <CapabilityCell model={toCommon(group)} unsure="not stated, or not by every offer" />;
    case "availability": {
      const ready = group.rows.filter(
        ({ provider, model }) => provider.callable && model.notOffered === null,
      );
      return (
        <span className="whitespace-nowrap text-muted">
          {ready.length === 0 ? "none ready" : `${ready.length} ready`}
        </span>
      );
    }
    default:
      return null;
  }
}

/** What all offers state alike; null where they differ. */
function toCommon({ rows }: ModelGroup) {
  const common = (read: (model: CatalogueModel) => Stated): Stated => {
    const [first = null, ...others] = rows.map(({ model }) => read(model));
    return others.every((other) => other === first) ? first : null;
  };
  return {
    imageInput: common((model) => model.imageInput),
    audioInput: common((model) => model.audioInput),
    videoInput: common((model) => model.videoInput),
    pdfInput: common((model) => model.pdfInput),
    toolUse: common((model) => model.toolUse),
    reasoning: common((model) => model.reasoning),
  };
}

type RangeTextProps = GroupCellProps & { write: (value: number) => string; unknown: string };

/** Zeros are listed apart: they need not mean free, and would make every range begin at nothing. */
function RangeText({ column, group, workload, write, unknown }: RangeTextProps) {
  const { read } = getColumn(column);
  const values = group.rows
    .map((row) => read(row, workload))
    .map((value) => (typeof value === "number" ? value : null));
  const zeros = values.filter((value) => value === 0).length;
  const range = toRange(values.filter((value) => value !== 0));
  const missing = values.filter((value) => value === null).length;
  const told = [
    zeros > 0 && `${zeros} listed at $0`,
    missing > 0 && `${missing} ${unknown}`,
    range !== null && `${range.known} with a figure`,
  ].filter((word) => word !== false);
  const unpaid = (["local", "simulated"] as const).find((state) =>
    group.rows.every(({ model }) => model.priceState === state),
  );
  if (unpaid !== undefined && unknown === "not published")
    return <span className="text-muted">{unpaid}</span>;
  if (range === null)
    return (
      <span className="whitespace-nowrap text-muted" title={told.join(", ")}>
        {zeros > 0 ? "$0 listed" : unknown}
      </span>
    );
  const [from, to] = [write(range.min), write(range.max)];
  return (
    <span className="whitespace-nowrap" title={told.join(", ")}>
      {from === to ? from : `${from}–${to.replace(/^\$/, "")}`}
    </span>
  );
}
