"use client";

import { CopyButton } from "./copy-button";

/** Copies a text that is known beforehand; for pages of the server, which can pass texts and no functions. */
export function CopyValue({ value }: { value: string }) {
  return <CopyButton label={`Copy ${value}`} getText={() => value} />;
}
