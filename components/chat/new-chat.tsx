"use client";

import { usePathname } from "next/navigation";
import { useState } from "react";
import { useWorkspace } from "@/components/workspace/workspace-context";
import { ChatScreen } from "./chat-screen";
import { useStore } from "./store";
import { useShown } from "./use-shown";

type NewChatProps = {
  /** Model ref. */
  initialModel: string;
  /** What the message box holds at first. */
  initialText: string;
  /** No provider has a key: the demo answers. */
  demoOnly: boolean;
};

/** A chat that does not exist yet. Its first message gives it an address; the screen stays the same. */
export function NewChat(props: NewChatProps) {
  const { newChats } = useStore(useWorkspace().store);
  return <NewChatScreen key={newChats} {...props} />;
}

function NewChatScreen({ initialModel, initialText, demoOnly }: NewChatProps) {
  const workspace = useWorkspace();
  const pathname = usePathname();
  const [session] = useState(() => {
    // Going back in the history may bring this screen back under the address that its chat was given.
    const chatId = /^\/chat\/([^/]+)$/.exec(pathname)?.[1];
    return chatId === undefined
      ? workspace.createChat(initialModel)
      : workspace.openChatById(chatId, initialModel);
  });
  useShown(session);
  return <ChatScreen session={session} initialText={initialText} demoOnly={demoOnly} />;
}
