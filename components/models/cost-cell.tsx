import { formatDayCost, type ModelRow } from "@/lib/catalogue/table-columns";
import { toWorkloadCost, type Workload } from "@/lib/catalogue/workload";
import { formatUsd } from "@/lib/money/format-usd";

const words: Record<string, string> = {
  unknown: "not published",
  local: "local",
  simulated: "simulated",
  "listed-zero": "$0 listed",
};

const toWords = ({ model }: ModelRow, status: string) =>
  status === "unknown" && model.priceVaries !== undefined ? "varies" : (words[status] ?? "not known");

/** What the workload costs a day on a model; how that comes about is told on hover. */
export function CostCell({ row, workload }: { row: ModelRow; workload: Workload }) {
  const { perRun, usdPerDay, misfit } = toWorkloadCost(row, workload);
  const isFigure = perRun.status === "estimated" && usdPerDay !== null;
  const told = [
    isFigure && perRun.usd !== null
      ? `${formatUsd(perRun.usd)} a run, ${formatDayCost(usdPerDay * 30)} in 30 days`
      : null,
    perRun.note,
    misfit === null ? null : `As stated, ${misfit}.`,
  ].filter((word) => word !== null);
  return (
    <span
      className={`whitespace-nowrap ${isFigure && misfit === null ? "" : "text-muted"}`}
      title={told.join(". ").replaceAll("..", ".")}
    >
      {isFigure ? formatDayCost(usdPerDay) : toWords(row, perRun.status)}
      {misfit !== null && <span className="block text-[0.6875rem] leading-tight">does not fit</span>}
    </span>
  );
}
