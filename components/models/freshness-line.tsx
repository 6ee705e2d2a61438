"use client";

import { Button } from "@heroui/react/button";
import { useState } from "react";
import { toRefusal } from "@/components/chat/to-refusal";
import { refreshCatalogue } from "@/lib/api/catalogue";
import type { Catalogue } from "@/lib/catalogue/catalogue-model";
import { formatCount } from "@/lib/format-number";
import { toAgo } from "@/lib/to-ago";
import { loadCatalogue } from "./catalogue-store";

/** How much the catalogue holds, from where and from when, and a way to ask again. */
export function FreshnessLine({ catalogue }: { catalogue: Catalogue }) {
  const { freshness, providers, models } = catalogue;
  const [refreshing, setRefreshing] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const busy = refreshing || freshness.isRefreshing;

  async function refresh() {
    setRefreshing(true);
    setRefused(null);
    try {
      await refreshCatalogue();
      await loadCatalogue();
    } catch (error) {
      setRefused(toRefusal(error).text);
    } finally {
      setRefreshing(false);
    }
  }

  const words = [
    `${formatCount(models.length)} models`,
    freshness.checkedAt === null
      ? "built-in list of September 2025"
      : `models.dev, ${toAgo(Date.parse(freshness.checkedAt), Date.now())}`,
    freshness.skippedRows > 0 &&
      `${formatCount(freshness.skippedRows)} ${freshness.skippedRows === 1 ? "row" : "rows"} skipped`,
  ].filter((word) => word !== false);

  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-muted" aria-live="polite">
      <span>
        <span className="max-sm:hidden">{formatCount(providers.length)} providers, </span>
        {words.join(" · ")}
      </span>
      {freshness.problem !== null && (
        <span className="text-warning-soft-foreground">
          The last refresh failed: {freshness.problem}. What was known before is shown.
        </span>
      )}
      {refused !== null && <span className="text-danger">{refused}</span>}
      {freshness.isOff ? (
        <span title="CATALOGUE_REFRESH=off">Refreshing is switched off.</span>
      ) : (
        <Button
          size="sm"
          variant="ghost"
          className="h-6 px-1.5 text-xs"
          isPending={busy}
          onPress={() => void refresh()}
        >
          {busy ? "Refreshing…" : "Refresh"}
        </Button>
      )}
    </p>
  );
}
