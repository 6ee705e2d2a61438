"use client";

import { useEffect, useSyncExternalStore } from "react";
import { getCatalogue } from "@/lib/api/catalogue";
import type { Catalogue } from "@/lib/catalogue/catalogue-model";

type State = { catalogue: Catalogue | null; failed: boolean };

const nothingYet: State = { catalogue: null, failed: false };
let state: State = nothingYet;
let loading: Promise<void> | null = null;
const listeners = new Set<() => void>();

function set(next: State): void {
  if (next.catalogue === state.catalogue && next.failed === state.failed) return;
  state = next;
  for (const listener of listeners) listener();
}

/** Reads the catalogue, once however many ask; what is known stays while it is read again. */
export function loadCatalogue(): Promise<void> {
  loading ??= getCatalogue()
    .then(
      (catalogue) => set({ catalogue, failed: false }),
      () => set({ ...state, failed: true }),
    )
    .finally(() => {
      loading = null;
    });
  return loading;
}

/** The catalogue, waited for if it is still on its way; null when it could not be read. */
export async function readCatalogue(): Promise<Catalogue | null> {
  if (state.catalogue === null) await loadCatalogue();
  return state.catalogue;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (state.catalogue === null && loading === null) void loadCatalogue();
  return () => listeners.delete(listener);
}

/** The catalogue as this page knows it; read at first use. */
export function useCatalogue(): State {
  return useSyncExternalStore(
    subscribe,
    () => state,
    () => nothingYet,
  );
}

/** Servers on this machine come and go: so often a page that shows who is there looks again. */
const lookEveryMs = 10_000;

/** The catalogue as it is now, for as long as the page is looked at. */
export function useCurrentCatalogue(): State {
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === "visible") void loadCatalogue();
    };
    const timer = setInterval(look, lookEveryMs);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, []);
  return useCatalogue();
}
