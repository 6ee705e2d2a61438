"use client";

import { Button } from "@heroui/react/button";
import { useEffect, useRef } from "react";
import { formatCount } from "@/lib/format-number";

/** So far before they come into view earlier messages are drawn. */
const nearPx = 1_500;

type EarlierMessagesProps = { count: number; onNear: () => void; onShowAll: () => void };

/** Stands for the messages before those that are drawn, and asks for them when the reader comes near. */
export function EarlierMessages({ count, onNear, onShowAll }: EarlierMessagesProps) {
  const place = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && onNear(), {
      root: element.closest("[data-follows-end]"),
      rootMargin: `${nearPx}px 0px`,
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [onNear]);

  return (
    <div ref={place} className="flex justify-center py-2 [overflow-anchor:none]">
      <Button size="sm" variant="ghost" className="text-xs text-muted" onPress={onShowAll}>
        Show all {formatCount(count)} earlier messages
      </Button>
    </div>
  );
}
