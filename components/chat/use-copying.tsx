"use client";

import { useEffect, useState } from "react";
import type { IconName } from "@/components/icons/icon";
import { copyText } from "./copy-text";

const shownMs = 1600;

type Result = "none" | "copied" | "failed";

export const copyIcons: Record<Result, IconName> = { none: "copy", copied: "check", failed: "close" };

/** Copies what `getText` returns; `result` says for a moment whether it worked. */
export function useCopying(getText: () => string): { result: Result; copy: () => Promise<void> } {
  const [result, setResult] = useState<Result>("none");

  useEffect(() => {
    if (result === "none") return;
    const timer = setTimeout(() => setResult("none"), shownMs);
    return () => clearTimeout(timer);
  }, [result]);

  return { result, copy: async () => setResult((await copyText(getText())) ? "copied" : "failed") };
}

/** Tells those who listen what the icon shows. */
export function CopyResult({ result }: { result: Result }) {
  return (
    <span role="status" className="sr-only">
      {result === "copied" && "Copied"}
      {result === "failed" && "The browser did not allow copying"}
    </span>
  );
}
