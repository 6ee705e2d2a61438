import { sessionParamsSchema } from "@/lib/api/session-info";
import { endSession } from "@/lib/server/access/session-store";
import { respondJson, route } from "@/lib/server/respond";

/** Signs one browser out. */
export const DELETE = route({ params: sessionParamsSchema }, async ({ caller, params }) => {
  await endSession({ owner: caller.ownerId, sessionId: params.sessionId });
  return respondJson({ ended: true });
});
