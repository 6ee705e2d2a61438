"use client";

import { useSyncExternalStore } from "react";
import type { ColumnId } from "@/lib/catalogue/table-columns";
import { type FittingColumns, fitColumns, screenSteps } from "./column-widths";

type Step = { width: number; media: MediaQueryList };

let known: Step[] | null = null;

/** Made once: asking a browser anew for every key typed takes its time. */
function getSteps(): Step[] {
  known ??= screenSteps.map((width) => ({ width, media: matchMedia(`(min-width: ${width}px)`) }));
  return known;
}

function subscribe(listener: () => void): () => void {
  const steps = getSteps();
  for (const { media } of steps) media.addEventListener("change", listener);
  return () => {
    for (const { media } of steps) media.removeEventListener("change", listener);
  };
}

const readScreen = () => getSteps().findLast(({ media }) => media.matches)?.width ?? 0;

/** The columns that there is room for. Those left out are not in the page at all: they would be drawn with every row. */
export function useFittingColumns(columns: readonly ColumnId[], isChosen: boolean): FittingColumns {
  const screen = useSyncExternalStore(subscribe, readScreen, () => 0);
  return fitColumns(columns, isChosen, screen);
}
