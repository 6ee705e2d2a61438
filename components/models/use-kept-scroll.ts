"use client";

import { type RefObject, useEffect, useLayoutEffect } from "react";

type Place = [left: number, top: number];

const storageKey = "models-scroll";
const mostKept = 60;

let places: Map<string, Place> | null = null;

/** Where things stood, by entry of the browser's history and by what was shown; kept over a reload of the tab. */
function getPlaces(): Map<string, Place> {
  if (places !== null) return places;
  places = readPlaces();
  addEventListener("pagehide", savePlaces);
  return places;
}

function readPlaces(): Map<string, Place> {
  try {
    return new Map(JSON.parse(sessionStorage.getItem(storageKey) ?? "[]") as [string, Place][]);
  } catch {
    // Storage can be switched off, or hold what somebody else wrote: then nothing was kept.
    return new Map();
  }
}

function savePlaces(): void {
  try {
    sessionStorage.setItem(storageKey, JSON.stringify([...getPlaces()].slice(-mostKept)));
  } catch {
    // Then back and forward still work, as long as the page lives.
  }
}

/** Names this entry of the history; a browser without the Navigation API starts every view at its top. */
const toKey = (shown: string) =>
  "navigation" in globalThis ? `${navigation.currentEntry?.key ?? ""} ${shown}` : null;

/**
 * Puts a list back to where it stood in this entry of the browser's history, so that *back* and *forward* find it as it was
 * left; another view (`shown` says which) starts at its beginning.
 */
export function useKeptScroll(scroller: RefObject<HTMLElement | null>, shown: string): void {
  useLayoutEffect(() => {
    const key = toKey(shown);
    const [left, top] = (key === null ? undefined : getPlaces().get(key)) ?? [0, 0];
    scroller.current?.scrollTo(left, top);
  }, [scroller, shown]);

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    let frame: number | null = null;
    const keep = () => {
      frame = null;
      const key = toKey(shown);
      if (key === null) return;
      const known = getPlaces();
      // The newest last: the oldest are the first to be forgotten.
      known.delete(key);
      known.set(key, [element.scrollLeft, element.scrollTop]);
    };
    // Not at once: others change the page at this event too, and a place that is read between would be computed twice.
    const keepSoon = () => {
      frame ??= requestAnimationFrame(keep);
    };
    element.addEventListener("scroll", keepSoon, { passive: true });
    return () => {
      if (frame !== null) cancelAnimationFrame(frame);
      element.removeEventListener("scroll", keepSoon);
    };
  }, [scroller, shown]);
}
