import { z } from "zod";
import { basedOnSchema } from "@/lib/edits/edit-schema";
import { idSchema } from "@/lib/id-schema";

/** Every token begins with this: what does not is no token of ours. */
export const tokenPrefix = "sy_";

const modelPattern = z.string().trim().min(1).max(300, "must have 300 characters at most");

/** The last moment that every calendar and every field of a form can show. */
export const lastMoment = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

const wholeNumber = (most: number) =>
  z
    .int("must be a whole number")
    .min(1, "must be 1 or more")
    .max(most, `must be ${most.toLocaleString("en-US")} at most`);

/** What a token may do; null is not limited. */
const tokenContents = {
  name: z.string().trim().min(1, "must not be empty").max(80, "must have 80 characters at most"),
  /** Refs, or beginnings of refs that end in `*`. Empty: every model. */
  models: z.array(modelPattern).max(50, "must be 50 at most"),
  requestsPerMinute: wholeNumber(1_000_000).nullable(),
  tokensPerMinute: wholeNumber(1_000_000_000).nullable(),
  usdPerMonth: z
    .number("must be a number, such as 2.5")
    .min(0, "must not be negative")
    .max(1_000_000, "must be 1,000,000 at most")
    .nullable(),
  /** Epoch ms. */
  expiresAt: z
    .int("must be a time")
    .min(1, "must be a time")
    .max(lastMoment, "must be before the year 10000")
    .nullable(),
};
export const tokenContentSchema = z.strictObject(tokenContents);
export type TokenContent = z.infer<typeof tokenContentSchema>;

/** `POST /api/tokens`: what is absent is not limited. */
export const newTokenSchema = z.strictObject({
  name: tokenContents.name,
  models: tokenContents.models.default([]),
  requestsPerMinute: tokenContents.requestsPerMinute.default(null),
  tokensPerMinute: tokenContents.tokensPerMinute.default(null),
  usdPerMonth: tokenContents.usdPerMonth.default(null),
  expiresAt: tokenContents.expiresAt.default(null),
});
export type NewToken = z.input<typeof newTokenSchema>;

/** `PATCH /api/tokens/:tokenId`: it may do this from now on. */
export const tokenPatchSchema = z.strictObject({ ...tokenContents, basedOn: basedOnSchema }).partial();
export type TokenPatch = z.infer<typeof tokenPatchSchema>;

export const tokenParamsSchema = z.object({ tokenId: idSchema });

/** A token as the screen shows it: never the token itself. Times in epoch ms. */
export type TokenInfo = TokenContent & {
  id: string;
  /** Its last characters. */
  hint: string;
  createdAt: number;
  /** Of what it may do. */
  updatedAt: number;
  lastUsedAt: number | null;
  revokedAt: number | null;
  /** Its time is over, by the server's clock. */
  isExpired: boolean;
  /** Spent in this month (UTC), in USD. */
  spentUsd: number;
};

/** `POST /api/tokens`: the one time the token is shown. */
export type CreatedToken = { token: string; info: TokenInfo };

/** True when `ref` is one of the models that the patterns name; no patterns name every model. */
export function mayUseModel(patterns: readonly string[], ref: string): boolean {
  if (patterns.length === 0) return true;
  return patterns.some((pattern) =>
    pattern.endsWith("*") ? ref.startsWith(pattern.slice(0, -1)) : ref === pattern,
  );
}
