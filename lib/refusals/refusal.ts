import { z } from "zod";
import { idSchema } from "@/lib/id-schema";

/** A body field that requests to a model leave out, because it refused it once. `GET /api/refusals`. */
export type FieldRefusal = {
  id: string;
  /** Model ref. */
  model: string;
  /** Its name on the wire. */
  field: string;
  /** Under which name it is sent instead; null when it is left out. */
  sentAs: string | null;
  /** The provider's own words; null when it said nothing. */
  words: string | null;
  /** Epoch ms. */
  refusedAt: number;
};

export const refusalParamsSchema = z.object({ refusalId: idSchema });

/** What a model refused; refs are compared without regard to case. */
export function listRefusalsOf(refusals: readonly FieldRefusal[], model: string): FieldRefusal[] {
  return refusals.filter((refusal) => refusal.model.toLowerCase() === model.toLowerCase());
}
