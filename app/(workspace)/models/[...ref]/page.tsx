import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { CopyValue } from "@/components/chat/copy-value";
import { ModelFacts } from "@/components/models/model-facts";
import { Offers } from "@/components/models/offers";
import { SampleCode } from "@/components/models/sample-code";
import { DocsLink } from "@/components/providers/docs-link";
import { PageHeader } from "@/components/workspace/page-header";
import { listFacts } from "@/lib/catalogue/list-facts";
import { listAddressedRefs, toProviderAddress } from "@/lib/catalogue/model-address";
import { requirePageCaller } from "@/lib/server/access/caller";
import { describeModel } from "@/lib/server/providers/describe-model";

type ModelPageProps = { params: Promise<{ ref: string[] }> };

async function readModel(params: ModelPageProps["params"]) {
  await requirePageCaller();
  const [found] = listAddressedRefs((await params).ref).flatMap((ref) => describeModel(ref) ?? []);
  return found ?? notFound();
}

export async function generateMetadata({ params }: ModelPageProps): Promise<Metadata> {
  return { title: (await readModel(params)).model.name };
}

export default async function ModelPage({ params }: ModelPageProps) {
  const { model, provider, offers } = await readModel(params);
  return (
    <>
      <PageHeader title={model.name}>
        <Link href="/models" className="button button--sm button--ghost">
          All models
        </Link>
        <Link
          href={{ pathname: "/", query: { model: model.ref } }}
          prefetch={false}
          className="button button--sm button--primary"
        >
          Try
        </Link>
      </PageHeader>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex max-w-5xl flex-col gap-8 px-4 py-6">
          <section aria-label="Which model" className="flex flex-col gap-1">
            <p className="flex min-w-0 items-center gap-1 font-mono text-sm break-all">
              {model.ref}
              <CopyValue value={model.ref} />
            </p>
            <p className="text-sm text-muted">
              Offered by{" "}
              <Link href={toProviderAddress(provider.id)} prefetch={false} className="text-link underline">
                {provider.name}
              </Link>
              {provider.docsUrl !== null && (
                <>
                  {" · "}
                  <DocsLink url={provider.docsUrl} name={provider.name} />
                </>
              )}
              {provider.keyVariable !== null && (
                <>
                  {" · key in "}
                  <code className="font-mono text-xs break-all">{provider.keyVariable}</code>
                </>
              )}
            </p>
            {(model.notOffered ?? provider.reason) !== null && (
              <p className="mt-1 rounded-xl bg-warning-soft px-3.5 py-2 text-sm text-warning-soft-foreground">
                {model.notOffered ?? provider.reason}
              </p>
            )}
            {[...(model.priceVaries === undefined ? [] : [model.priceVaries]), ...model.warnings].map(
              (warning) => (
                <p key={warning} className="text-sm text-warning-soft-foreground">
                  {warning}
                </p>
              ),
            )}
          </section>
          <ModelFacts groups={listFacts(model)} />
          {offers.length > 0 && (
            <section>
              <h2 className="mb-2 text-sm font-semibold">Elsewhere, going by its id</h2>
              <Offers offers={offers} />
            </section>
          )}
          {provider.baseUrl.startsWith("http") && (
            <SampleCode
              providerId={provider.id}
              modelId={model.id}
              baseUrl={provider.baseUrl}
              keyVariable={provider.keyVariable}
            />
          )}
        </div>
      </div>
    </>
  );
}
