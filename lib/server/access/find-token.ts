import "server-only";
import { getDb } from "@/lib/server/db/get-db";
import { writeIfPossible } from "@/lib/server/db/write-if-possible";
import { singleton } from "@/lib/server/singleton";
import { isOver, readModels, toHash } from "./token-row";

/** What a request with a token may do. */
export type GatewayToken = {
  id: string;
  owner: string;
  models: string[];
  requestsPerMinute: number | null;
  tokensPerMinute: number | null;
  usdPerMonth: number | null;
};

/** The token with this text, if it can be used now; else null. Notes, to the minute, that it was used. */
export async function findToken(text: string): Promise<GatewayToken | null> {
  const db = await getDb();
  const row = await db
    .selectFrom("gateway_tokens")
    .select([
      "id",
      "owner",
      "models_json as modelsJson",
      "requests_per_minute as requestsPerMinute",
      "tokens_per_minute as tokensPerMinute",
      "usd_per_month as usdPerMonth",
      "expires_at as expiresAt",
      "last_used_at as lastUsedAt",
      "revoked_at as revokedAt",
    ])
    .where("hash", "=", toHash(text))
    .executeTakeFirst();
  if (row !== undefined) noteTokenId(text, row.id);
  const now = Date.now();
  if (row === undefined || row.revokedAt !== null || isOver(row.expiresAt)) return null;
  if ((row.lastUsedAt ?? 0) < now - 60_000) {
    await writeIfPossible(() =>
      db.updateTable("gateway_tokens").set({ last_used_at: now }).where("id", "=", row.id).execute(),
    );
  }
  const { id, owner, modelsJson, requestsPerMinute, tokensPerMinute, usdPerMonth } = row;
  return { id, owner, models: readModels(modelsJson), requestsPerMinute, tokensPerMinute, usdPerMonth };
}

const knownAtMost = 1_000;
const getKnown = () => singleton("known-tokens", () => new Map<string, string>());

function noteTokenId(text: string, id: string): void {
  const known = getKnown();
  if (known.size >= knownAtMost) known.clear();
  known.set(toHash(text), id);
}

/** The id of a token that was looked up before, whether or not it can still be used; null for any other. */
export const findKnownTokenId = (text: string) => getKnown().get(toHash(text)) ?? null;

/** Of these tokens, those that can no longer be used. */
export async function listUseless(tokenIds: string[]): Promise<Set<string>> {
  if (tokenIds.length === 0) return new Set();
  const rows = await (await getDb())
    .selectFrom("gateway_tokens")
    .select("id")
    .where("id", "in", tokenIds)
    .where((row) => row.or([row("revoked_at", "is not", null), row("expires_at", "<=", Date.now())]))
    .execute();
  return new Set(rows.map(({ id }) => id));
}
