import { describeSource } from "@/lib/catalogue/describe-source";
import type { Range } from "@/lib/catalogue/group-rows";
import type { OfferSummary } from "@/lib/catalogue/summarise-offer";
import { formatCompactCount, formatCount } from "@/lib/format-number";
import { formatPrice } from "@/lib/money/format-usd";
import { FactLine } from "./fact-line";

type Fact = { label: string; value: string; note?: string };

function toRangeWords(range: Range, write: (value: number) => string): string {
  const [from, to] = [write(range.min), write(range.max)];
  return from === to ? from : `${from} – ${to}`;
}

function listFacts(summary: OfferSummary, unpaid: string | null): Fact[] {
  const { offered, notOffered, removedUpstream, listedAtZero, unknownPrices } = summary;
  const total = offered === 0 ? notOffered : offered;
  const limit = (label: string, range: Range | null): Fact =>
    range === null
      ? { label, value: "not stated" }
      : {
          label,
          value: toRangeWords(range, formatCompactCount),
          ...(range.known < total && { note: `stated for ${formatCount(range.known)}` }),
        };
  const price = (label: string, range: Range | null): Fact => ({
    label,
    value: unpaid ?? (range === null ? "not published" : toRangeWords(range, formatPrice)),
    ...(unpaid === null &&
      range !== null &&
      range.known < total && { note: `published for ${formatCount(range.known)}` }),
  });
  return [
    { label: "Models", value: formatCount(offered) },
    ...(notOffered > 0 ? [{ label: "No longer offered", value: formatCount(notOffered) }] : []),
    ...(removedUpstream > 0 ? [{ label: "Removed upstream", value: formatCount(removedUpstream) }] : []),
    limit("Context, tokens", summary.contextTokens),
    limit("Longest answer, tokens", summary.maxOutputTokens),
    price("Input, $ per 1M", summary.inputUsdPerMTok),
    price("Output, $ per 1M", summary.outputUsdPerMTok),
    ...(listedAtZero > 0 ? [{ label: "Listed at $0", value: formatCount(listedAtZero) }] : []),
    ...(unknownPrices > 0 ? [{ label: "Price not published", value: formatCount(unknownPrices) }] : []),
  ];
}

type OfferFactsProps = {
  summary: OfferSummary;
  /** Why nothing is paid here: `local`, `simulated`; null where prices are. */
  unpaid: string | null;
};

/** The limits and prices of a provider's models, and who told of them. */
export function OfferFacts({ summary, unpaid }: OfferFactsProps) {
  return (
    <section aria-label="Limits and prices">
      <h2 className="mb-2 text-sm font-semibold">Limits and prices</h2>
      <dl className="divide-y divide-separator rounded-xl border border-border bg-surface text-sm">
        {listFacts(summary, unpaid).map(({ label, value, note }) => (
          <FactLine key={label} label={label}>
            <span className="tabular-nums">{value}</span>
            {note !== undefined && <span className="block text-xs text-muted tabular-nums">{note}</span>}
          </FactLine>
        ))}
      </dl>
      <ul className="mt-2 text-xs text-muted tabular-nums">
        {summary.sources.map(({ models, ...origin }) => (
          <li key={describeSource(origin)}>
            {describeSource(origin)}: {formatCount(models)} {models === 1 ? "model" : "models"}
          </li>
        ))}
      </ul>
    </section>
  );
}
