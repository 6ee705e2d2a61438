"use client";

import dynamic from "next/dynamic";
import { ComposerFiles } from "@/components/attachments/composer-files";
import { IconButton } from "@/components/icons/icon-button";
import { SettingsSummary } from "@/components/lane-settings/settings-summary";
import { LaneModelNotice } from "@/components/lanes/lane-model-notice";
import { LaneView } from "@/components/lanes/lane-view";
import { SwitchPreview } from "@/components/lanes/switch-preview";
import { useLanesView } from "@/components/lanes/use-lanes-view";
import { preloadMarkdown } from "@/components/markdown/markdown-text";
import { useWorkspace } from "@/components/workspace/workspace-context";
import type { Attachment } from "@/lib/attachments/attachment";
import { maxLanes } from "@/lib/turns/turn-limits";
import { Announcer } from "./announcer";
import type { ChatSession } from "./chat-session";
import { ChatTitle } from "./chat-title";
import { Composer } from "./composer";
import { LaneControls } from "./lane-controls";
import type { LaneSession } from "./lane-session";
import { useStore } from "./store";
import { TemporaryBar } from "./temporary-bar";
import { useBusy } from "./use-busy";
import { useCanAnswer } from "./use-can-answer";
import { useKeptFocus } from "./use-kept-focus";
import { type SettingsPanelState, useSettingsPanel } from "./use-settings-panel";
import { Welcome } from "./welcome";

const SettingsPanel = dynamic(() =>
  import("@/components/lane-settings/settings-panel").then((module) => module.SettingsPanel),
);
const SettingsChoiceDialog = dynamic(() =>
  import("@/components/lane-settings/settings-choice-dialog").then((module) => module.SettingsChoiceDialog),
);
const LaneStrip = dynamic(() => import("@/components/lanes/lane-strip").then((module) => module.LaneStrip));
const LaneChips = dynamic(() => import("./lane-chips").then((module) => module.LaneChips));

type ChatScreenProps = {
  session: ChatSession;
  initialText: string;
  demoOnly: boolean;
  /** What must be known before the first message; null when nothing. */
  initialNotice?: string | null;
};

/** A chat: its lanes side by side, one composer for all of them. */
export function ChatScreen({ session, initialText, demoOnly, initialNotice = null }: ChatScreenProps) {
  const { lanes, saved, title, notice, stopping, deleted, settingsChoice } = useStore(session.store);
  const { chats } = useStore(useWorkspace().index.store);
  const busy = useBusy(lanes);
  const panel = useSettingsPanel();
  const view = useLanesView(session);
  const [lane] = lanes;
  const isComparison = lanes.length > 1;
  const canAnswer = useCanAnswer(lanes);
  useKeptFocus();

  const send = (text: string) => deliver((files) => session.turns.send(text, files));

  async function deliver(work: (files: readonly Attachment[]) => Promise<boolean>): Promise<boolean> {
    const taken = session.files.take();
    const accepted = await work(taken.files);
    session.files.settle(taken, accepted);
    if (accepted && ["/", "/compare"].includes(window.location.pathname)) {
      // The router follows without rendering another page: the stream goes on undisturbed.
      window.history.replaceState(null, "", `/chat/${session.id}`);
    }
    return accepted;
  }

  return (
    <div className="flex min-h-0 flex-1">
      <ChatTitle title={chats.find((chat) => chat.id === session.id)?.title ?? title} />
      {isComparison && title === null && <h1 className="sr-only">New comparison</h1>}
      <div className="relative flex min-w-0 flex-1 flex-col">
        <TemporaryBar session={session} />
        {isComparison ? (
          <LaneStrip session={session} panel={panel} view={view} />
        ) : (
          lane !== undefined && (
            <div className="flex min-h-0 flex-1">
              <LaneView
                key={lane.id}
                session={session}
                lane={lane}
                isOneOfMany={false}
                label="Conversation"
                empty={<Welcome demoOnly={demoOnly} onExample={(prompt) => void send(prompt)} />}
              />
            </div>
          )
        )}
        {lane !== undefined && !isComparison && <LaneModelNotice session={session} lane={lane} />}
        <Composer
          draftKey={session.temporary ? null : saved ? session.id : "new"}
          initialText={initialText}
          busy={busy}
          stopping={stopping}
          notice={deleted ? toDeletedText(session) : (notice?.text ?? (saved ? null : initialNotice))}
          files={session.files}
          tray={<ComposerFiles session={session} />}
          summary={lane !== undefined && !isComparison && <LaneSummary lane={lane} panel={panel} />}
          controls={<Controls session={session} panel={panel} onAdd={(like) => void view.add(like)} />}
          canAnswer={canAnswer}
          onSend={send}
          onAdd={(role, text) => deliver((files) => session.turns.addByHand({ role, text, files }))}
          onAnswer={() => void session.turns.answer()}
          onSystemPrompt={() => lane !== undefined && panel.open(lane)}
          onStop={() => void session.stopping.stop()}
          onEngage={preloadMarkdown}
        />
      </div>
      {panel.lane !== null && lanes.includes(panel.lane) && (
        <SettingsPanel
          key={panel.lane.id}
          id={panel.id}
          session={session}
          lane={panel.lane}
          isOpen={panel.isOpen}
          onClose={panel.close}
        />
      )}
      {settingsChoice !== null && (
        <SettingsChoiceDialog
          key={`choice ${settingsChoice.lane.id}`}
          session={session}
          choice={settingsChoice}
        />
      )}
      <Announcer lanes={lanes} />
    </div>
  );
}

type ControlsProps = {
  session: ChatSession;
  panel: SettingsPanelState;
  onAdd: (like: LaneSession) => void;
};

/** What the next message is sent with: the only lane's model and settings, or which of several lanes it goes to. */
function Controls({ session, panel, onAdd }: ControlsProps) {
  const { lanes } = useStore(session.store);
  const [first] = lanes;
  const last = lanes.at(-1);
  if (first === undefined || last === undefined) return null;
  return (
    <div className="flex min-w-0 items-center gap-0.5">
      {lanes.length > 1 ? (
        <LaneChips lanes={lanes} />
      ) : (
        <LaneControls session={session} lane={first} panel={panel} />
      )}
      {lanes.length < maxLanes && (
        <IconButton
          icon={lanes.length > 1 ? "plus" : "columns"}
          label={lanes.length > 1 ? "Add a lane" : "Compare with another model"}
          onPress={() => onAdd(last)}
        />
      )}
    </div>
  );
}

function toDeletedText({ temporary }: ChatSession): string {
  return temporary
    ? "The server has forgotten this temporary chat. It is still in this tab: copy what you need before you close it."
    : "This chat was deleted. Sending a message starts it anew.";
}

function LaneSummary({ lane, panel }: { lane: LaneSession; panel: SettingsPanelState }) {
  const { settings } = useStore(lane.store);
  return (
    <>
      <SwitchPreview lane={lane} />
      <SettingsSummary settings={settings} onPress={() => panel.open(lane)} />
    </>
  );
}
