"use client";

import { Input } from "@heroui/react/input";
import { IconButton } from "@/components/icons/icon-button";
import type { HeaderRow } from "@/lib/chats/header-texts";

type HeaderFieldsProps = {
  row: HeaderRow;
  /** From 1. */
  place: number;
  /** Of the text that says what is wrong with the headers; null when nothing is. */
  problemId: string | null;
  onChange: (row: HeaderRow) => void;
  onRemove: () => void;
};

/** One header: its name, its value, and a way to be rid of it. */
export function HeaderFields({ row, place, problemId, onChange, onRemove }: HeaderFieldsProps) {
  const field = {
    className: "min-w-0 flex-1 px-2.5 font-mono sm:text-[0.8125rem]",
    spellCheck: false,
    autoComplete: "off",
    "aria-describedby": problemId ?? undefined,
  };
  return (
    <div className="flex items-center gap-1.5">
      <Input
        {...field}
        data-header-name
        aria-label={`Name of header ${place}`}
        placeholder="X-Name"
        value={row.name}
        onChange={(event) => onChange({ ...row, name: event.target.value })}
      />
      <Input
        {...field}
        aria-label={`Value of header ${place}`}
        placeholder="value"
        value={row.value}
        onChange={(event) => onChange({ ...row, value: event.target.value })}
      />
      <IconButton icon="trash" label={`Remove header ${place}`} onPress={onRemove} />
    </div>
  );
}
