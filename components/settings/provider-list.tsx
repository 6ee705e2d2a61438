import type { CatalogueProvider } from "@/lib/catalogue/catalogue-model";
import type { LiveRow } from "@/lib/providers/live-report";
import { ProviderCard } from "./provider-card";

type ProviderListProps = {
  providers: CatalogueProvider[];
  /** What the last live checks found, of all providers. */
  rows: LiveRow[];
};

/** Providers: those that are ready first, the rest with what each of them needs. */
export function ProviderList({ providers, rows }: ProviderListProps) {
  const ready = providers.filter((provider) => provider.callable);
  const waiting = providers.filter((provider) => !provider.callable);
  return (
    <>
      <ProviderSection title="Ready" providers={ready} rows={rows} />
      <ProviderSection
        title="Need a key"
        providers={waiting.filter(({ kind }) => kind !== "local")}
        rows={rows}
      />
      <ProviderSection
        title="Not found on this machine"
        providers={waiting.filter(({ kind }) => kind === "local")}
        rows={rows}
      />
    </>
  );
}

function ProviderSection({ title, providers, rows }: ProviderListProps & { title: string }) {
  if (providers.length === 0) return null;
  return (
    <section className="mt-6">
      <h3 className="mb-2 text-xs font-medium text-muted">
        {title} · <span className="tabular-nums">{providers.length}</span>
      </h3>
      <ul className="divide-y divide-separator overflow-hidden rounded-xl border border-border bg-surface">
        {providers.map((provider) => (
          <ProviderCard
            key={provider.id}
            provider={provider}
            rows={rows.filter(({ providerId }) => providerId === provider.id)}
          />
        ))}
      </ul>
    </section>
  );
}
