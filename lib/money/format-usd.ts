import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";

const allDigits = new Intl.NumberFormat("en-US", { maximumFractionDigits: 20, useGrouping: false });

/** A number's shortest digits without an exponent: `0.0023`, not `2.3e-3`. */
export function toDigits(value: number): string {
  return allDigits.format(value);
}

/**
 * A price with the digits of its source, at least two decimals unless whole: `$1.35`, `$0.0023`, `$0.10`, `$4`. What a source's
 * own arithmetic left behind (`0.049999999999999996`) is no digit of a price.
 */
export function formatPrice(usdPerMTok: number): string {
  return `$${withCents(toDigits(Number(usdPerMTok.toPrecision(12))))}`;
}

/** `0.5` is no amount of money, `0.50` is. */
const withCents = (digits: string): string => (/\.\d$/.test(digits) ? `${digits}0` : digits);

const cents = new Intl.NumberFormat("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** What runs cost: three significant digits below a dollar, at least cents; from there on cents, thousands grouped. */
export function formatUsd(usd: number): string {
  if (usd === 0) return "$0";
  const rounded = Number(usd.toPrecision(3));
  return `$${Math.abs(rounded) >= 1 ? cents.format(usd) : withCents(toDigits(rounded))}`;
}

/** A price as a table's cell shows it: never 0 or "free" for what is not known. */
export function formatModelPrice(
  { priceState, priceVaries }: Pick<CatalogueModel, "priceState" | "priceVaries">,
  usdPerMTok: number | null,
): string {
  if (priceState === "local") return "local";
  if (priceState === "simulated") return "simulated";
  if (usdPerMTok === null) return priceVaries === undefined ? "not published" : "varies";
  return usdPerMTok === 0 ? "$0 listed" : formatPrice(usdPerMTok);
}
