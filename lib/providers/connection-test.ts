import { z } from "zod";
import type { RunCost, RunUsage } from "@/lib/runs/answer-metadata";
import type { RunError } from "@/lib/runs/run-error";

/**
 * `POST /api/providers/test`: ask a provider for its list of models, which no provider bills, or one of its models for one
 * token, which is a request like any other.
 */
export const connectionTestSchema = z.discriminatedUnion("ask", [
  z.strictObject({ ask: z.literal("models"), providerId: z.string().min(1).max(64) }),
  z.strictObject({ ask: z.literal("token"), model: z.string().min(3).max(300) }),
]);
export type ConnectionTest = z.infer<typeof connectionTestSchema>;

/** What came of it. */
export type ConnectionTestResult = {
  /** Where it was sent, without credentials. */
  url: string;
  /** Sent → head of the response, or → giving up when none came. */
  latencyMs: number;
  /** null when no response came. */
  status: number | null;
  /** null when it answered as it should. */
  error: RunError | null;
  /** How many models it listed; null when it was not asked for that, or said something else. */
  models: number | null;
  /** What the one token took and cost; null when none was asked for. */
  run: { usage: RunUsage | null; cost: Pick<RunCost, "usd" | "status"> } | null;
};

/** The body of the request for one token, as it goes to the provider. */
export const oneTokenRequest = (model: string) => ({
  model,
  messages: [{ role: "user", content: "Hi" }],
  max_tokens: 1,
  stream: false,
});
