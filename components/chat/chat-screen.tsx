"use client";

import { LaneView } from "@/components/lanes/lane-view";
import { preloadMarkdown } from "@/components/markdown/markdown-text";
import { ModelPicker } from "@/components/models/model-picker";
import { NotOfferedNotice } from "@/components/models/not-offered-notice";
import { useWorkspace } from "@/components/workspace/workspace-context";
import { Announcer } from "./announcer";
import type { ChatSession } from "./chat-session";
import { ChatTitle } from "./chat-title";
import { Composer } from "./composer";
import type { LaneSession } from "./lane-session";
import { rememberModel } from "./remember-model";
import { useStore } from "./store";
import { useBusy } from "./use-busy";
import { Welcome } from "./welcome";

type ChatScreenProps = { session: ChatSession; initialText: string; demoOnly: boolean };

/** A chat: its lanes side by side, one composer for all of them. */
export function ChatScreen({ session, initialText, demoOnly }: ChatScreenProps) {
  const { lanes, saved, title, notice, stopping, deleted } = useStore(session.store);
  const { chats } = useStore(useWorkspace().store);
  const busy = useBusy(lanes);

  async function send(text: string): Promise<boolean> {
    const accepted = await session.send(text);
    if (accepted && window.location.pathname === "/") {
      // The router follows without rendering another page: the stream goes on undisturbed.
      window.history.replaceState(null, "", `/chat/${session.id}`);
    }
    return accepted;
  }

  return (
    <>
      <ChatTitle title={chats.find((chat) => chat.id === session.id)?.title ?? title} />
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
      {lanes[0] !== undefined && <LaneModelNotice session={session} lane={lanes[0]} />}
      <Composer
        draftKey={saved ? session.id : "new"}
        initialText={initialText}
        busy={busy}
        stopping={stopping}
        notice={deleted ? "This chat was deleted. Sending a message starts it anew." : (notice?.text ?? null)}
        modelPicker={lanes[0] !== undefined && <LaneModelPicker session={session} lane={lanes[0]} />}
        onSend={send}
        onStop={() => void session.stop()}
        onEngage={preloadMarkdown}
      />
      <Announcer lanes={lanes} />
    </>
  );
}

type LaneModelProps = { session: ChatSession; lane: LaneSession };

function LaneModelNotice({ session, lane }: LaneModelProps) {
  const { model } = useStore(lane.store);
  return <NotOfferedNotice modelRef={model} onUse={(ref) => chooseModel(session, lane, ref)} />;
}

function chooseModel(session: ChatSession, lane: LaneSession, ref: string) {
  session.setModel(lane, ref);
  rememberModel(ref);
}

function LaneModelPicker({ session, lane }: LaneModelProps) {
  const { model } = useStore(lane.store);
  return <ModelPicker value={model} onChange={(ref) => chooseModel(session, lane, ref)} />;
}
