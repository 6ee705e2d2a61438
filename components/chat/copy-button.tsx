"use client";

import { IconButton } from "@/components/icons/icon-button";
import { CopyResult, copyIcons, useCopying } from "./use-copying";

type CopyButtonProps = { label: string; getText: () => string };

/** Copies what `getText` returns when pressed, and says for a moment whether it worked. */
export function CopyButton({ label, getText }: CopyButtonProps) {
  const { result, copy } = useCopying(getText);
  return (
    <>
      <IconButton icon={copyIcons[result]} label={label} onPress={copy} />
      <CopyResult result={result} />
    </>
  );
}
