"use client";

import { startTransition, useEffect, useState } from "react";

/** A chat opens at its end: so many messages are drawn at once, and so many more each time the reader comes near them. */
const drawnAtOnce = 24;
const drawnMore = 40;

type DrawnMessages = { start: number; showEarlier: () => void; showAll: () => void };

/** From which message on a path is drawn: its end, and whatever the reader looked back to or sought. */
export function useDrawnMessages(
  messages: readonly { id: string }[],
  soughtId: string | null,
): DrawnMessages {
  const [wanted, setWanted] = useState(() => Math.max(0, messages.length - drawnAtOnce));
  const sought = soughtId === null ? -1 : messages.findIndex(({ id }) => id === soughtId);
  const latest = Math.max(0, messages.length - drawnAtOnce);
  const start = Math.min(wanted, latest, sought < 0 ? latest : Math.max(0, sought - 2));

  const showAll = () => startTransition(() => setWanted(0));
  useFindInPage(showAll);
  return {
    start,
    showEarlier: () => startTransition(() => setWanted(Math.max(0, start - drawnMore))),
    showAll,
  };
}

/** The browser's own search finds only what is drawn. */
function useFindInPage(showAll: () => void): void {
  useEffect(() => {
    function handleKeyDown({ key, ctrlKey, metaKey }: KeyboardEvent) {
      if ((ctrlKey || metaKey) && key.toLowerCase() === "f") showAll();
    }
    window.addEventListener("keydown", handleKeyDown);
    return () => window.removeEventListener("keydown", handleKeyDown);
  }, [showAll]);
}
