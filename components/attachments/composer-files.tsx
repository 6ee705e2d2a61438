"use client";

import dynamic from "next/dynamic";
import type { ChatSession } from "@/components/chat/chat-session";
import { useStore } from "@/components/chat/store";
import { useAskedLanes } from "./use-asked-lanes";

const FileTray = dynamic(() => import("./file-tray").then((module) => module.FileTray));

/** What is attached and what is to be known of it; nothing, and nothing loaded, where a chat has no files. */
export function ComposerFiles({ session }: { session: ChatSession }) {
  const { lanes } = useStore(session.store);
  const attached = useStore(session.files.store);
  const asked = useAskedLanes(lanes);
  const isCarried = asked.some(({ messages }) =>
    messages.some(({ parts }) => parts.some(({ type }) => type === "file")),
  );
  if (attached.length === 0 && !isCarried) return null;
  return <FileTray files={session.files} attached={attached} asked={asked} />;
}
