"use client";

import { createContext, type ReactNode, useContext } from "react";
import { useCatalogue } from "./catalogue-store";

const KnownNames = createContext<Record<string, string>>({});

/** Names by model ref that the page knows before the catalogue has been read, so that nothing changes then. */
export function ModelNames({ names, children }: { names: Record<string, string>; children: ReactNode }) {
  return <KnownNames value={names}>{children}</KnownNames>;
}

/** A model's name; for one that nobody knows, its id. */
export function useModelName(ref: string): string {
  const known = useContext(KnownNames);
  const { catalogue } = useCatalogue();
  const listed = catalogue?.models.find((model) => model.ref === ref)?.name;
  return listed ?? known[ref] ?? ref.slice(ref.indexOf("/") + 1);
}
