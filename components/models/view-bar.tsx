"use client";

import { Button } from "@heroui/react/button";
import dynamic from "next/dynamic";
import { useState } from "react";
import { saveFile } from "@/components/save-file";
import type { ColumnId, ModelRow } from "@/lib/catalogue/table-columns";
import type { Workload } from "@/lib/catalogue/workload";
import { formatCount } from "@/lib/format-number";

const ColumnMenu = dynamic(() => import("./table-menus").then((module) => module.ColumnMenu));
const ExportMenu = dynamic(() => import("./table-menus").then((module) => module.ExportMenu));

type ViewBarProps = {
  rows: readonly ModelRow[];
  /** Without the model's own. */
  columns: readonly ColumnId[];
  workload: Workload;
  isChart: boolean;
  isGrouped: boolean;
  onChart: (isChart: boolean) => void;
  onGroup: (isGrouped: boolean) => void;
  onColumns: (columns: readonly ColumnId[]) => void;
};

/** How the models are shown, and saving what is shown. */
export function ViewBar(props: ViewBarProps) {
  // One by one: a button whose function stays is not drawn again for every key that is typed.
  const { rows, columns, workload, isChart, isGrouped, onChart, onGroup, onColumns } = props;
  const [wanted, setWanted] = useState<"columns" | "export" | null>(null);

  async function saveRows(format: "csv" | "json") {
    const { writeCsv, writeJson } = await import("@/lib/catalogue/write-table");
    const write = format === "csv" ? writeCsv : writeJson;
    const type = format === "csv" ? "text/csv" : "application/json";
    saveFile(write({ rows, columns: ["model", ...columns], workload }), { type, name: `models.${format}` });
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups form fields
    <div role="group" aria-label="View" className="flex items-center gap-1">
      <Toggle label="Table" isOn={!isChart} onPress={() => onChart(false)} />
      <Toggle label="Chart" isOn={isChart} onPress={() => onChart(true)} />
      {!isChart && (
        <>
          <span aria-hidden="true" className="mx-1 h-4 w-px bg-separator" />
          <Toggle label="Group by model" isOn={isGrouped} onPress={() => onGroup(!isGrouped)} />
          {wanted === "columns" ? (
            <ColumnMenu columns={columns} onChange={onColumns} />
          ) : (
            <MenuButton label="Columns" onPress={() => setWanted("columns")} />
          )}
        </>
      )}
      {wanted === "export" ? (
        <ExportMenu count={formatCount(rows.length)} onExport={(format) => void saveRows(format)} />
      ) : (
        <MenuButton label="Export" onPress={() => setWanted("export")} />
      )}
    </div>
  );
}

function MenuButton({ label, onPress }: { label: string; onPress: () => void }) {
  return (
    <Button
      size="sm"
      variant="ghost"
      aria-haspopup="menu"
      className="h-7 px-2 text-xs font-normal text-muted"
      onPress={onPress}
    >
      {label}
    </Button>
  );
}

function Toggle({ label, isOn, onPress }: { label: string; isOn: boolean; onPress: () => void }) {
  return (
    <Button
      size="sm"
      variant="ghost"
      aria-pressed={isOn}
      className={`h-7 px-2 text-xs font-normal ${isOn ? "bg-default text-foreground" : "text-muted"}`}
      onPress={onPress}
    >
      {label}
    </Button>
  );
}
