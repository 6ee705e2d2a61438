"use client";

import { memo } from "react";
import { Icon } from "@/components/icons/icon";
import type { ModelGroup } from "@/lib/catalogue/group-rows";
import type { ColumnId, ModelRow } from "@/lib/catalogue/table-columns";
import type { Workload } from "@/lib/catalogue/workload";
import { formatCount } from "@/lib/format-number";
import { modelClass, toColumnClass, tryClass } from "./column-class";
import { GroupCell } from "./group-cell";
import { TableCell } from "./table-cell";
import { TryLink } from "./try-link";

type LineProps = {
  rowIndex: number;
  height: number;
  columns: readonly ColumnId[];
  /** The columns are the user's choice. */
  isChosen: boolean;
  workload: Workload;
};

const cellClass = "border-b border-separator px-2 group-hover/row:bg-surface-secondary";

type ModelLineProps = LineProps & {
  row: ModelRow;
  isMember: boolean;
  isPicked: boolean;
  canPick: boolean;
  onPick: (ref: string) => void;
};

/** One model in the table. Scrolling draws the lines that come into view, and no other again. */
export const ModelLine = memo(function ModelLine(props: ModelLineProps) {
  const { row, rowIndex, height, columns, isChosen, workload, isMember, isPicked, canPick, onPick } = props;
  const { model, provider } = row;
  return (
    <tr aria-rowindex={rowIndex} className="group/row" style={{ height }}>
      {columns.map((id) => (
        <td
          key={id}
          className={`${cellClass} ${toColumnClass(id, isChosen)} ${id === "model" ? modelClass : ""}`}
        >
          {id === "model" ? (
            <div className={`flex min-w-0 items-center gap-2.5 ${isMember ? "pl-5" : ""}`}>
              <input
                type="checkbox"
                aria-label={`Pick ${model.name} of ${provider.name}`}
                className="size-4 shrink-0 accent-accent"
                checked={isPicked}
                disabled={!canPick && !isPicked}
                onChange={() => onPick(model.ref)}
              />
              <TableCell column={id} row={row} workload={workload} />
            </div>
          ) : (
            <TableCell column={id} row={row} workload={workload} />
          )}
        </td>
      ))}
      <td className={`${cellClass} ${tryClass}`}>
        <TryLink model={model} />
      </td>
    </tr>
  );
});

type GroupLineProps = LineProps & { group: ModelGroup; isOpen: boolean; onToggle: (key: string) => void };

/** The heading over all offers of one model; it opens to them. */
export const GroupLine = memo(function GroupLine(props: GroupLineProps) {
  const { group, rowIndex, height, columns, isChosen, workload, isOpen, onToggle } = props;
  const count =
    group.providers === 1
      ? `${formatCount(group.rows.length)} offers of one provider`
      : `${formatCount(group.providers)} providers`;
  return (
    <tr aria-rowindex={rowIndex} className="group/row" style={{ height }}>
      {columns.map((id) => (
        <td
          key={id}
          className={`${cellClass} ${toColumnClass(id, isChosen)} ${id === "model" ? modelClass : ""}`}
        >
          {id === "model" ? (
            <button
              type="button"
              aria-expanded={isOpen}
              className="flex w-full min-w-0 cursor-pointer items-center gap-2.5 rounded-md text-left"
              onClick={() => onToggle(group.key)}
            >
              <Icon
                name="chevron-down"
                className={`size-4 shrink-0 text-muted ${isOpen ? "" : "-rotate-90"}`}
              />
              <span className="flex min-w-0 flex-col leading-tight">
                <span className="truncate font-medium">{group.name}</span>
                <span className="truncate text-[0.6875rem] text-muted">{count}</span>
              </span>
            </button>
          ) : (
            <GroupCell column={id} group={group} workload={workload} />
          )}
        </td>
      ))}
      <td className={`${cellClass} ${tryClass}`} />
    </tr>
  );
});
