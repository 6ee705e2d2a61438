"use client";

import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";

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
  const place = useRef<Place>([0, 0]);

  useLayoutEffect(() => {
    const key = toKey(shown);
    const [left, top] = (key === null ? undefined : getPlaces().get(key)) ?? [0, 0];
    // Where it stands is known from its events: asking the page would lay out all the new rows at once, and again for its frame.
    if (left === place.current[0] && top === place.current[1]) return;
    const element = scroller.current;
    if (element === null) return;
    element.scrollTo(left, top);
    place.current = [element.scrollLeft, element.scrollTop];
  }, [scroller, shown]);

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const keep = () => {
      place.current = [element.scrollLeft, element.scrollTop];
      const key = toKey(shown);
      if (key === null) return;
      const known = getPlaces();
      // The newest last: the oldest are the first to be forgotten.
      known.delete(key);
      known.set(key, place.current);
    };
    // Before those who change the page at this event: after them its place would have to be computed.
    const options = { passive: true, capture: true };
    element.addEventListener("scroll", keep, options);
    return () => element.removeEventListener("scroll", keep, options);
  }, [scroller, shown]);
}
