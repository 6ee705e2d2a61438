import type { LaneSession } from "@/components/chat/lane-session";
import { toPlainText } from "@/lib/chats/to-plain-text";
import type { AnswerMetadata } from "@/lib/runs/answer-metadata";

/** The answer that a lane shows last, once it has ended. */
export type ComparedAnswer = {
  /** The lane's number, from 1. */
  number: number;
  metadata: AnswerMetadata;
  text: string;
};

/** What the lanes show last; lanes without an ended answer of a model are left out. */
export function listAnswers(lanes: readonly LaneSession[]): ComparedAnswer[] {
  return lanes.flatMap((lane, index) => {
    const last = lane.chat.messages.at(-1);
    const metadata = last?.metadata;
    if (last === undefined || metadata === undefined || metadata.outcome === "running") return [];
    if (metadata.byHand !== undefined) return [];
    return [{ number: index + 1, metadata, text: toPlainText(last.parts) }];
  });
}
