"use client";

import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import type { ChatSummary } from "@/lib/chats/chat-document";
import { rememberTimeZone } from "./time-zone-cookie";
import { type Calendar, Workspace } from "./workspace";

const WorkspaceContext = createContext<Workspace | null>(null);

/** Makes the workspace known to everything below; it lives as long as the page. */
export function WorkspaceProvider({
  initialChats,
  calendar,
  children,
}: {
  initialChats: ChatSummary[];
  calendar: Calendar;
  children: ReactNode;
}) {
  const [workspace] = useState(() => new Workspace({ chats: initialChats, calendar }));
  useEffect(() => workspace.follow(), [workspace]);
  useEffect(rememberTimeZone, []);
  return <WorkspaceContext value={workspace}>{children}</WorkspaceContext>;
}

export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (workspace === null) throw new Error("useWorkspace needs a WorkspaceProvider above it");
  return workspace;
}
