"use client";

import { useEffect, useState } from "react";
import { readCatalogue } from "@/components/models/catalogue-store";
import { AppError } from "@/lib/app-error";
import type { ReadLaneCode } from "@/lib/lane-code/lane-code";
import { readLaneCode } from "@/lib/lane-code/read-lane-code";
import type { KnownPlaces } from "@/lib/request-import/locate-model";

const waitMs = 150;

type Reading = { text: string; read: ReadLaneCode | null; problem: string | null };

export type LaneCode = {
  read: ReadLaneCode | null;
  problem: string | null;
  /** The text has just changed. */
  isPending: boolean;
};

/** What this page knows of providers and models: an address or a bare id may be one of theirs. */
async function getKnownPlaces(): Promise<KnownPlaces> {
  const catalogue = await readCatalogue();
  const callable = new Set(catalogue?.providers.filter((each) => each.callable).map(({ id }) => id));
  return {
    origin: window.location.origin,
    providers: catalogue?.providers ?? [],
    findRefs: (modelId) =>
      (catalogue?.models ?? [])
        .filter(({ id, aliases }) => id === modelId || aliases.includes(modelId))
        .toSorted((a, b) => Number(callable.has(b.providerId)) - Number(callable.has(a.providerId)))
        .map(({ ref }) => ref),
  };
}

async function tryToRead(text: string): Promise<Reading> {
  try {
    return { text, read: await readLaneCode(text, await getKnownPlaces()), problem: null };
  } catch (error) {
    if (error instanceof AppError) return { text, read: null, problem: error.message };
    return { text, read: null, problem: "This cannot be read. Is the server still reachable?" };
  }
}

/** What `text` describes, read a moment after it has changed; nothing while it is empty. */
export function useLaneCode(text: string): LaneCode {
  const [reading, setReading] = useState<Reading>({ text: "", read: null, problem: null });
  const isEmpty = text.trim() === "";

  useEffect(() => {
    if (isEmpty) return;
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const next = await tryToRead(text);
      if (isCurrent) setReading(next);
    }, waitMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [text, isEmpty]);

  if (isEmpty) return { read: null, problem: null, isPending: false };
  return { read: reading.read, problem: reading.problem, isPending: reading.text !== text };
}
