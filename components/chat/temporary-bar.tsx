"use client";

import { Button } from "@heroui/react/button";
import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import { Icon } from "@/components/icons/icon";
import type { ChatSession } from "./chat-session";
import { useStore } from "./store";

/** Says that a chat is temporary and lets it be kept; on a new chat, offers to make it temporary. */
export function TemporaryBar({ session }: { session: ChatSession }) {
  const { saved, deleted, lanes } = useStore(session.store);
  // Over several lanes it would lie on their headers.
  if (!session.temporary) return saved || lanes.length > 1 ? null : <TemporaryLink />;
  return (
    <aside
      aria-label="Temporary chat"
      className="flex min-h-10 shrink-0 items-center gap-x-3 border-b border-dashed border-border px-4 py-1.5 text-sm text-muted"
    >
      <Icon name="temporary" />
      <p className="min-w-0 flex-1">
        <span className="font-medium text-foreground">Temporary.</span> Kept in the server’s memory for six
        hours, never stored. Its cost is counted.
      </p>
      {!saved && (
        <Link href="/" className="button button--sm button--ghost">
          Turn off
        </Link>
      )}
      {saved && !deleted && <KeepButton session={session} />}
    </aside>
  );
}

function TemporaryLink() {
  const search = new URLSearchParams(useSearchParams());
  search.set("temporary", "");
  return (
    <Link
      href={`/?${search}`}
      className="button button--sm button--ghost absolute top-2 right-3 z-10 gap-1.5 text-muted"
    >
      <Icon name="temporary" />
      <span className="max-sm:sr-only">Temporary</span>
    </Link>
  );
}

function KeepButton({ session }: { session: ChatSession }) {
  const router = useRouter();
  const [keeping, setKeeping] = useState(false);

  async function keep() {
    setKeeping(true);
    const chatId = await session.keep();
    setKeeping(false);
    if (chatId !== null) router.push(`/chat/${chatId}`);
  }

  return (
    <Button size="sm" variant="outline" isPending={keeping} onPress={() => void keep()}>
      Keep<span className="max-sm:sr-only"> this chat</span>
    </Button>
  );
}
