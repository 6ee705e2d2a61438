"use client";

import { CopyButton } from "@/components/chat/copy-button";

/** Copies a model's ref. */
export function CopyRef({ modelRef }: { modelRef: string }) {
  return <CopyButton label={`Copy ${modelRef}`} getText={() => modelRef} />;
}
