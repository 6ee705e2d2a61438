import { z } from "zod";

/**
 * How one numbered point of a provider's row was last tried. `live`: the real service did it; `emulator`: our emulator of
 * the service did, because the real one was not asked; `skipped`: nobody did; `failed`: it was tried and did not work.
 */
export const liveResultSchema = z.enum(["live", "emulator", "skipped", "failed"]);
export type LiveResult = z.infer<typeof liveResultSchema>;

const pointSchema = z.object({
  /** The number of the point in its row; null for what every provider is asked. */
  point: z.number().int().nullable(),
  title: z.string(),
  result: liveResultSchema,
  /** Why it failed or was skipped; null otherwise. */
  why: z.string().nullable(),
});

const rowSchema = z.object({
  /** The row's name: "Llama", "Haystack". */
  name: z.string(),
  providerId: z.string(),
  /** ISO date of the run. */
  on: z.string(),
  /** The host whose service was asked, e.g. `api.inference.wandb.ai`. */
  host: z.string(),
  points: z.array(pointSchema),
});

export type LivePoint = z.infer<typeof pointSchema>;
export type LiveRow = z.infer<typeof rowSchema>;

/** What `npm run test:live` leaves in the data folder. */
export const liveReportSchema = z.object({ rows: z.array(rowSchema) });
export type LiveReport = z.infer<typeof liveReportSchema>;

/** The file's name in the data folder. */
export const liveReportFile = "live-checks.json";
