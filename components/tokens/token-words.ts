import { formatCount } from "@/lib/format-number";
import type { TokenContent } from "@/lib/gateway/token";
import { formatUsd } from "@/lib/money/format-usd";

/** What a token may do, in words. */
export function toLimitWords(token: TokenContent): string {
  const { models, requestsPerMinute, tokensPerMinute, usdPerMonth } = token;
  return [
    models.length === 0 ? "every model" : models.join(", "),
    ...(requestsPerMinute === null ? [] : [`${formatCount(requestsPerMinute)} requests/min`]),
    ...(tokensPerMinute === null ? [] : [`${formatCount(tokensPerMinute)} tokens/min`]),
    ...(usdPerMonth === null ? [] : [`${formatUsd(usdPerMonth)} a month`]),
  ].join(" · ");
}
