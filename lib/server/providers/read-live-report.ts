import "server-only";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { type LiveReport, liveReportFile, liveReportSchema } from "@/lib/providers/live-report";
import { getEnv } from "@/lib/server/env";

/** What the last `npm run test:live` found; null when there was none, or its file cannot be read. */
export async function readLiveReport(): Promise<LiveReport | null> {
  try {
    const text = await readFile(path.join(getEnv().SWITCHYARD_DATA, liveReportFile), "utf8");
    return liveReportSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    // No file is the ordinary case, and a damaged one says nothing.
    return null;
  }
}
