"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import { groupRows, type TableLine, toLines } from "@/lib/catalogue/group-rows";
import type { Sorting } from "@/lib/catalogue/sort-rows";
import type { ColumnId, ModelRow } from "@/lib/catalogue/table-columns";
import type { Workload } from "@/lib/catalogue/workload";
import { maxLanes } from "@/lib/turns/turn-limits";
import { toColumnClass, tryClass } from "./column-class";
import { TableHead } from "./table-head";
import { GroupLine, ModelLine } from "./table-line";
import { useKeptScroll } from "./use-kept-scroll";
import { useLatest } from "./use-latest";
import { useLocalLinks } from "./use-local-links";

type ModelTableProps = {
  rows: ModelRow[];
  /** Says which view the rows are of. */
  shown: string;
  columns: readonly ColumnId[];
  /** The columns are the user's choice: a small screen hides none of them. */
  isChosen: boolean;
  workload: Workload;
  /** Keys of the groups that are open; null when models are not grouped. */
  openGroups: readonly string[] | null;
  onToggleGroup: (key: string) => void;
  /** Refs of the models that are ticked. */
  picked: readonly string[];
  onPick: (ref: string) => void;
  sorting: Sorting | null;
  onSort: (sorting: Sorting | null) => void;
};

const rowHeight = 48;

/** The models as one table, one line each or gathered by model. */
export function ModelTable({ rows, openGroups, shown, ...rest }: ModelTableProps) {
  const groups = openGroups === null ? null : groupRows(rows);
  const lines =
    groups === null || openGroups === null
      ? rows.map((row): TableLine => ({ kind: "model", row, isMember: false }))
      : toLines(groups, new Set(openGroups));
  const view = openGroups === null ? shown : `grouped ${shown}`;
  return <LinesTable lines={lines} shown={view} {...rest} />;
}

type LinesTableProps = Omit<ModelTableProps, "rows" | "openGroups"> & { lines: TableLine[] };

/** Only the lines in view are in the page. */
function LinesTable({ lines, columns, isChosen, workload, picked, sorting, shown, ...on }: LinesTableProps) {
  // The virtualizer changes from within, which the React Compiler must not remember.
  "use no memo";
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    initialRect: { width: 0, height: 900 },
  });
  useKeptScroll(scroller, shown);
  const followLinks = useLocalLinks();
  const onPick = useLatest(on.onPick);
  const onToggleGroup = useLatest(on.onToggleGroup);
  const items = virtual.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const classOf = (id: ColumnId) => toColumnClass(id, isChosen);
  const shared = { height: rowHeight, columns, isChosen, workload };

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: links make clicks of keys by themselves
    <section
      ref={scroller}
      aria-label="Table of models"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className="relative min-h-0 flex-1 overflow-auto"
      onClick={followLinks}
    >
      <table
        aria-label="Models"
        aria-rowcount={lines.length + 1}
        className="w-full border-separate border-spacing-0 text-sm"
      >
        <TableHead {...{ columns, classOf, tryClass, sorting }} onSort={on.onSort} />
        <tbody>
          <Spacer height={before} columns={columns.length + 1} />
          {items.map(({ index }) => {
            const line = lines[index];
            if (line === undefined) return null;
            const rowIndex = index + 2;
            if (line.kind === "group") {
              const { group, isOpen } = line;
              const key = `group ${group.key}`;
              return (
                <GroupLine key={key} {...{ ...shared, rowIndex, group, isOpen }} onToggle={onToggleGroup} />
              );
            }
            const { ref } = line.row.model;
            return (
              <ModelLine
                key={ref}
                {...{ ...shared, rowIndex, row: line.row, isMember: line.isMember }}
                isPicked={picked.includes(ref)}
                canPick={picked.length < maxLanes}
                onPick={onPick}
              />
            );
          })}
          <Spacer height={after} columns={columns.length + 1} />
        </tbody>
      </table>
    </section>
  );
}

/** Stands for the rows above or below the view. */
function Spacer({ height, columns }: { height: number; columns: number }) {
  if (height <= 0) return null;
  return (
    <tr>
      <td colSpan={columns} style={{ height, padding: 0 }} />
    </tr>
  );
}
