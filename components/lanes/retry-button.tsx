"use client";

import { Button } from "@heroui/react/button";
import { useEffect, useState } from "react";
import { Icon } from "@/components/icons/icon";

type RetryButtonProps = {
  /** Epoch ms before which the provider takes no request; null when it named no time. */
  retryAt: number | null;
  onRetry: () => void;
};

function toSecondsLeft(retryAt: number | null, now: number): number {
  return retryAt === null ? 0 : Math.max(0, Math.ceil((retryAt - now) / 1000));
}

function formatCountdown(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** "Retry", or a countdown to the moment at which the provider will listen again. */
export function RetryButton({ retryAt, onRetry }: RetryButtonProps) {
  const [now, setNow] = useState(() => Date.now());
  const secondsLeft = toSecondsLeft(retryAt, now);
  const counting = secondsLeft > 0;

  useEffect(() => {
    if (!counting) return;
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [counting]);

  return (
    <Button size="sm" variant="tertiary" isDisabled={counting} onPress={onRetry}>
      <Icon name="refresh" />
      <span className="tabular-nums" suppressHydrationWarning>
        {counting ? `Retry in ${formatCountdown(secondsLeft)}` : "Retry"}
      </span>
    </Button>
  );
}
