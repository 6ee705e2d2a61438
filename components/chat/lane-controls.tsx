"use client";

import { useState } from "react";
import { LaneMenuButton } from "@/components/lane-code/lane-menu-button";
import { SettingsButton } from "@/components/lane-settings/settings-button";
import { ModelPicker } from "@/components/models/model-picker";
import type { ChatSession } from "./chat-session";
import type { LaneSession } from "./lane-session";
import { rememberModel } from "./remember-model";
import { useStore } from "./store";
import type { SettingsPanelState } from "./use-settings-panel";

/** Chooses the model of the lane's next turn, and of the next new chat. */
export function chooseModel(session: ChatSession, lane: LaneSession, ref: string) {
  session.setModel(lane, ref);
  rememberModel(ref);
}

type LaneControlsProps = { session: ChatSession; lane: LaneSession; panel: SettingsPanelState };

/** What the next turn of a chat's only lane uses: its model, its settings. */
export function LaneControls({ session, lane, panel }: LaneControlsProps) {
  const { model } = useStore(lane.store);
  const [isChoosing, setChoosing] = useState(false);
  return (
    <div className="flex min-w-0 items-center gap-0.5">
      <ModelPicker
        value={model}
        isOpen={isChoosing}
        onOpenChange={setChoosing}
        onChange={(ref) => chooseModel(session, lane, ref)}
      />
      <SettingsButton lane={lane} panel={panel} />
      <LaneMenuButton
        session={session}
        lane={lane}
        onChooseModel={(ref) => chooseModel(session, lane, ref)}
      />
    </div>
  );
}
