import type { LivePoint, LiveRow } from "./live-report";

/** One point in a few words: `verified live on 2026-11-20`, `skipped: WANDB_API_KEY not set`. */
export function describeLivePoint({ result, why }: Pick<LivePoint, "result" | "why">, on: string): string {
  if (result === "live") return `verified live on ${on}`;
  if (result === "emulator") return `verified against the emulator on ${on}`;
  return why === null ? result : `${result}: ${why}`;
}

/** A whole row in one sentence: the worst that happened comes first, and nothing is called live that was not. */
export function describeLiveRow({ on, host, points }: LiveRow): string {
  const count = (result: LivePoint["result"]) => points.filter((point) => point.result === result).length;
  const [failed, live, emulated] = [count("failed"), count("live"), count("emulator")];
  const all = points.length;
  if (failed > 0) return `${failed} of ${all} checks failed on ${on}`;
  if (live === 0 && emulated === 0) return points[0]?.why ? `skipped: ${points[0].why}` : "not checked";
  if (live === all) return `verified live on ${on} at ${host}`;
  if (live === 0) return `verified against the emulator on ${on}`;
  return `verified on ${on}: ${live} of ${all} live at ${host}, ${emulated} against the emulator`;
}
