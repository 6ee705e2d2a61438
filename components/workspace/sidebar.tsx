"use client";

import type { ReactNode } from "react";
import { Icon } from "@/components/icons/icon";
import { ChatSearch } from "./chat-search";
import { NewChatLink } from "./new-chat-link";
import { ShortcutsButton } from "./shortcuts-button";
import { SidebarLink } from "./sidebar-link";
import { ThemeButton } from "./theme-button";
import { Wordmark } from "./wordmark";

/** The whole sidebar; `headerAction` is the collapse button, or the drawer's close button. */
export function Sidebar({ headerAction }: { headerAction: ReactNode }) {
  return (
    <div className="flex h-full w-66 flex-col">
      <div className="flex h-12 shrink-0 items-center justify-between pr-2 pl-4">
        <Wordmark />
        {headerAction}
      </div>
      <div className="px-2">
        <NewChatLink className="flex h-9 items-center gap-2.5 rounded-lg px-2 text-sm transition-colors hover:bg-default aria-[current]:bg-default aria-[current]:font-medium">
          <Icon name="plus" className="size-4 shrink-0 text-muted" />
          New chat
        </NewChatLink>
      </div>
      <ChatSearch />
      <nav aria-label="Pages" className="flex flex-col gap-0.5 border-t border-separator p-2">
        <div className="flex">
          <SidebarLink href="/models" icon="models" label="Models" />
        </div>
        <div className="flex">
          <SidebarLink href="/usage" icon="usage" label="Usage" />
        </div>
        <div className="flex items-center gap-1">
          <SidebarLink href="/settings" icon="settings" label="Settings" />
          <ShortcutsButton />
          <ThemeButton />
        </div>
      </nav>
    </div>
  );
}
