import "server-only";
import { randomBytes } from "node:crypto";
import { type Kysely, sql } from "kysely";
import type { z } from "zod";
import { AppError } from "@/lib/app-error";
import {
  type CreatedToken,
  lastMoment,
  type newTokenSchema,
  type TokenInfo,
  type TokenPatch,
  tokenPrefix,
} from "@/lib/gateway/token";
import { createId } from "@/lib/id";
import { toMonth } from "@/lib/money/to-month";
import { requireUnchanged, toNextUpdate } from "@/lib/server/changed-meanwhile";
import { getDb } from "@/lib/server/db/get-db";
import { lockInTransaction } from "@/lib/server/db/lock-in-transaction";
import { notify } from "@/lib/server/db/notices";
import type { Database } from "@/lib/server/db/schema";
import { isOver, readModels, toHash } from "./token-row";

const columns = [
  "gateway_tokens.id",
  "name",
  "hint",
  "models_json as modelsJson",
  "requests_per_minute as requestsPerMinute",
  "tokens_per_minute as tokensPerMinute",
  "usd_per_month as usdPerMonth",
  "created_at as createdAt",
  sql<number>`coalesce(updated_at, created_at)`.as("updatedAt"),
  "expires_at as expiresAt",
  "last_used_at as lastUsedAt",
  "revoked_at as revokedAt",
] as const;

/** Makes a token. This is the only time it can be read. */
export async function createToken(
  owner: string,
  given: z.output<typeof newTokenSchema>,
): Promise<CreatedToken> {
  const token = `${tokenPrefix}${randomBytes(32).toString("base64url")}`;
  const id = createId();
  const createdAt = Date.now();
  await (await getDb())
    .insertInto("gateway_tokens")
    .values({
      id,
      owner,
      name: given.name,
      hash: toHash(token),
      hint: token.slice(-4),
      models_json: JSON.stringify(given.models),
      requests_per_minute: given.requestsPerMinute,
      tokens_per_minute: given.tokensPerMinute,
      usd_per_month: given.usdPerMonth,
      created_at: createdAt,
      expires_at: given.expiresAt,
    })
    .execute();
  const info = {
    id,
    hint: token.slice(-4),
    createdAt,
    updatedAt: createdAt,
    lastUsedAt: null,
    revokedAt: null,
    spentUsd: 0,
    isExpired: isOver(given.expiresAt),
  };
  return { token, info: { ...given, ...info } };
}

/** The owner's tokens, newest first, with what each has spent this month. */
export async function listTokens(owner: string): Promise<TokenInfo[]> {
  const rows = await selectTokens(await getDb(), owner)
    .orderBy("created_at", "desc")
    .execute();
  return rows.map(toInfo);
}

const selectTokens = (db: Kysely<Database>, owner: string) =>
  db
    .selectFrom("gateway_tokens")
    .leftJoin("budgets", (join) =>
      join
        .on("budgets.scope", "=", sql<string>`'token:' || gateway_tokens.id`)
        .on("budgets.period", "=", toMonth(Date.now())),
    )
    .select([...columns, "budgets.spent_usd as spentUsd"])
    .where("gateway_tokens.owner", "=", owner);

type TokenRow = Omit<TokenInfo, "models" | "spentUsd" | "isExpired"> & {
  modelsJson: string;
  spentUsd: number | null;
};

/** An expiry of before there was a bound may be later than any calendar shows. */
const toInfo = ({ modelsJson, spentUsd, ...row }: TokenRow): TokenInfo => ({
  ...row,
  expiresAt: row.expiresAt === null ? null : Math.min(row.expiresAt, lastMoment),
  models: readModels(modelsJson),
  spentUsd: spentUsd ?? 0,
  isExpired: isOver(row.expiresAt),
});

/**
 * Changes what a token may do.
 * @throws AppError `not_found`, and `conflict` when it was changed or revoked meanwhile
 */
export async function patchToken(
  db: Kysely<Database>,
  { owner, tokenId, patch }: { owner: string; tokenId: string; patch: TokenPatch },
): Promise<{ before: TokenInfo; after: TokenInfo }> {
  await lockInTransaction(db, `token:${tokenId}`);
  const find = () => selectTokens(db, owner).where("gateway_tokens.id", "=", tokenId).executeTakeFirst();
  const row = await find();
  if (row === undefined) throw new AppError("not_found", "There is no such token.");
  if (row.revokedAt !== null)
    throw new AppError("conflict", "This token is revoked, which cannot be undone. Make a new one.");
  const before = toInfo(row);
  requireUnchanged("token", { basedOn: patch.basedOn, current: before });
  const { name, models, requestsPerMinute, tokensPerMinute, usdPerMonth, expiresAt } = patch;
  const changes = {
    ...(name === undefined ? {} : { name }),
    ...(models === undefined ? {} : { models_json: JSON.stringify(models) }),
    ...(requestsPerMinute === undefined ? {} : { requests_per_minute: requestsPerMinute }),
    ...(tokensPerMinute === undefined ? {} : { tokens_per_minute: tokensPerMinute }),
    ...(usdPerMonth === undefined ? {} : { usd_per_month: usdPerMonth }),
    ...(expiresAt === undefined ? {} : { expires_at: expiresAt }),
    updated_at: toNextUpdate(before.updatedAt),
  };
  await db.updateTable("gateway_tokens").set(changes).where("id", "=", tokenId).execute();
  return { before, after: toInfo((await find()) ?? row) };
}

/**
 * Makes a token useless from now on, on all instances.
 * @throws AppError `not_found`
 */
export async function revokeToken({ owner, tokenId }: { owner: string; tokenId: string }): Promise<void> {
  const db = await getDb();
  const changed = await db
    .updateTable("gateway_tokens")
    .set((row) => ({ revoked_at: row.fn.coalesce("revoked_at", row.val(Date.now())) }))
    .where("id", "=", tokenId)
    .where("owner", "=", owner)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw new AppError("not_found", "There is no such token.");
  await notify(db, { kind: "revoked", tokenId });
}
