"use client";

import { usePathname } from "next/navigation";
import { useStore } from "@/components/chat/store";
import { useWorkspace } from "./workspace-context";

/** The open chat's title in the top bar of phones; elsewhere the product's name. */
export function CurrentTitle() {
  const { chats } = useStore(useWorkspace().index.store);
  const pathname = usePathname();
  const chat = chats.find(({ id }) => pathname === `/chat/${id}`);
  return (
    <span dir="auto" className="min-w-0 flex-1 truncate text-sm font-semibold">
      {chat?.title ?? "Switchyard"}
    </span>
  );
}
