"use client";

import { useEffect } from "react";
import type { ChatSession } from "./chat-session";

/** Keeps the session of the chat on the screen from being forgotten, and its changes from being lost with the page. */
export function useShown(session: ChatSession): void {
  useEffect(() => {
    session.shown = true;
    session.settings.restore();
    const flush = () => void session.settings.flush();
    window.addEventListener("pagehide", flush);
    return () => {
      window.removeEventListener("pagehide", flush);
      session.shown = false;
    };
  }, [session]);
}
