"use client";

import Link from "next/link";
import { CopyButton } from "@/components/chat/copy-button";
import { DocsLink } from "@/components/providers/docs-link";
import type { CatalogueProvider } from "@/lib/catalogue/catalogue-model";
import { toProviderAddress } from "@/lib/catalogue/model-address";
import type { LiveRow } from "@/lib/providers/live-report";
import { ListingLine } from "./listing-line";
import { LiveRows } from "./live-rows";

type ProviderCardProps = { provider: CatalogueProvider; rows: LiveRow[] };

/** One provider: where it is, whether it is ready, and the one thing to do when it is not. */
export function ProviderCard({ provider, rows }: ProviderCardProps) {
  const { id, name, kind, callable, reason, keyVariable, baseUrl, docsUrl, notice, ended, listing } =
    provider;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1.5 px-4 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex items-center gap-2 font-medium">
          <span
            aria-hidden="true"
            className={`size-1.5 shrink-0 rounded-full ${callable && !ended ? "bg-success" : "bg-border"}`}
          />
          <Link href={toProviderAddress(id)} prefetch={false} className="hover:underline">
            {name}
          </Link>
          <span className="font-mono text-xs font-normal text-muted">{id}</span>
        </p>
        <p className="truncate text-xs text-muted">
          {kind === "demo" ? "Built in. Simulates answers and calls nothing." : baseUrl}
        </p>
        {notice !== null && <p className="mt-1 text-xs text-pretty">{notice}</p>}
        {listing !== null && <ListingLine listing={listing} />}
        {kind === "local" && reason !== null && <p className="mt-1 text-xs text-pretty">{reason}</p>}
      </div>
      <div className="flex items-center gap-2 text-sm">
        {keyVariable !== null && (
          <span className="flex items-center gap-1">
            <code className="rounded bg-default px-1.5 py-0.5 font-mono text-xs">{keyVariable}</code>
            {callable ? (
              <span className="text-xs text-muted">is set</span>
            ) : (
              <CopyButton label={`Copy ${keyVariable}=`} getText={() => `${keyVariable}=`} />
            )}
          </span>
        )}
        {docsUrl !== null && (
          <span className="px-2 py-1 text-xs">
            <DocsLink url={docsUrl} name={name} />
          </span>
        )}
      </div>
      <LiveRows rows={rows} />
    </li>
  );
}
