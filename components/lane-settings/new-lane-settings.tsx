"use client";

import { Button } from "@heroui/react/button";
import type { ChatSession } from "@/components/chat/chat-session";
import type { LaneSession } from "@/components/chat/lane-session";
import { useStore } from "@/components/chat/store";
import { toSettingsSummary } from "@/lib/chats/to-settings-summary";

/** What lanes that are added to this chat begin with: their neighbour's settings, or these. */
export function NewLaneSettings({ session, lane }: { session: ChatSession; lane: LaneSession }) {
  const { laneDefaults } = useStore(session.store);
  const { settings } = useStore(lane.store);
  const words = laneDefaults === null ? [] : toSettingsSummary(laneDefaults);
  return (
    <section
      aria-label="Lanes added to this chat"
      className="mt-6 flex flex-col gap-2 border-t border-separator pt-4"
    >
      <h3 className="text-sm font-medium">Lanes added to this chat</h3>
      <p className="text-xs text-muted wrap-anywhere">
        {laneDefaults === null
          ? "Begin with the settings of the lane beside them."
          : `Begin with: ${words.length === 0 ? "nothing set" : words.join(" · ")}.`}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" variant="tertiary" onPress={() => void session.laneDefaults.set(settings)}>
          Begin with these settings
        </Button>
        {laneDefaults !== null && (
          <Button size="sm" variant="ghost" onPress={() => void session.laneDefaults.set(null)}>
            As their neighbour
          </Button>
        )}
      </div>
    </section>
  );
}
