"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { ModelFacts } from "@/lib/catalogue/catalogue-model";
import { findModelIn } from "@/lib/catalogue/find-model";
import { useCatalogue } from "./catalogue-store";

const Known = createContext<Record<string, ModelFacts>>({});

/** Facts by model ref that the page knows before the catalogue has been read, so that nothing changes then. */
export function KnownModels({ facts, children }: { facts: Record<string, ModelFacts>; children: ReactNode }) {
  return <Known value={facts}>{children}</Known>;
}

function useModelFacts(ref: string): ModelFacts | undefined {
  const known = useContext(Known);
  const { catalogue } = useCatalogue();
  const route = catalogue?.routes.find((candidate) => candidate.ref === ref);
  if (route !== undefined) return { name: route.name, notOffered: null };
  return (catalogue === null ? null : findModelIn(catalogue.models, ref)) ?? known[ref];
}

/** A model's name; for one that nobody knows, its id. */
export function useModelName(ref: string): string {
  return useModelFacts(ref)?.name ?? ref.slice(ref.indexOf("/") + 1);
}

/** Why a model is not offered (any more); null when nothing says so. */
export function useNotOffered(ref: string): string | null {
  return useModelFacts(ref)?.notOffered ?? null;
}
