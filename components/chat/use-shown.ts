"use client";

import { useEffect } from "react";
import type { ChatSession } from "./chat-session";

/** Keeps the session of the chat on the screen from being forgotten. */
export function useShown(session: ChatSession): void {
  useEffect(() => {
    session.shown = true;
    return () => {
      session.shown = false;
    };
  }, [session]);
}
