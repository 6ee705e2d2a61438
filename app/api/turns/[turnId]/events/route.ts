import { z } from "zod";
import { idSchema } from "@/lib/id-schema";
import { findNodeResponse } from "@/lib/server/access/connections";
import { route } from "@/lib/server/respond";
import { respondWithTurn } from "@/lib/server/runs/follow-turn";
import { resumeTurn } from "@/lib/server/runs/resume-turn";

const params = z.object({ turnId: idSchema });

/** The events of a turn after `Last-Event-ID`, or from its start. */
export const GET = route({ params }, async ({ request, caller, params: { turnId } }) => {
  const lastEventId = request.headers.get("last-event-id");
  const { runs, cursor } = await resumeTurn({ owner: caller.ownerId, turnId, lastEventId });
  return respondWithTurn(
    runs.map(({ id, laneId }) => ({ laneId, runId: id })),
    cursor,
    findNodeResponse(request.headers),
  );
});
