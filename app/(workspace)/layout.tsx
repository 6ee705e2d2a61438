import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { WorkspaceShell } from "@/components/workspace/workspace-shell";

export default async function WorkspaceLayout({ children }: { children: ReactNode }) {
  const sidebar = (await cookies()).get("sidebar")?.value;
  return <WorkspaceShell initiallyCollapsed={sidebar === "collapsed"}>{children}</WorkspaceShell>;
}
