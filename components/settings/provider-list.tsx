import type { CatalogueProvider } from "@/lib/catalogue/catalogue-model";
import { ProviderCard } from "./provider-card";

/** Providers: those that are ready first, the rest with what each of them needs. */
export function ProviderList({ providers }: { providers: CatalogueProvider[] }) {
  const ready = providers.filter((provider) => provider.callable);
  const waiting = providers.filter((provider) => !provider.callable);
  return (
    <>
      <ProviderSection title="Ready" providers={ready} />
      <ProviderSection title="Need a key" providers={waiting.filter(({ kind }) => kind !== "local")} />
      <ProviderSection
        title="Not found on this machine"
        providers={waiting.filter(({ kind }) => kind === "local")}
      />
    </>
  );
}

function ProviderSection({ title, providers }: { title: string; providers: CatalogueProvider[] }) {
  if (providers.length === 0) return null;
  return (
    <section className="mt-6">
      <h3 className="mb-2 text-xs font-medium text-muted">
        {title} · <span className="tabular-nums">{providers.length}</span>
      </h3>
      <ul className="divide-y divide-separator overflow-hidden rounded-xl border border-border bg-surface">
        {providers.map((provider) => (
          <ProviderCard key={provider.id} provider={provider} />
        ))}
      </ul>
    </section>
  );
}
