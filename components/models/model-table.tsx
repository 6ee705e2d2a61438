"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import { CopyResult } from "@/components/chat/use-copying";
import { groupRows, type TableLine, toLines } from "@/lib/catalogue/group-rows";
import type { Sorting } from "@/lib/catalogue/sort-rows";
import type { ColumnId, ModelRow } from "@/lib/catalogue/table-columns";
import type { Workload } from "@/lib/catalogue/workload";
import { maxLanes } from "@/lib/turns/turn-limits";
import { type FittingColumns, toWidth, tryWidth } from "./column-widths";
import { moveAmongRows, tableId } from "./row-keys";
import { TableHead } from "./table-head";
import { GroupLine, ModelLine } from "./table-line";
import { useCopyingRef } from "./use-copying-ref";
import { useFittingColumns } from "./use-fitting-columns";
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
export function ModelTable({ rows, openGroups, shown, columns, isChosen, ...rest }: ModelTableProps) {
  const fitting = useFittingColumns(columns, isChosen);
  const groups = openGroups === null ? null : groupRows(rows);
  const lines =
    groups === null || openGroups === null
      ? rows.map((row): TableLine => ({ kind: "model", row, isMember: false }))
      : toLines(groups, new Set(openGroups));
  const view = openGroups === null ? shown : `grouped ${shown}`;
  return <LinesTable lines={lines} shown={view} {...fitting} {...rest} />;
}

type LinesTableProps = Omit<ModelTableProps, "rows" | "openGroups" | "columns" | "isChosen"> &
  FittingColumns & { lines: TableLine[] };

/** Only the lines in view are in the page. */
function LinesTable({ lines, columns, canTry, leastWidth, workload, picked, ...rest }: LinesTableProps) {
  // The virtualizer changes from within, which the React Compiler must not remember.
  "use no memo";
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    // More of them would be drawn again at every key typed.
    overscan: 3,
    initialRect: { width: 0, height: 900 },
  });
  useKeptScroll(scroller, rest.shown);
  const { copied, copyRef } = useCopyingRef();
  const followLinks = useLocalLinks();
  const onPick = useLatest(rest.onPick);
  const onToggleGroup = useLatest(rest.onToggleGroup);
  const onCopy = useLatest(copyRef);
  const items = virtual.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const columnCount = columns.length + (canTry ? 1 : 0);
  const shared = { height: rowHeight, columns, canTry, workload };

  return (
    <section
      id={tableId}
      ref={scroller}
      aria-label="Table of models"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      data-fits={(virtual.scrollRect?.width ?? 0) >= leastWidth || undefined}
      className="group/table relative min-h-0 flex-1 overflow-auto [overflow-anchor:none]"
      onClick={followLinks}
      onKeyDown={moveAmongRows}
    >
      <table
        aria-label="Models"
        aria-rowcount={lines.length + 1}
        className="w-full table-fixed border-separate border-spacing-0 text-sm"
        style={{ minWidth: leastWidth }}
      >
        <colgroup>
          {columns.map((id) => (
            <col key={id} style={{ width: toWidth(id) }} />
          ))}
          {canTry && <col style={{ width: tryWidth }} />}
        </colgroup>
        <TableHead {...{ columns, canTry }} sorting={rest.sorting} onSort={rest.onSort} />
        <tbody>
          <Spacer height={before} columns={columnCount} />
          {/* By its place: another search changes the words in a line, which is quicker than another line. */}
          {items.map(({ index }) => {
            const line = lines[index];
            if (line === undefined) return null;
            const rowIndex = index + 2;
            if (line.kind === "group") {
              const { group, isOpen } = line;
              return (
                <GroupLine key={index} {...{ ...shared, rowIndex, group, isOpen }} onToggle={onToggleGroup} />
              );
            }
            const { ref } = line.row.model;
            return (
              <ModelLine
                key={index}
                {...{ ...shared, rowIndex, row: line.row, isMember: line.isMember }}
                isPicked={picked.includes(ref)}
                canPick={picked.length < maxLanes}
                onPick={onPick}
                copied={copied?.ref === ref ? copied.result : "none"}
                onCopy={onCopy}
              />
            );
          })}
          <Spacer height={after} columns={columnCount} />
        </tbody>
      </table>
      <CopyResult result={copied?.result ?? "none"} />
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
