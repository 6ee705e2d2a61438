"use client";

import { memo } from "react";
import { Icon } from "@/components/icons/icon";
import type { ModelGroup } from "@/lib/catalogue/group-rows";
import type { ColumnId, ModelRow } from "@/lib/catalogue/table-columns";
import type { Workload } from "@/lib/catalogue/workload";
import { formatCount } from "@/lib/format-number";
import { toColumnClass, tryClass } from "./column-class";
import { GroupCell } from "./group-cell";
import { ModelCell, type RowState } from "./model-cell";
import { toCell } from "./table-cell";
import { TryLink } from "./try-link";

type LineProps = {
  rowIndex: number;
  height: number;
  columns: readonly ColumnId[];
  canTry: boolean;
  workload: Workload;
};

const cellClass = "border-b border-separator px-2 group-hover/row:bg-surface-secondary";

/** Texts that may be longer than their column is wide are cut, chips go on in a second line; cutting takes time to draw. */
const overflow: Partial<Record<ColumnId, string>> = {
  provider: "truncate",
  family: "truncate",
  source: "truncate",
  capabilities: "leading-5",
};

type ModelLineProps = LineProps & RowState & { row: ModelRow };

/** One model in the table. Scrolling draws the lines that come into view, and no other again. */
export const ModelLine = memo(function ModelLine(props: ModelLineProps) {
  const { row, rowIndex, height, columns, canTry, workload, ...picking } = props;
  return (
    <tr aria-rowindex={rowIndex} className="group/row" style={{ height }}>
      {columns.map((id) => {
        const className = `${cellClass} ${toColumnClass(id)}`;
        if (id === "model")
          return (
            <td key={id} className={className}>
              <ModelCell model={row.model} providerName={row.provider.name} {...picking} />
            </td>
          );
        const { content, title, isMuted } = toCell(id, row, workload);
        return (
          <td
            key={id}
            title={title}
            className={`${className} ${overflow[id] ?? "whitespace-nowrap"} ${isMuted === true ? "text-muted" : ""}`}
          >
            {content}
          </td>
        );
      })}
      {canTry && (
        <td className={`${cellClass} ${tryClass}`}>
          <TryLink model={row.model} />
        </td>
      )}
    </tr>
  );
});

type GroupLineProps = LineProps & { group: ModelGroup; isOpen: boolean; onToggle: (key: string) => void };

/** The heading over all offers of one model; it opens to them. */
export const GroupLine = memo(function GroupLine(props: GroupLineProps) {
  const { group, rowIndex, height, columns, canTry, workload, isOpen, onToggle } = props;
  const count =
    group.providers === 1
      ? `${formatCount(group.rows.length)} offers of one provider`
      : `${formatCount(group.providers)} providers`;
  return (
    <tr aria-rowindex={rowIndex} className="group/row" style={{ height }}>
      {columns.map((id) => (
        <td key={id} className={`${cellClass} ${toColumnClass(id)} ${overflow[id] ?? "truncate"}`}>
          {id === "model" ? (
            <button
              type="button"
              aria-expanded={isOpen}
              className="flex w-full min-w-0 scroll-mt-14 cursor-pointer items-center gap-2.5 rounded-md text-left"
              onClick={() => onToggle(group.key)}
            >
              <Icon
                name="chevron-down"
                className={`size-4 shrink-0 text-muted ${isOpen ? "" : "-rotate-90"}`}
              />
              <span className="flex min-w-0 flex-col leading-tight">
                <span dir="auto" className="truncate text-left font-medium">
                  {group.name}
                </span>
                <span className="truncate text-[0.6875rem] text-muted">{count}</span>
              </span>
            </button>
          ) : (
            <GroupCell column={id} group={group} workload={workload} />
          )}
        </td>
      ))}
      {canTry && <td className={`${cellClass} ${tryClass}`} />}
    </tr>
  );
});
