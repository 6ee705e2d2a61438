import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { WorkspaceProvider } from "@/components/workspace/workspace-context";
import { WorkspaceShell } from "@/components/workspace/workspace-shell";

export default async function WorkspaceLayout({ children }: { children: ReactNode }) {
  const sidebar = (await cookies()).get("sidebar")?.value;
  return (
    <WorkspaceProvider initialChats={[]}>
      <WorkspaceShell initiallyCollapsed={sidebar === "collapsed"}>{children}</WorkspaceShell>
    </WorkspaceProvider>
  );
}
