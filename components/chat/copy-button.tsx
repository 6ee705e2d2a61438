"use client";

import { Button } from "@heroui/react/button";
import { useEffect, useState } from "react";
import { Icon } from "@/components/icons/icon";
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
      <Button
        isIconOnly
        size="sm"
        variant="ghost"
        className="text-muted"
        aria-label={label}
        onPress={async () => setResult((await copyText(getText())) ? "copied" : "failed")}
      >
        <Icon name={result === "none" ? "copy" : result === "copied" ? "check" : "close"} />
      </Button>
      <span role="status" className="sr-only">
        {result === "copied" && "Copied"}
        {result === "failed" && "The browser did not allow copying"}
      </span>
    </>
  );
}
