"use client";

import { useEffect, useState } from "react";
import { copyText } from "@/components/chat/copy-text";

const shownMs = 1600;

type Copied = { ref: string; result: "copied" | "failed" };

/** Copies refs; `copied` says for a moment which one was, and whether it worked. */
export function useCopyingRef(): { copied: Copied | null; copyRef: (ref: string) => Promise<void> } {
  const [copied, setCopied] = useState<Copied | null>(null);

  useEffect(() => {
    if (copied === null) return;
    const timer = setTimeout(() => setCopied(null), shownMs);
    return () => clearTimeout(timer);
  }, [copied]);

  async function copyRef(ref: string) {
    setCopied({ ref, result: (await copyText(ref)) ? "copied" : "failed" });
  }
  return { copied, copyRef };
}
