"use client";

import { useEffect, useState } from "react";
import { IconButton } from "@/components/icons/icon-button";
import { copyText } from "./copy-text";

const shownMs = 1600;

type CopyButtonProps = { label: string; getText: () => string };

/** Copies what `getText` returns when pressed, and says for a moment whether it worked. */
export function CopyButton({ label, getText }: CopyButtonProps) {
  const [result, setResult] = useState<"none" | "copied" | "failed">("none");

  useEffect(() => {
    if (result === "none") return;
    const timer = setTimeout(() => setResult("none"), shownMs);
    return () => clearTimeout(timer);
  }, [result]);

  return (
    <>
      <IconButton
        icon={result === "none" ? "copy" : result === "copied" ? "check" : "close"}
        label={label}
        onPress={async () => setResult((await copyText(getText())) ? "copied" : "failed")}
      />
      <span role="status" className="sr-only">
        {result === "copied" && "Copied"}
        {result === "failed" && "The browser did not allow copying"}
      </span>
    </>
  );
}
