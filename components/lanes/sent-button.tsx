"use client";

import { Button } from "@heroui/react/button";
import dynamic from "next/dynamic";
import { useState } from "react";

const ExchangeDialog = dynamic(() =>
  import("@/components/comparison/exchange-dialog").then((module) => module.ExchangeDialog),
);

/** Opens the request of an answer as it was sent, and the response as it came. */
export function SentButton({ turnId, runId }: { turnId: string; runId: string }) {
  const [wasOpened, setWasOpened] = useState(false);
  const [isOpen, setOpen] = useState(false);

  function open() {
    setWasOpened(true);
    setOpen(true);
  }

  return (
    <>
      <Button size="sm" variant="tertiary" className="h-7" onPress={open}>
        Show the request as sent
      </Button>
      {wasOpened && (
        <ExchangeDialog turnId={turnId} runId={runId} isOpen={isOpen} onClose={() => setOpen(false)} />
      )}
    </>
  );
}
