import type { LaneSession } from "@/components/chat/lane-session";
import { toPlainText } from "@/lib/chats/to-plain-text";
import type { ComparedAnswer } from "@/lib/comparison/compared-answer";

/** What the lanes show last; lanes without an ended answer of a model are left out. */
export function listAnswers(lanes: readonly LaneSession[]): ComparedAnswer[] {
  return lanes.flatMap((lane, index) => {
    const { messages } = lane.chat;
    const last = messages.at(-1);
    const metadata = last?.metadata;
    if (last === undefined || metadata === undefined || metadata.outcome === "running") return [];
    if (metadata.byHand !== undefined) return [];
    return [
      {
        number: index + 1,
        metadata,
        text: toPlainText(last.parts),
        settings: lane.store.get().settings,
        question: toPlainText(messages.at(-2)?.parts ?? []),
        earlierMessages: Math.max(0, messages.length - 2),
      },
    ];
  });
}
