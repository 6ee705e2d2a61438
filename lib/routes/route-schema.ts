import { z } from "zod";
import { isRouteRef } from "./route-ref";

const modelRef = z
  .string()
  .max(300)
  .regex(/^[^\s/]+\/\S+$/, "must be a model ref, provider/model-id")
  .refine((ref) => !isRouteRef(ref), "must be a model: a route leads to no other route");

/** One model, or several in the order in which they are tried. */
const modelRefs = z.union([modelRef, z.array(modelRef).min(1).max(8)]);
const contextText = z.string().max(200);
const tokenLimit = z.int().min(0).max(1_000_000_000);

const conditionSchema = z.strictObject({
  /** What the caller says of its request, e.g. `{ "task": "complex" }`; of a list, one must fit. */
  context: z
    .record(z.string().min(1).max(64), z.union([contextText, z.array(contextText).min(1)]))
    .optional(),
  images: z.boolean().optional(),
  tools: z.boolean().optional(),
  /** Estimated. */
  inputTokens: z.strictObject({ over: tokenLimit.optional(), upTo: tokenLimit.optional() }).optional(),
});

/** What may happen before a model's first token for the next one to be asked. A refused request (400) is never among it. */
export const fallbackCauses = [
  "rate-limit",
  "server-error",
  "timeout",
  "connection",
  "no-answer",
  "access",
  "credit",
  "gone",
] as const;
export type FallbackCause = (typeof fallbackCauses)[number];

/** What passes by itself. A wrong key, no credit or a retired model stays until somebody hears of it. */
const usualCauses: FallbackCause[] = ["rate-limit", "server-error", "timeout", "connection", "no-answer"];

const ruleSchema = z.strictObject({
  name: z.string().min(1).max(100).optional(),
  /** All of it must hold. */
  when: conditionSchema.refine((condition) => Object.keys(condition).length > 0, "must name a condition"),
  use: modelRefs,
});

/** A named choice of model: the first rule that fits, else the default; then the fallbacks, while the cause allows it. */
export const routeSchema = z.strictObject({
  name: z.string().min(1).max(100).optional(),
  description: z.string().min(1).max(300).optional(),
  rules: z.array(ruleSchema).max(50).default([]),
  default: modelRefs,
  fallbacks: z.array(modelRef).max(8).default([]),
  fallbackOn: z.array(z.enum(fallbackCauses)).default(usualCauses),
  /** How long a model's first token may take while another one is left to ask. Streams only. */
  firstTokenTimeoutMs: z.int().min(100).max(600_000).optional(),
});

export type Route = z.infer<typeof routeSchema>;
export type RouteCondition = z.infer<typeof conditionSchema>;
