import { newTokenSchema } from "@/lib/gateway/token";
import { createToken, listTokens } from "@/lib/server/access/token-store";
import { respondJson, route } from "@/lib/server/respond";

export const GET = route({}, async ({ caller }) => respondJson(await listTokens(caller.ownerId)));

/** Makes a gateway token; the response is the only place where it is ever shown. */
export const POST = route({ body: newTokenSchema }, async ({ caller, body }) =>
  respondJson(await createToken(caller.ownerId, body), { status: 201 }),
);
