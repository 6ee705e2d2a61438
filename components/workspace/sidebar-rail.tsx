"use client";

import { Icon } from "@/components/icons/icon";
import { IconButton } from "@/components/icons/icon-button";
import { NewChatLink } from "./new-chat-link";
import { ShortcutsButton } from "./shortcuts-button";
import { SidebarLink } from "./sidebar-link";
import { ThemeButton } from "./theme-button";

/** The sidebar folded to its icons. */
export function SidebarRail({ onExpand }: { onExpand: () => void }) {
  return (
    <div className="flex h-full w-13 flex-col items-center gap-1 py-2">
      <IconButton icon="sidebar" label="Expand sidebar" onPress={onExpand} />
      <NewChatLink
        label="New chat"
        className="flex size-9 items-center justify-center rounded-lg transition-colors hover:bg-default aria-[current]:bg-default"
      >
        <Icon name="plus" className="size-4 text-muted" />
      </NewChatLink>
      <nav aria-label="Pages" className="mt-auto flex flex-col items-center gap-1">
        <SidebarLink iconOnly href="/models" icon="models" label="Models" />
        <SidebarLink iconOnly href="/usage" icon="usage" label="Usage" />
        <SidebarLink iconOnly href="/settings" icon="settings" label="Settings" />
        <ShortcutsButton />
        <ThemeButton />
      </nav>
    </div>
  );
}
