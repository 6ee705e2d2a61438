import { startTurn } from "@/lib/server/chats/start-turn";
import { route } from "@/lib/server/respond";
import { respondWithTurn } from "@/lib/server/runs/follow-turn";
import { turnRequestSchema } from "@/lib/turns/turn-request";

/** Starts a turn and streams its events. Leaving ends the reading, not the runs. */
export const POST = route({ body: turnRequestSchema }, async ({ caller, body }) => {
  const lanes = await startTurn({ owner: caller.ownerId, turn: body });
  return respondWithTurn(
    lanes,
    lanes.map(() => 0),
  );
});
