import "server-only";
import { brokenChunks } from "./broken-chunks";
import { brokenEnds } from "./broken-ends";
import { brokenErrors } from "./broken-errors";
import { brokenFinishes } from "./broken-finishes";
import { brokenReasoning } from "./broken-reasoning";
import { brokenTools } from "./broken-tools";
import { brokenUsage } from "./broken-usage";
import { brokenWaits } from "./broken-waits";
import { handledContent } from "./handled-content";
import { handledFraming } from "./handled-framing";
import { handledTools } from "./handled-tools";
import type { WireRow } from "./wire-case";

/** How many things each row of the two tables of `wire.md` names, in their order: none may be without a case. */
export const namedItems: Record<WireRow["table"], number[]> = {
  handled: [2, 3, 2, 1, 1, 3, 1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 2, 4, 1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1],
  broken: [1, 3, 1, 1, 2, 2, 3, 2, 2, 4, 10, 8, 1, 3, 2, 3, 2, 1, 1, 2, 4],
};

/** All rows, in the order of `wire.md`. */
export const rows: WireRow[] = [
  ...handledFraming,
  ...handledContent,
  ...handledTools,
  ...brokenEnds,
  ...brokenUsage,
  ...brokenReasoning,
  ...brokenTools,
  ...brokenFinishes,
  ...brokenErrors,
  ...brokenChunks,
  ...brokenWaits,
].sort((a, b) => b.table.localeCompare(a.table) || a.row - b.row);
