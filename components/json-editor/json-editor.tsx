"use client";

import dynamic from "next/dynamic";
import { useId } from "react";

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
  problem?: string | null;
  /** The least height, as a class. */
  height?: string;
};

/** JSON with colours, brackets that match and faults that are marked where they are. */
export function JsonEditor({
  label,
  hint,
  value,
  onChange,
  problem = null,
  height = "min-h-40",
}: JsonEditorProps) {
  const id = useId();
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <span id={id} className="text-sm font-medium text-foreground">
        {label}
      </span>
      <CodeField
        labelId={id}
        value={value}
        onChange={onChange}
        isInvalid={problem !== null}
        height={height}
      />
      {problem !== null ? (
        <p role="status" className="text-xs wrap-anywhere text-danger">
          {problem}
        </p>
      ) : (
        hint !== undefined && <p className="text-xs text-muted">{hint}</p>
      )}
    </div>
  );
}
