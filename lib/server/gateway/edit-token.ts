import "server-only";
import type { TokenInfo, TokenPatch } from "@/lib/gateway/token";
import { patchToken } from "@/lib/server/access/token-store";
import { getDb } from "@/lib/server/db/get-db";
import { inTransaction } from "@/lib/server/db/in-transaction";
import { beginTokenBudget } from "@/lib/server/runs/budget-store";

type EditToken = { owner: string; tokenId: string; patch: TokenPatch };

/**
 * Changes what a token may do from its next request on. A budget that it did not have begins with what it has spent this month.
 * @throws AppError `not_found`, and `conflict` when it was changed or revoked meanwhile
 */
export async function editToken({ owner, tokenId, patch }: EditToken): Promise<TokenInfo> {
  return inTransaction(await getDb(), async (db) => {
    const { before, after } = await patchToken(db, { owner, tokenId, patch });
    if (before.usdPerMonth !== null || after.usdPerMonth === null) return after;
    return { ...after, spentUsd: await beginTokenBudget(db, { owner, tokenId }) };
  });
}
