"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useId } from "react";
import type { Assistance } from "./schema-assistance";

const CodeField = dynamic(() => import("./code-field").then((module) => module.CodeField), {
  ssr: false,
  loading: () => <div className="h-full min-h-40 rounded-lg border border-border bg-field" />,
});

type JsonEditorProps = {
  label: string;
  hint?: string;
  value: string;
  onChange: (text: string) => void;
  /** What is wrong with the text beside its being JSON; null when nothing is. */
  problem?: ReactNode;
  /** Stands at the end of the label's line. */
  beside?: ReactNode;
  /** The editor was left. */
  onLeave?: () => void;
  placeholder?: string;
  /** What else describes it, by its id. */
  describedBy?: string | undefined;
  /** What is known of the fields that are written. */
  assistance?: Assistance;
  /** The least height, as a class. */
  height?: string;
};

/** JSON with colours, brackets that match and faults that are marked where they are. */
export function JsonEditor(props: JsonEditorProps) {
  const { label, hint, value, onChange, problem = null, height = "min-h-40" } = props;
  const { beside, onLeave, placeholder, describedBy, assistance } = props;
  const id = useId();
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <div className="flex min-h-6 items-center justify-between gap-1">
        <span id={id} className="min-w-0 flex-1 truncate text-sm font-medium text-foreground">
          {label}
        </span>
        {beside}
      </div>
      <CodeField
        labelId={id}
        describedBy={[`${id}-hint`, describedBy ?? ""].join(" ").trim()}
        value={value}
        onChange={onChange}
        onLeave={onLeave}
        placeholder={placeholder}
        assistance={assistance}
        isInvalid={problem !== null}
        height={height}
      />
      {problem !== null ? (
        <p
          id={`${id}-hint`}
          role={typeof problem === "string" ? "status" : undefined}
          className="text-xs wrap-anywhere text-danger"
        >
          {problem}
        </p>
      ) : (
        hint !== undefined && (
          <p id={`${id}-hint`} className="text-xs text-muted">
            {hint}
          </p>
        )
      )}
    </div>
  );
}
