"use client";

import dynamic from "next/dynamic";
import { SettingsSummary } from "@/components/lane-settings/settings-summary";
import { LaneView } from "@/components/lanes/lane-view";
import { preloadMarkdown } from "@/components/markdown/markdown-text";
import { NotOfferedNotice } from "@/components/models/not-offered-notice";
import { useWorkspace } from "@/components/workspace/workspace-context";
import { Announcer } from "./announcer";
import type { ChatSession } from "./chat-session";
import { ChatTitle } from "./chat-title";
import { Composer } from "./composer";
import { focusComposer } from "./focus-composer";
import { chooseModel, LaneControls } from "./lane-controls";
import type { LaneSession } from "./lane-session";
import { useStore } from "./store";
import { TemporaryBar } from "./temporary-bar";
import { useBusy } from "./use-busy";
import { useSettingsPanel } from "./use-settings-panel";
import { Welcome } from "./welcome";

const SettingsPanel = dynamic(() =>
  import("@/components/lane-settings/settings-panel").then((module) => module.SettingsPanel),
);

type ChatScreenProps = { session: ChatSession; initialText: string; demoOnly: boolean };

/** A chat: its lanes side by side, one composer for all of them. */
export function ChatScreen({ session, initialText, demoOnly }: ChatScreenProps) {
  const { lanes, saved, title, notice, stopping, deleted } = useStore(session.store);
  const { chats } = useStore(useWorkspace().store);
  const busy = useBusy(lanes);
  const panel = useSettingsPanel();
  const lane = lanes[0];

  async function send(text: string): Promise<boolean> {
    const accepted = await session.send(text);
    if (accepted && window.location.pathname === "/") {
      // The router follows without rendering another page: the stream goes on undisturbed.
      window.history.replaceState(null, "", `/chat/${session.id}`);
    }
    return accepted;
  }

  return (
    <div className="flex min-h-0 flex-1">
      <ChatTitle title={chats.find((chat) => chat.id === session.id)?.title ?? title} />
      <div className="relative flex min-w-0 flex-1 flex-col">
        <TemporaryBar session={session} />
        <div className="flex min-h-0 flex-1">
          {lanes.map((lane) => (
            <LaneView
              key={lane.id}
              session={session}
              lane={lane}
              empty={<Welcome demoOnly={demoOnly} onExample={(prompt) => void send(prompt)} />}
            />
          ))}
        </div>
        {lane !== undefined && <LaneModelNotice session={session} lane={lane} />}
        <Composer
          draftKey={session.temporary ? null : saved ? session.id : "new"}
          initialText={initialText}
          busy={busy}
          stopping={stopping}
          notice={deleted ? toDeletedText(session) : (notice?.text ?? null)}
          summary={lane !== undefined && <LaneSummary lane={lane} onPress={panel.open} />}
          controls={lane !== undefined && <LaneControls session={session} lane={lane} panel={panel} />}
          onSend={send}
          onStop={() => void session.stop()}
          onEngage={preloadMarkdown}
        />
      </div>
      {lane !== undefined && panel.isLoaded && (
        <SettingsPanel
          id={panel.id}
          session={session}
          lane={lane}
          isOpen={panel.isOpen}
          onClose={panel.close}
        />
      )}
      <Announcer lanes={lanes} />
    </div>
  );
}

function toDeletedText({ temporary }: ChatSession): string {
  return temporary
    ? "The server has forgotten this temporary chat. It is still in this tab: copy what you need before you close it."
    : "This chat was deleted. Sending a message starts it anew.";
}

type LaneModelProps = { session: ChatSession; lane: LaneSession };

function LaneModelNotice({ session, lane }: LaneModelProps) {
  const { model } = useStore(lane.store);
  return (
    <NotOfferedNotice
      modelRef={model}
      onUse={(ref) => {
        chooseModel(session, lane, ref);
        focusComposer();
      }}
    />
  );
}

function LaneSummary({ lane, onPress }: { lane: LaneSession; onPress: () => void }) {
  const { settings } = useStore(lane.store);
  return <SettingsSummary settings={settings} onPress={onPress} />;
}
