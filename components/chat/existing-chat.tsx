"use client";

import { useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";
import { useWorkspace } from "@/components/workspace/workspace-context";
import type { ChatDocument } from "@/lib/chats/chat-document";
import { ChatScreen } from "./chat-screen";
import { makeSession } from "./make-session";
import { useShown } from "./use-shown";

/** A chat that the server knows; `?m=` names the message to begin at. Give it the chat's id as key. */
export function ExistingChat({ document }: { document: ChatDocument }) {
  const workspace = useWorkspace();
  const [session] = useState(() => workspace.openChat(document, makeSession));
  useShown(session);
  useEffect(() => session.adopt(document), [session, document]);
  const sought = useSearchParams().get("m");
  useEffect(() => {
    if (sought !== null) void session.seek(sought);
  }, [session, sought]);
  return <ChatScreen session={session} initialText="" demoOnly={false} />;
}
