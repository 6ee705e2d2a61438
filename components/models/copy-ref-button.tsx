"use client";

import { CopyResult, copyIcons, useCopying } from "@/components/chat/use-copying";
import { Icon } from "@/components/icons/icon";

/** Copies a model's ref. A bare button: rows come and go by the dozen while one scrolls. */
export function CopyRefButton({ modelRef }: { modelRef: string }) {
  const { result, copy } = useCopying(() => modelRef);
  const label = `Copy ${modelRef}`;
  return (
    <>
      <button
        type="button"
        aria-label={label}
        title={label}
        className="flex size-8 cursor-pointer items-center justify-center rounded-lg text-muted hover:bg-default"
        onClick={() => void copy()}
      >
        <Icon name={copyIcons[result]} />
      </button>
      <CopyResult result={result} />
    </>
  );
}
