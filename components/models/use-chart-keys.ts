"use client";

import type { EChartsType } from "echarts/core";
import { type KeyboardEvent, type RefObject, useRef, useState } from "react";
import { type Datum, describeDatum, type PlacedDatum } from "./chart-option";

type ChartKeys = {
  /** What is told of the point that is reached; "" before any is. */
  words: string;
  /** The points that can be visited, in their order. */
  setPlaces: (places: PlacedDatum[]) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  leave: () => void;
};

/** Where a key leads from a place among so many; null of any other key. */
function toNext(key: string, at: number | null, count: number): number | null {
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[key];
  if (step === undefined) return null;
  return at === null ? 0 : Math.min(count - 1, Math.max(0, at + step));
}

/** Leads a keyboard over a chart's points: arrows show one after the other, Enter opens it, Escape leaves it. */
export function useChartKeys(
  chart: RefObject<EChartsType | null>,
  onOpen: (datum: Datum) => void,
): ChartKeys {
  const places = useRef<PlacedDatum[]>([]);
  const [at, setAt] = useState<number | null>(null);
  const [words, setWords] = useState("");

  function show(next: number | null) {
    const drawn = chart.current;
    const [from, to] = [at, next].map((place) => (place === null ? undefined : places.current[place]));
    if (from !== undefined)
      drawn?.dispatchAction({ type: "downplay", seriesIndex: from.seriesIndex, dataIndex: from.dataIndex });
    setAt(next);
    setWords(to === undefined ? "" : describeDatum(to.datum));
    if (to === undefined) {
      drawn?.dispatchAction({ type: "hideTip" });
      return;
    }
    const { seriesIndex, dataIndex } = to;
    drawn?.dispatchAction({ type: "highlight", seriesIndex, dataIndex });
    drawn?.dispatchAction({ type: "showTip", seriesIndex, dataIndex });
  }

  function onKeyDown(event: KeyboardEvent) {
    const reached = at === null ? undefined : places.current[at];
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter" && reached !== undefined) return onOpen(reached.datum);
    if (event.key === "Escape") return show(null);
    const next = toNext(event.key, at, places.current.length);
    if (next === null || places.current.length === 0) return;
    event.preventDefault();
    show(next);
  }

  return {
    words,
    setPlaces: (known) => {
      places.current = known;
      setAt(null);
      setWords("");
    },
    onKeyDown,
    leave: () => show(null),
  };
}
