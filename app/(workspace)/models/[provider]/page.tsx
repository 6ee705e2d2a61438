import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { ConnectionTest } from "@/components/providers/connection-test";
import { OfferFacts } from "@/components/providers/offer-facts";
import { ProviderFacts } from "@/components/providers/provider-facts";
import { ProviderModels } from "@/components/providers/provider-models";
import { ProviderState } from "@/components/providers/provider-state";
import { StartGuide } from "@/components/providers/start-guide";
import { PageHeader } from "@/components/workspace/page-header";
import { fromModelAddress } from "@/lib/catalogue/model-address";
import { requirePageCaller } from "@/lib/server/access/caller";
import { describeProvider } from "@/lib/server/providers/describe-provider";

type ProviderPageProps = { params: Promise<{ provider: string }> };

async function readProvider(params: ProviderPageProps["params"]) {
  await requirePageCaller();
  return describeProvider(fromModelAddress([(await params).provider])) ?? notFound();
}

export async function generateMetadata({ params }: ProviderPageProps): Promise<Metadata> {
  return { title: (await readProvider(params)).provider.name };
}

export default async function ProviderPage({ params }: ProviderPageProps) {
  const { provider, origin, addressFrom, startCommand, baseUrlVariable, summary } =
    await readProvider(params);
  const models = summary.offered + summary.notOffered + summary.removedUpstream;
  const unpaid = provider.kind === "local" ? "local" : provider.kind === "demo" ? "simulated" : null;
  return (
    <>
      <PageHeader title={provider.name}>
        <Link href="/models" className="button button--sm button--ghost">
          All models
        </Link>
      </PageHeader>
      <div className="flex min-h-0 flex-1 flex-col overflow-y-auto lg:flex-row lg:overflow-hidden">
        <div className="flex shrink-0 flex-col gap-6 px-4 py-5 lg:w-80 lg:overflow-y-auto lg:border-r lg:border-separator">
          <ProviderState provider={provider} />
          <ProviderFacts provider={provider} origin={origin} addressFrom={addressFrom} />
          {startCommand !== null && (
            <StartGuide
              name={provider.name}
              command={startCommand}
              baseUrl={provider.baseUrl}
              variable={baseUrlVariable}
            />
          )}
          {provider.isListedOnly !== true && <ConnectionTest provider={provider} />}
          <OfferFacts summary={summary} unpaid={unpaid} />
        </div>
        <section
          aria-label={`Models of ${provider.name}`}
          className="flex h-[85dvh] shrink-0 flex-col border-t border-separator lg:h-auto lg:min-h-0 lg:min-w-0 lg:shrink lg:flex-1 lg:border-t-0"
        >
          <Suspense>
            <ProviderModels providerId={provider.id} told={{ callable: provider.callable, models }} />
          </Suspense>
        </section>
      </div>
    </>
  );
}
