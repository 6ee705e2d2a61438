import "server-only";
import { AppError } from "@/lib/app-error";
import { mayUseModel } from "@/lib/gateway/token";
import { countInWindow } from "@/lib/server/access/count-in-window";
import type { GatewayToken } from "@/lib/server/access/find-token";

const windowMs = 60_000;
const tokensName = ({ id }: GatewayToken) => `tokens:${id}`;

/**
 * A model that the token does not name is not there for it.
 * @throws AppError `model_not_found`
 */
export function requireModelScope(token: GatewayToken | null, ref: string): void {
  if (token === null || mayUseModel(token.models, ref)) return;
  throw new AppError("model_not_found", `There is no model "${ref.slice(0, 200)}" for this token.`);
}

/**
 * Counts a request against the token's limits per minute.
 * @throws AppError `rate_limited`
 */
export async function countRequest(token: GatewayToken | null): Promise<void> {
  if (token === null) return;
  const { requestsPerMinute, tokensPerMinute } = token;
  if (tokensPerMinute !== null) {
    const { count, remainingMs } = await countInWindow({ name: tokensName(token), windowMs, amount: 0 });
    if (count >= tokensPerMinute) throw limited(`${tokensPerMinute} tokens`, remainingMs);
  }
  if (requestsPerMinute !== null) {
    const { count, remainingMs } = await countInWindow({ name: `requests:${token.id}`, windowMs, amount: 1 });
    if (count > requestsPerMinute) throw limited(`${requestsPerMinute} requests`, remainingMs);
  }
}

/** Counts what a request used against the token's limit per minute. */
export async function countTokens(token: GatewayToken | null, amount: number): Promise<void> {
  if (token === null || token.tokensPerMinute === null || amount === 0) return;
  await countInWindow({ name: tokensName(token), windowMs, amount });
}

function limited(what: string, remainingMs: number): AppError {
  const retryAfterSeconds = Math.max(1, Math.ceil(remainingMs / 1000));
  return new AppError(
    "rate_limited",
    `This token may use ${what} per minute. Try again in ${retryAfterSeconds} s.`,
    {
      retryAfterSeconds,
    },
  );
}
