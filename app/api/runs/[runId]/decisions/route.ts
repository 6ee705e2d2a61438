import { z } from "zod";
import { idSchema } from "@/lib/id-schema";
import { respondJson, route } from "@/lib/server/respond";
import { saveDecision } from "@/lib/server/runs/decision-store";
import { toolDecisionSchema } from "@/lib/tools/tool-decision";

const params = z.object({ runId: idSchema });

/** Decides what becomes of a tool call that waits for a person. Answers with the decision that counts: the first. */
export const POST = route({ params, body: toolDecisionSchema }, async ({ caller, params: { runId }, body }) =>
  respondJson(await saveDecision({ owner: caller.ownerId, runId, decision: body })),
);
