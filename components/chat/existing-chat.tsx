"use client";

import { useEffect, useState } from "react";
import { useWorkspace } from "@/components/workspace/workspace-context";
import type { ChatDocument } from "@/lib/chats/chat-document";
import { ChatScreen } from "./chat-screen";
import { makeSession } from "./make-session";
import { useShown } from "./use-shown";

/** A chat that the server knows. Give it the chat's id as key. */
export function ExistingChat({ document }: { document: ChatDocument }) {
  const workspace = useWorkspace();
  const [session] = useState(() => workspace.openChat(document, makeSession));
  useShown(session);
  useEffect(() => session.adopt(document), [session, document]);
  return <ChatScreen session={session} initialText="" demoOnly={false} />;
}
