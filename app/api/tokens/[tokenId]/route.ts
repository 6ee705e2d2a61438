import { tokenParamsSchema } from "@/lib/gateway/token";
import { revokeToken } from "@/lib/server/access/token-store";
import { endRunsOf } from "@/lib/server/gateway/live-runs";
import { respondJson, route } from "@/lib/server/respond";

/** Revokes a gateway token: its running answers end, here at once and on other instances within two seconds. */
export const DELETE = route({ params: tokenParamsSchema }, async ({ caller, params }) => {
  await revokeToken({ owner: caller.ownerId, tokenId: params.tokenId });
  endRunsOf(params.tokenId);
  return respondJson({ revoked: true });
});
