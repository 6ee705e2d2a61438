"use client";

import { Button } from "@heroui/react/button";
import type { LaneSettings } from "@/lib/chats/lane-settings";
import { toSettingsSummary } from "@/lib/chats/to-settings-summary";

type SettingsSummaryProps = { settings: LaneSettings; onPress: () => void };

/** What is set, in one line that opens the settings; nothing while nothing is set. */
export function SettingsSummary({ settings, onPress }: SettingsSummaryProps) {
  const words = toSettingsSummary(settings);
  if (words.length === 0) return null;
  return (
    <Button
      size="sm"
      variant="ghost"
      className="mb-1 h-7 max-w-full min-w-0 justify-start px-2.5 text-xs font-normal text-muted"
      onPress={onPress}
    >
      <span className="min-w-0 truncate">
        <span className="sr-only">Settings: </span>
        {words.join(" · ")}
      </span>
    </Button>
  );
}
