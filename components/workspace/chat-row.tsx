"use client";

import dynamic from "next/dynamic";
import Link from "next/link";
import { usePathname, useRouter } from "next/navigation";
import { useState } from "react";
import { IconButton } from "@/components/icons/icon-button";
import { toExportAddress } from "@/lib/api/chats";
import type { ChatSummary } from "@/lib/chats/chat-document";
import { RenameField } from "./rename-field";
import { useWorkspace } from "./workspace-context";

const ChatMenu = dynamic(() => import("./chat-menu").then((module) => module.ChatMenu));

type ChatRowProps = {
  chat: ChatSummary;
  /** The Tab key stops here; in the others the arrow keys lead. */
  isTabStop: boolean;
};

/** One chat of the list: its link, a dot while it is answering, and a menu that is fetched when first opened. */
export function ChatRow({ chat, isTabStop }: ChatRowProps) {
  const workspace = useWorkspace();
  const router = useRouter();
  const current = usePathname() === `/chat/${chat.id}`;
  const [menuWanted, setMenuWanted] = useState(false);
  const [renaming, setRenaming] = useState(false);

  if (renaming) {
    return (
      <RenameField
        title={chat.title}
        onDone={(title) => {
          setRenaming(false);
          if (title !== null) void workspace.renameChat(chat.id, title);
        }}
      />
    );
  }

  function startRenaming() {
    setMenuWanted(false);
    setRenaming(true);
  }

  async function remove() {
    await workspace.deleteChat(chat);
    if (current) router.push("/");
  }

  return (
    <>
      <Link
        href={`/chat/${chat.id}`}
        prefetch={false}
        tabIndex={isTabStop ? 0 : -1}
        aria-current={current ? "page" : undefined}
        className="flex h-9 items-center gap-2 rounded-lg pr-9 pl-2 text-sm transition-colors hover:bg-default aria-[current]:bg-default aria-[current]:font-medium"
      >
        <span dir="auto" className="min-w-0 flex-1 truncate">
          {chat.title}
        </span>
        {chat.live && (
          <span className="size-2 shrink-0 rounded-full bg-accent motion-safe:animate-pulse">
            <span className="sr-only">answering</span>
          </span>
        )}
      </Link>
      <div className="absolute top-0.5 right-0.5 opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100 has-[[aria-expanded=true]]:opacity-100 pointer-coarse:opacity-100">
        {menuWanted ? (
          <ChatMenu
            title={chat.title}
            pinned={chat.pinned}
            onPin={() => void workspace.pinChat(chat)}
            onRename={startRenaming}
            onExport={(format) => window.location.assign(toExportAddress(chat.id, format))}
            onDelete={() => void remove()}
          />
        ) : (
          <IconButton
            icon="more"
            label={`Options for ${chat.title}`}
            excludeFromTabOrder={!isTabStop}
            aria-haspopup="menu"
            onPress={() => setMenuWanted(true)}
          />
        )}
      </div>
    </>
  );
}
