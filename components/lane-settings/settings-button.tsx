"use client";

import { Button } from "@heroui/react/button";
import type { LaneSession } from "@/components/chat/lane-session";
import { useStore } from "@/components/chat/store";
import type { SettingsPanelState } from "@/components/chat/use-settings-panel";
import { Icon } from "@/components/icons/icon";

type SettingsButtonProps = { lane: LaneSession; panel: SettingsPanelState };

/** Opens the lane's settings, and says how many of them are set. */
export function SettingsButton({ lane, panel }: SettingsButtonProps) {
  const count = Object.keys(useStore(lane.store).settings).length;
  const isOpen = panel.isOpen && panel.lane === lane;
  return (
    <Button
      size="sm"
      variant="ghost"
      className="shrink-0 gap-1.5 px-2 text-muted"
      aria-label={count === 0 ? "Settings" : `Settings, ${count} set`}
      aria-expanded={isOpen}
      aria-controls={isOpen ? panel.id : undefined}
      onPress={() => (isOpen ? panel.close() : panel.open(lane))}
      onHoverStart={panel.preload}
      onFocus={panel.preload}
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
