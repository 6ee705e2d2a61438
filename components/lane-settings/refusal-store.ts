"use client";

import { useEffect } from "react";
import { Store, useStore } from "@/components/chat/store";
import { forgetRefusal, listRefusals, rememberRefusal } from "@/lib/api/refusals";
import type { FieldRefusal } from "@/lib/refusals/refusal";

/** What models refused, as far as this page knows; null before it was read. */
const store = new Store<{ refusals: readonly FieldRefusal[] | null }>({ refusals: null });

const others = (id: string) => (store.get().refusals ?? []).filter((refusal) => refusal.id !== id);

/** Remembers the field for which this run was refused. */
export async function addRefusal(runId: string): Promise<void> {
  const refusal = await rememberRefusal(runId);
  store.patch({ refusals: [refusal, ...others(refusal.id)] });
}

/** Forgets it: the next request has the field again. What is forgotten already is so. */
export async function dropRefusal(id: string): Promise<void> {
  await forgetRefusal(id);
  store.patch({ refusals: others(id) });
}

async function read(): Promise<void> {
  try {
    store.patch({ refusals: await listRefusals() });
  } catch {
    // What is known stays: the server still leaves out what it remembers, and says so with each answer.
  }
}

const nothing: readonly FieldRefusal[] = [];

/** What models refused, read again whenever something begins to show it. */
export function useRefusals(): readonly FieldRefusal[] {
  useEffect(() => void read(), []);
  return useStore(store).refusals ?? nothing;
}
