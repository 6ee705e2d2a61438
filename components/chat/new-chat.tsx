"use client";

import { usePathname } from "next/navigation";
import { useState } from "react";
import { useWorkspace } from "@/components/workspace/workspace-context";
import type { LaneSettings } from "@/lib/chats/lane-settings";
import { ChatScreen } from "./chat-screen";
import { makeSession } from "./make-session";
import { useShown } from "./use-shown";

type NewChatProps = {
  /** Model refs, one per lane. */
  initialModels: readonly string[];
  /** What the lanes begin with beside their models: the default preset's. */
  initialSettings: LaneSettings;
  /** What the message box holds at first. */
  initialText: string;
  /** No provider has a key: the demo answers. */
  demoOnly: boolean;
  /** What must be known before the first message. */
  initialNotice?: string | null;
  /** It is to be kept in memory only. */
  temporary: boolean;
};

/** The id of the chat that the address names; null for a new chat. */
function toChatId(pathname: string): string | null {
  return /^\/chat\/([^/]+)$/.exec(pathname)?.[1] ?? null;
}

/**
 * A chat that does not exist yet. Its first message gives it an address, and the screen stays the same. The history
 * may then bring this screen back under that address, or from it to a new chat again: the address decides.
 */
export function NewChat(props: NewChatProps) {
  const { initialModels, initialSettings, initialText, initialNotice = null, demoOnly, temporary } = props;
  const workspace = useWorkspace();
  const chatId = toChatId(usePathname());
  const open = () =>
    chatId === null
      ? workspace.createChat({ models: initialModels, settings: initialSettings, makeSession, temporary })
      : workspace.openChatById({ id: chatId, models: initialModels, makeSession });
  const [session, setSession] = useState(open);
  const [followed, setFollowed] = useState(chatId);
  useShown(session);

  if (followed !== chatId) {
    setFollowed(chatId);
    if (chatId !== session.id) setSession(open);
  }

  return (
    <ChatScreen
      key={session.id}
      session={session}
      initialText={initialText}
      initialNotice={initialNotice}
      demoOnly={demoOnly}
    />
  );
}
