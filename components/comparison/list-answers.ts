import type { LaneSession } from "@/components/chat/lane-session";
import type { ChatMessage } from "@/lib/chats/chat-document";
import { toPlainText } from "@/lib/chats/to-plain-text";
import type { ComparedAnswer, SaidMessage } from "@/lib/comparison/compared-answer";

/** Everything else a message may consist of is not said in words. */
const wordTypes = new Set(["text", "reasoning", "step-start"]);

function toSaid({ role, parts }: ChatMessage): SaidMessage[] {
  return role === "system" ? [] : [{ role, text: toPlainText(parts) }];
}

/** What the lanes show last; lanes without an ended answer of a model are left out. */
export function listAnswers(lanes: readonly LaneSession[]): ComparedAnswer[] {
  return lanes.flatMap((lane, index) => {
    const last = lane.chat.messages.at(-1);
    const asked = lane.chat.messages.slice(0, -1);
    const metadata = last?.metadata;
    if (last === undefined || metadata === undefined || metadata.outcome === "running") return [];
    if (metadata.byHand !== undefined) return [];
    return [
      {
        number: index + 1,
        metadata,
        text: toPlainText(last.parts),
        settings: lane.store.get().settings,
        question: toPlainText(asked.at(-1)?.parts ?? []),
        history: asked.slice(0, -1).flatMap(toSaid),
        earlierMessages: Math.max(0, asked.length - 1),
        hadMore: asked.some(({ parts }) => parts.some(({ type }) => !wordTypes.has(type))),
      },
    ];
  });
}
