import Link from "next/link";
import type { CatalogueModel, CatalogueProvider } from "@/lib/catalogue/catalogue-model";
import { toModelAddress } from "@/lib/catalogue/model-address";
import { originOf } from "@/lib/catalogue/origin-of";
import { AvailabilityCell } from "./availability-cell";
import { PriceCell } from "./price-cell";
import { Sourced } from "./sourced";
import { TokensCell } from "./tokens-cell";

export type Offer = { model: CatalogueModel; provider: CatalogueProvider };

/** Where else the same model is offered, as far as ids tell, with what differs. */
export function Offers({ offers }: { offers: Offer[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section aria-label="Elsewhere, going by its id" className="overflow-x-auto" tabIndex={0}>
      <table className="w-full text-sm">
        <thead>
          <tr className="text-xs text-muted">
            <th scope="col" className="py-2 pr-3 text-left font-medium">
              Provider
            </th>
            <th scope="col" className="px-2 text-right sm:px-3 font-medium">
              Input $/1M
            </th>
            <th scope="col" className="px-2 text-right sm:px-3 font-medium">
              Output $/1M
            </th>
            <th scope="col" className="px-2 text-right sm:px-3 font-medium max-sm:hidden">
              Context
            </th>
            <th scope="col" className="pl-3 text-left font-medium">
              Availability
            </th>
          </tr>
        </thead>
        <tbody>
          {offers.map(({ model, provider }) => (
            <tr key={model.ref} className="border-t border-separator">
              <th scope="row" className="min-w-32 py-2 pr-3 text-left font-normal">
                <Link href={toModelAddress(model.ref)} prefetch={false} className="hover:underline">
                  {provider.name}
                </Link>
                <span className="block font-mono text-[0.6875rem] break-all text-muted">{model.id}</span>
              </th>
              <td className="px-2 text-right sm:px-3 tabular-nums">
                <Sourced origin={originOf(model, "prices")}>
                  <PriceCell model={model} usdPerMTok={model.prices.inputUsdPerMTok} />
                </Sourced>
              </td>
              <td className="px-2 text-right sm:px-3 tabular-nums">
                <Sourced origin={originOf(model, "prices")}>
                  <PriceCell model={model} usdPerMTok={model.prices.outputUsdPerMTok} />
                </Sourced>
              </td>
              <td className="px-2 text-right sm:px-3 tabular-nums max-sm:hidden">
                <Sourced origin={originOf(model, "contextTokens")}>
                  <TokensCell tokens={model.contextTokens} warnings={[]} />
                </Sourced>
              </td>
              <td className="pl-3">
                <AvailabilityCell model={model} provider={provider} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
