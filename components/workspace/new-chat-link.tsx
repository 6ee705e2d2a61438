"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { useWorkspace } from "./workspace-context";

type NewChatLinkProps = { className: string; label?: string; children: ReactNode };

/** To a fresh chat, also from one that was begun on the same page and only changed its address. */
export function NewChatLink({ className, label, children }: NewChatLinkProps) {
  const workspace = useWorkspace();
  const current = usePathname() === "/";
  return (
    <Link
      href="/"
      aria-label={label}
      title={label}
      aria-current={current ? "page" : undefined}
      className={className}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        workspace.startNewChat();
      }}
    >
      {children}
    </Link>
  );
}
