"use client";

import { Button } from "@heroui/react/button";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { ChatSession } from "@/components/chat/chat-session";
import { chooseModel } from "@/components/chat/lane-controls";
import type { LaneSession } from "@/components/chat/lane-session";
import { useStore } from "@/components/chat/store";
import { usePresets } from "./preset-store";

const PresetsDialog = dynamic(() => import("./presets-dialog").then((module) => module.PresetsDialog));

/** Opens the presets, and says which of them the lane is like now. */
export function PresetsButton({ session, lane }: { session: ChatSession; lane: LaneSession }) {
  const [isOpen, setOpen] = useState(false);
  const { model, settings } = useStore(lane.store);
  const { presets } = usePresets();
  const like = presets?.find(
    (preset) =>
      (preset.model === null || preset.model === model) && toKey(preset.settings) === toKey(settings),
  );
  return (
    <div className="mb-5 flex min-w-0 items-center gap-2.5">
      <Button size="sm" variant="tertiary" className="shrink-0" onPress={() => setOpen(true)}>
        Presets…
      </Button>
      {like !== undefined && (
        <span className="min-w-0 truncate text-xs text-muted">
          As in “<bdi>{like.name}</bdi>”
        </span>
      )}
      {isOpen && (
        <PresetsDialog
          session={session}
          lane={lane}
          isOpen
          onClose={() => setOpen(false)}
          onChooseModel={(ref) => chooseModel(session, lane, ref)}
        />
      )}
    </div>
  );
}

/** The order in which settings were set does not tell them apart. */
const toKey = (settings: object) =>
  JSON.stringify(Object.entries(settings).toSorted(([a], [b]) => (a < b ? -1 : 1)));
