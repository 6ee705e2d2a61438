"use client";

import { type ReactNode, useEffect, useRef } from "react";
import type { ChatSession } from "@/components/chat/chat-session";
import { chooseModel } from "@/components/chat/lane-controls";
import type { LaneSession } from "@/components/chat/lane-session";
import { useStore } from "@/components/chat/store";
import { useBusy } from "@/components/chat/use-busy";
import type { SettingsPanelState } from "@/components/chat/use-settings-panel";
import { IconButton } from "@/components/icons/icon-button";
import { LaneMenuButton } from "@/components/lane-code/lane-menu-button";
import { SettingsButton } from "@/components/lane-settings/settings-button";
import { SettingsSummary } from "@/components/lane-settings/settings-summary";
import { useModelName } from "@/components/models/known-models";
import { ModelPicker } from "@/components/models/model-picker";
import { afterOverlay } from "@/components/workspace/after-overlay";
import { LaneModelNotice } from "./lane-model-notice";
import { LaneView } from "./lane-view";
import { SwitchPreview } from "./switch-preview";
import { useLaneMenu } from "./use-lane-menu";
import type { LanesView } from "./use-lanes-view";

export type LanePaneProps = {
  session: ChatSession;
  lane: LaneSession;
  /** From 1. */
  number: number;
  panel: SettingsPanelState;
  view: LanesView;
  /** It is the only one that is shown. */
  isExpanded: boolean;
};

/** One lane of several: its own model, settings and menu above its conversation. */
export function LanePane(props: LanePaneProps) {
  const { session, lane, number, panel, view, isExpanded } = props;
  const { model, settings, isOff } = useStore(lane.store);
  const name = useModelName(model);
  const actions = useLaneMenu({ session, lane, view, isExpanded });
  const pane = useRef<HTMLDivElement>(null);
  const isChoosing = view.choosing === lane;
  const isCloned = view.cloned === lane;

  useEffect(() => {
    if (isChoosing || isCloned) pane.current?.scrollIntoView({ inline: "nearest", block: "nearest" });
    // The menu gives the focus back to its button first.
    if (isCloned) afterOverlay(() => pane.current?.focus());
  }, [isChoosing, isCloned]);

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups form fields
    <div
      ref={pane}
      role="group"
      aria-label={`Lane ${number}`}
      data-lane={number}
      tabIndex={-1}
      className="relative flex min-h-0 w-full shrink-0 snap-start flex-col border-l border-separator outline-none first:border-l-0 focus-visible:shadow-[inset_0_0_0_2px_var(--focus)] md:w-auto md:min-w-80 md:flex-1"
    >
      <header
        className={`flex h-11 shrink-0 items-center gap-0.5 border-b border-separator pr-1.5 pl-3 ${isOff ? "opacity-60" : ""}`}
      >
        <span aria-hidden="true" className="mr-1 text-xs text-muted tabular-nums">
          {number}
        </span>
        <div className="min-w-0 flex-1">
          <ModelPicker
            value={model}
            isOpen={isChoosing}
            onOpenChange={(isOpen) => view.choose(isOpen ? lane : null)}
            onChange={(ref) => chooseModel(session, lane, ref)}
          />
        </div>
        <StopButton session={session} lane={lane} name={name} />
        <SettingsButton lane={lane} panel={panel} />
        {isExpanded && <IconButton icon="columns" label="Show all lanes" onPress={() => view.expand(null)} />}
        <LaneMenuButton
          session={session}
          lane={lane}
          label={`Options for lane ${number}`}
          actions={actions}
          onChooseModel={(ref) => chooseModel(session, lane, ref)}
        />
      </header>
      <LaneView
        session={session}
        lane={lane}
        isOneOfMany
        label={`Conversation in lane ${number} with ${name}`}
        empty={<LaneEmpty name={name} isOff={isOff} />}
      />
      <div className="px-2">
        <SwitchPreview lane={lane} />
        <SettingsSummary settings={settings} onPress={() => panel.open(lane)} />
        <LaneModelNotice session={session} lane={lane} />
      </div>
    </div>
  );
}

function LaneEmpty({ name, isOff }: { name: string; isOff: boolean }): ReactNode {
  return (
    <p className="m-auto max-w-60 text-center text-sm text-balance text-muted">
      <bdi>{name}</bdi> {isOff ? "is left out of the next message." : "waits for your message."}
    </p>
  );
}

function StopButton({ session, lane, name }: { session: ChatSession; lane: LaneSession; name: string }) {
  const busy = useBusy([lane]);
  if (!busy) return null;
  return <IconButton icon="stop" label={`Stop ${name}`} onPress={() => void session.stopping.stop([lane])} />;
}
