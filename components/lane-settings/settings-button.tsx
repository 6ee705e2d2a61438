"use client";

import { Button } from "@heroui/react/button";
import type { Ref } from "react";
import { Icon } from "@/components/icons/icon";

type SettingsButtonProps = {
  ref: Ref<HTMLButtonElement>;
  /** How many settings are set. */
  count: number;
  isOpen: boolean;
  panelId: string;
  onPress: () => void;
  /** It is about to be pressed. */
  onApproach: () => void;
};

/** Opens the lane's settings, and says how many of them are set. */
export function SettingsButton({ ref, count, isOpen, panelId, onPress, onApproach }: SettingsButtonProps) {
  return (
    <Button
      ref={ref}
      size="sm"
      variant="ghost"
      className="shrink-0 gap-1.5 px-2 text-muted"
      aria-label={count === 0 ? "Settings" : `Settings, ${count} set`}
      aria-expanded={isOpen}
      aria-controls={isOpen ? panelId : undefined}
      onPress={onPress}
      onHoverStart={onApproach}
      onFocus={onApproach}
    >
      <Icon name="settings" />
      {count > 0 && (
        <span className="flex h-4.5 min-w-4.5 items-center justify-center rounded-full bg-accent px-1 text-[0.6875rem] font-semibold text-accent-foreground tabular-nums">
          {count}
        </span>
      )}
    </Button>
  );
}
