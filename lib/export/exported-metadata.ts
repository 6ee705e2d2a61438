import { z } from "zod";
import { runOutcomes } from "@/lib/runs/answer-metadata";
import { epochMs } from "./epoch-ms";

const count = z.number().nullable();
const pauses = z.array(z.looseObject({ atMs: z.number(), durationMs: z.number() }));

/** What the screen needs of an answer's metadata; what a newer version adds is kept. */
export const exportedMetadataSchema = z.looseObject({
  runId: z.string(),
  turnId: z.string(),
  model: z.string(),
  modelName: z.string(),
  providerName: z.string(),
  simulated: z.boolean(),
  outcome: z.enum(runOutcomes),
  finishReason: z.string().nullable(),
  usage: z
    .looseObject({
      inputTokens: count,
      cachedInputTokens: count,
      outputTokens: count,
      reasoningTokens: count,
    })
    .nullable(),
  timing: z.looseObject({
    startedAt: epochMs,
    firstTokenMs: count,
    durationMs: count,
    outputTokensPerSecond: count,
    phases: z
      .looseObject({
        sentMs: z.number(),
        waitedMs: z.number(),
        firstReasoningMs: count,
        firstAnswerMs: count,
        stalls: pauses,
        tools: pauses.optional(),
      })
      .optional(),
  }),
  cost: z.looseObject({ usd: count, status: z.string(), note: z.string().nullable() }),
  error: z
    .looseObject({
      code: z.string(),
      title: z.string(),
      advice: z.string(),
      status: count,
      providerMessage: z.string().nullable(),
      requestId: z.string().nullable(),
      retryAt: epochMs.nullable(),
    })
    .nullable(),
  notices: z.array(z.string()),
  byHand: z.enum(["edited", "written"]).optional(),
  route: z
    .looseObject({
      route: z.string(),
      rule: z.string().nullable(),
      stops: z.array(
        z.looseObject({
          model: z.string(),
          modelName: z.string(),
          reason: z.string(),
          code: z.string().nullable(),
          status: count,
          durationMs: count,
        }),
      ),
    })
    .optional(),
  structured: z
    .discriminatedUnion("outcome", [
      z.looseObject({ outcome: z.literal("valid") }),
      z.looseObject({ outcome: z.literal("invalid"), path: z.string(), message: z.string() }),
      z.looseObject({
        outcome: z.literal("not-json"),
        line: z.number(),
        column: z.number(),
        expected: z.string(),
      }),
      z.looseObject({ outcome: z.literal("cut") }),
      z.looseObject({ outcome: z.literal("absent") }),
      z.looseObject({ outcome: z.literal("unchecked"), reason: z.string() }),
    ])
    .optional(),
  rateLimits: z.array(z.looseObject({ name: z.string(), value: z.string() })).optional(),
});
