import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { WorkspaceProvider } from "@/components/workspace/workspace-context";
import { WorkspaceShell } from "@/components/workspace/workspace-shell";
import { requirePageCaller } from "@/lib/server/access/caller";
import { listChats } from "@/lib/server/chats/chat-store";

export default async function WorkspaceLayout({ children }: { children: ReactNode }) {
  const { ownerId } = await requirePageCaller();
  const sidebar = (await cookies()).get("sidebar")?.value;
  return (
    <WorkspaceProvider initialChats={await listChats({ owner: ownerId })}>
      <WorkspaceShell initiallyCollapsed={sidebar === "collapsed"}>{children}</WorkspaceShell>
    </WorkspaceProvider>
  );
}
