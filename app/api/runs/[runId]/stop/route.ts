import { z } from "zod";
import { idSchema } from "@/lib/id-schema";
import { respondJson, route } from "@/lib/server/respond";
import { stopRun } from "@/lib/server/runs/stop-run";

const params = z.object({ runId: idSchema });

/** Stops a run and keeps its text. */
export const POST = route({ params }, async ({ caller, params: { runId } }) =>
  respondJson(await stopRun({ owner: caller.ownerId, runId })),
);
