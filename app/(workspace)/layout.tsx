import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { timeZoneCookie } from "@/components/workspace/time-zone-cookie";
import { WorkspaceProvider } from "@/components/workspace/workspace-context";
import { WorkspaceShell } from "@/components/workspace/workspace-shell";
import { requirePageCaller } from "@/lib/server/access/caller";
import { listChats } from "@/lib/server/chats/list-chats";
import { toKnownTimeZone } from "@/lib/to-known-time-zone";

export default async function WorkspaceLayout({ children }: { children: ReactNode }) {
  const { ownerId } = await requirePageCaller();
  const given = await cookies();
  const calendar = { now: Date.now(), timeZone: toKnownTimeZone(given.get(timeZoneCookie)?.value) };
  return (
    <WorkspaceProvider initialChats={await listChats({ owner: ownerId })} calendar={calendar}>
      <WorkspaceShell initiallyCollapsed={given.get("sidebar")?.value === "collapsed"}>
        {children}
      </WorkspaceShell>
    </WorkspaceProvider>
  );
}
