"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import type { MouseEvent } from "react";

/** The link that a click follows in this tab and within the app; null of any other click. */
function findLink(event: MouseEvent): HTMLAnchorElement | null {
  if (event.defaultPrevented || event.button !== 0) return null;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  return link !== null && link.target === "" && link.origin === location.origin ? link : null;
}

/**
 * Follows plain links within an element, as `Link` would do each for itself: a component per link is what drawing a row
 * would take longest for, where rows come and go by the dozen.
 */
export function useLocalLinks(): (event: MouseEvent) => void {
  const router = useRouter();
  return (event) => {
    const link = findLink(event);
    if (link === null) return;
    event.preventDefault();
    // Written by our own rows, whose addresses are those of pages.
    router.push(`${link.pathname}${link.search}${link.hash}` as Route);
  };
}
