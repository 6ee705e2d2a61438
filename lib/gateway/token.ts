import { z } from "zod";
import { idSchema } from "@/lib/id-schema";

/** Every token begins with this: what does not is no token of ours. */
export const tokenPrefix = "sy_";

const modelPattern = z.string().trim().min(1).max(300);

/** `POST /api/tokens`: what a new token may do; what is absent or null is not limited. */
export const newTokenSchema = z.strictObject({
  name: z.string().trim().min(1, "must not be empty").max(80),
  /** Refs, or beginnings of refs that end in `*`. Empty: every model. */
  models: z.array(modelPattern).max(50).default([]),
  requestsPerMinute: z.int().min(1).max(1_000_000).nullable().default(null),
  tokensPerMinute: z.int().min(1).max(1_000_000_000).nullable().default(null),
  usdPerMonth: z.number().min(0).max(1_000_000).nullable().default(null),
  /** Epoch ms. */
  expiresAt: z.int().min(1).nullable().default(null),
});
export type NewToken = z.input<typeof newTokenSchema>;

export const tokenParamsSchema = z.object({ tokenId: idSchema });

/** A token as the screen shows it: never the token itself. Times in epoch ms. */
export type TokenInfo = {
  id: string;
  name: string;
  /** Its last characters. */
  hint: string;
  models: string[];
  requestsPerMinute: number | null;
  tokensPerMinute: number | null;
  usdPerMonth: number | null;
  createdAt: number;
  expiresAt: number | null;
  lastUsedAt: number | null;
  revokedAt: number | null;
  /** Spent in this month (UTC), in USD. */
  spentUsd: number;
};

/** `POST /api/tokens`: the one time the token is shown. */
export type CreatedToken = { token: string; info: TokenInfo };

/** True when `ref` is one of the models that the patterns name; no patterns name every model. */
export function mayUseModel(patterns: string[], ref: string): boolean {
  if (patterns.length === 0) return true;
  return patterns.some((pattern) =>
    pattern.endsWith("*") ? ref.startsWith(pattern.slice(0, -1)) : ref === pattern,
  );
}
