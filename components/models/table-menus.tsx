"use client";

import { Button } from "@heroui/react/button";
import { Dropdown } from "@heroui/react/dropdown";
import { type ColumnId, getColumn, optionalColumns } from "@/lib/catalogue/table-columns";

/** What the buttons of these menus look like, before they are fetched too. */
const buttonClass = "h-7 px-2 text-xs font-normal text-muted";

type ColumnMenuProps = { columns: readonly ColumnId[]; onChange: (columns: readonly ColumnId[]) => void };

/** Which columns the table has; open from the start, because it is fetched when its button is pressed. */
export function ColumnMenu({ columns, onChange }: ColumnMenuProps) {
  return (
    <Dropdown defaultOpen>
      <Button size="sm" variant="ghost" className={buttonClass}>
        Columns
      </Button>
      <Dropdown.Popover placement="bottom end" className="min-w-48 rounded-xl">
        <Dropdown.Menu
          aria-label="Columns"
          selectionMode="multiple"
          selectedKeys={new Set<string>(columns)}
          onSelectionChange={(keys) => {
            const chosen = new Set<unknown>(keys === "all" ? optionalColumns : keys);
            // In the table's order, whatever order they were ticked in.
            onChange(optionalColumns.filter((id) => chosen.has(id)));
          }}
        >
          {optionalColumns.map((id) => (
            <Dropdown.Item key={id} id={id} textValue={getColumn(id).label}>
              <Dropdown.ItemIndicator />
              {getColumn(id).label}
            </Dropdown.Item>
          ))}
        </Dropdown.Menu>
      </Dropdown.Popover>
    </Dropdown>
  );
}

type ExportMenuProps = { count: string; onExport: (format: "csv" | "json") => void };

/** Saves what the table shows. */
export function ExportMenu({ count, onExport }: ExportMenuProps) {
  return (
    <Dropdown defaultOpen>
      <Button size="sm" variant="ghost" className={buttonClass}>
        Export
      </Button>
      <Dropdown.Popover placement="bottom end" className="min-w-40 rounded-xl">
        <Dropdown.Menu aria-label="Export" onAction={(key) => onExport(key === "csv" ? "csv" : "json")}>
          <Dropdown.Item id="csv" textValue="CSV">
            {count} models as CSV
          </Dropdown.Item>
          <Dropdown.Item id="json" textValue="JSON">
            {count} models as JSON
          </Dropdown.Item>
        </Dropdown.Menu>
      </Dropdown.Popover>
    </Dropdown>
  );
}
