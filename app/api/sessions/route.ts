import { getSessionId } from "@/lib/server/access/session";
import { endAllSessions, listSessions } from "@/lib/server/access/session-store";
import { respondJson, route } from "@/lib/server/respond";

/** The browsers that are signed in. */
export const GET = route({}, async ({ caller }) =>
  respondJson(await listSessions(caller.ownerId, await getSessionId())),
);

/** Signs out everywhere, here too. */
export const DELETE = route({}, async ({ caller }) => {
  await endAllSessions(caller.ownerId);
  return respondJson({ signedIn: false });
});
