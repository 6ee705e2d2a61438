import type { UIMessageChunk } from "ai";
import type { AnswerMetadata } from "@/lib/runs/answer-metadata";

/** The chunks of the AI SDK's UI message stream, with our metadata on `start`, `message-metadata` and `finish`. */
export type AnswerChunk = UIMessageChunk<AnswerMetadata>;

/**
 * One event of `POST /api/turns` and `GET /api/turns/:turnId/events`:
 *
 *     id: 12.40
 *     data: {"laneId":"…","runId":"…","chunks":[…]}
 *
 * The id is the reader's cursor: for each lane of the turn, in the turn's order, how many chunks have been
 * delivered. Send it back as `Last-Event-ID` to continue after it. Every lane's first chunk is `start` (with the
 * answer's id and first metadata), its last is `finish` (with the final metadata). A failed run ends with
 * `finish` too: its error is in the metadata. The stream ends when all lanes have finished, with `data: [DONE]`.
 */
export type TurnEvent = {
  laneId: string;
  runId: string;
  chunks: AnswerChunk[];
};

/** Chunks delivered so far, per lane in the turn's order. */
export type TurnCursor = number[];

export function formatTurnCursor(cursor: TurnCursor): string {
  return cursor.join(".");
}

/** The cursor in a `Last-Event-ID`, or null when it is not one for a turn of `laneCount` lanes. */
export function parseTurnCursor(text: string, laneCount: number): TurnCursor | null {
  if (!/^\d{1,9}(\.\d{1,9})*$/.test(text)) return null;
  const cursor = text.split(".").map(Number);
  return cursor.length === laneCount ? cursor : null;
}
