import { tokenParamsSchema, tokenPatchSchema } from "@/lib/gateway/token";
import { revokeToken } from "@/lib/server/access/token-store";
import { editToken } from "@/lib/server/gateway/edit-token";
import { endRunsOf } from "@/lib/server/gateway/live-runs";
import { respondJson, route } from "@/lib/server/respond";

/** Changes what a gateway token may do. */
export const PATCH = route(
  { params: tokenParamsSchema, body: tokenPatchSchema },
  async ({ caller, params, body }) =>
    respondJson(await editToken({ owner: caller.ownerId, ...params, patch: body })),
);

/** Revokes a gateway token: its running answers end, here at once and on other instances within two seconds. */
export const DELETE = route({ params: tokenParamsSchema }, async ({ caller, params }) => {
  await revokeToken({ owner: caller.ownerId, tokenId: params.tokenId });
  endRunsOf(params.tokenId);
  return respondJson({ revoked: true });
});
