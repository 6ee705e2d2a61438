"use client";

import { Button } from "@heroui/react/button";
import { useEffect, useState } from "react";
import { listCatalogueChanges } from "@/lib/api/catalogue";
import type { CatalogueChange } from "@/lib/catalogue/compare-catalogues";
import { toModelAddress } from "@/lib/catalogue/model-address";
import { formatCount } from "@/lib/format-number";
import { formatPrice } from "@/lib/money/format-usd";

const seenKey = "catalogue-seen";
const mostShown = 60;

const kinds = [
  { kind: "new", words: "new" },
  { kind: "gone", words: "gone" },
  { kind: "cheaper", words: "cheaper" },
  { kind: "dearer", words: "dearer" },
] as const;

/** The day of the last visit; null for a first one. Notes that the page was visited today. */
function readLastVisit(): string | null {
  try {
    const last = localStorage.getItem(seenKey);
    localStorage.setItem(seenKey, new Date().toISOString().slice(0, 10));
    return last;
  } catch {
    // Storage can be switched off: then every visit is a first one.
    return null;
  }
}

/** What came, went and changed in price since this browser was here last; nothing when nothing did. */
export function ChangesLine() {
  const [changes, setChanges] = useState<CatalogueChange[]>([]);
  const [isOpen, setOpen] = useState(false);
  const [isWhole, setWhole] = useState(false);

  useEffect(() => {
    const last = readLastVisit();
    if (last === null) return;
    let isCurrent = true;
    listCatalogueChanges().then(
      (all) => isCurrent && setChanges(all.filter(({ date }) => date >= last)),
      // The list itself says when the server cannot be reached.
      () => {},
    );
    return () => {
      isCurrent = false;
    };
  }, []);

  if (changes.length === 0) return null;
  const counts = kinds
    .map(({ kind, words }) => ({ words, count: changes.filter((change) => change.kind === kind).length }))
    .filter(({ count }) => count > 0);
  return (
    <div className="text-xs text-muted">
      <Button
        size="sm"
        variant="ghost"
        className="h-6 px-0 text-xs"
        aria-expanded={isOpen}
        onPress={() => setOpen(!isOpen)}
      >
        Since your last visit: {counts.map(({ words, count }) => `${count} ${words}`).join(", ")}
      </Button>
      {isOpen && (
        <ul className="mt-1 grid max-h-40 gap-x-6 gap-y-0.5 overflow-y-auto sm:grid-cols-2">
          {changes.slice(0, isWhole ? undefined : mostShown).map((change, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a model may change twice, and the list is read once
            <li key={index} className="truncate">
              <a href={toModelAddress(change.ref)} className="text-foreground hover:underline">
                {change.name}
              </a>{" "}
              {toWords(change)}
            </li>
          ))}
          {!isWhole && changes.length > mostShown && (
            <li>
              <Button size="sm" variant="ghost" className="h-6 px-0 text-xs" onPress={() => setWhole(true)}>
                Show all {formatCount(changes.length)}
              </Button>
            </li>
          )}
        </ul>
      )}
    </div>
  );
}

function toWords(change: CatalogueChange): string {
  if (change.kind === "new" || change.kind === "gone") return change.kind;
  return `${change.what} ${formatPrice(change.from)} → ${formatPrice(change.to)}`;
}
