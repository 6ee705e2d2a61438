import { CopyValue } from "@/components/chat/copy-value";
import { ListingLine } from "@/components/settings/listing-line";
import type { CatalogueProvider, FactOrigin } from "@/lib/catalogue/catalogue-model";
import { describeSource } from "@/lib/catalogue/describe-source";
import { DocsLink } from "./docs-link";
import { FactLine } from "./fact-line";

type ProviderFactsProps = {
  provider: CatalogueProvider;
  origin: FactOrigin;
  addressFrom: string | null;
};

/** Who a provider is, where that is known from, where it is, and the variable its key is in. */
export function ProviderFacts({ provider, origin, addressFrom }: ProviderFactsProps) {
  const { id, name, kind, keyVariable, callable, baseUrl, docsUrl, listing, isListedOnly } = provider;
  return (
    <section aria-label="About the provider">
      <dl className="divide-y divide-separator rounded-xl border border-border bg-surface text-sm">
        <FactLine label="Id">
          <code className="font-mono text-xs">{id}</code>
        </FactLine>
        <FactLine label="Kind">{kinds[kind]}</FactLine>
        <FactLine label="Known">{describeSource(origin).replace("From", "from")}</FactLine>
        {baseUrl !== "" && kind !== "demo" && (
          <FactLine label="Address">
            <span className="font-mono text-xs break-all">{baseUrl}</span>
            <span className="block text-xs text-muted">
              from {addressFrom}
              {isListedOnly === true && "; it is only shown, nothing is sent there"}
            </span>
          </FactLine>
        )}
        {keyVariable !== null && (
          <FactLine label="Key">
            <span className="inline-flex max-w-full items-center gap-1">
              <code className="min-w-0 rounded bg-default px-1.5 py-0.5 font-mono text-xs break-all">
                {keyVariable}
              </code>
              {isListedOnly !== true && (
                <span className="text-xs whitespace-nowrap text-muted">
                  {callable ? "is set" : "is not set"}
                </span>
              )}
              {!callable && <CopyValue value={`${keyVariable}=`} />}
            </span>
          </FactLine>
        )}
        {docsUrl !== null && (
          <FactLine label="Documentation">
            <DocsLink url={docsUrl} name={name} />
          </FactLine>
        )}
      </dl>
      {listing !== null && <ListingLine listing={listing} />}
    </section>
  );
}

const kinds = {
  hosted: "Hosted service",
  local: "Server on this machine",
  demo: "Built in: it simulates, and calls nothing",
} as const;
