"use client";

import { useEffect } from "react";

const productName = "Switchyard";

/** The chat's title for the browser's tab and for assistive technology; null while it has none. */
export function ChatTitle({ title }: { title: string | null }) {
  useEffect(() => {
    document.title = title === null ? productName : `${title} · ${productName}`;
  }, [title]);
  return title === null ? null : <h1 className="sr-only">{title}</h1>;
}
