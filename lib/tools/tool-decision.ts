import { z } from "zod";

/**
 * `POST /api/runs/:runId/decisions`: what becomes of a call that waits. `run` calls the tool, `deny` tells the model that it
 * may not, `answer` gives a result in the tool's place.
 */
export const toolDecisionSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("run"), toolCallId: z.string().min(1).max(300) }),
  z.strictObject({
    kind: z.literal("deny"),
    toolCallId: z.string().min(1).max(300),
    reason: z.string().max(2_000).optional(),
  }),
  z.strictObject({ kind: z.literal("answer"), toolCallId: z.string().min(1).max(300), result: z.json() }),
]);

/** What a waiting call asks for, in its part's `approval.descriptor`: leave to be made, or the result of what cannot be made. */
export type CallQuestion = { wanted: "consent" | "result" };

export type ToolDecision = z.infer<typeof toolDecisionSchema>;
