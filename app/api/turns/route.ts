import { findNodeResponse } from "@/lib/server/access/connections";
import { startTurn } from "@/lib/server/chats/start-turn";
import { route } from "@/lib/server/respond";
import { respondWithTurn } from "@/lib/server/runs/follow-turn";
import { maxTurnBytes } from "@/lib/turns/turn-limits";
import { turnRequestSchema } from "@/lib/turns/turn-request";

/**
 * Starts a turn and streams its events. Leaving ends the reading, not the runs. When no lane can be called, who
 * accepts event streams gets the failed answers as events; anybody else the first lane's error with its status.
 */
export const POST = route(
  { body: turnRequestSchema, maxBodyBytes: maxTurnBytes },
  async ({ request, caller, body }) => {
    const { lanes, refusal } = await startTurn({ owner: caller.ownerId, turn: body });
    const acceptsEvents = request.headers.get("accept")?.includes("text/event-stream") ?? false;
    if (refusal !== null && !acceptsEvents) throw refusal;
    return respondWithTurn(
      lanes,
      lanes.map(() => 0),
      findNodeResponse(request.headers),
    );
  },
);
