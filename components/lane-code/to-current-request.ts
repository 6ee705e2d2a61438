import type { LaneSession } from "@/components/chat/lane-session";
import type { AttachmentRef } from "@/lib/attachments/attachment";
import { createId } from "@/lib/id";
import type { TurnLane } from "@/lib/turns/turn-request";

export type CurrentRequest = {
  lane: TurnLane;
  /** Which request it is, in words. */
  words: string;
};

/** What stands for a message as long as nothing was ever written. */
export const placeholder = "Hello!";

/** The request that the lane would send now: its draft, else its last message once more. */
export function toCurrentRequest(
  lane: LaneSession,
  draft: string,
  files: readonly AttachmentRef[] = [],
): CurrentRequest {
  const { model, settings } = lane.store.get();
  const { leafId } = lane;
  const base = { laneId: lane.id, model, settings, answerId: createId() };
  const { messages } = lane.chat;
  // What is being answered now comes before the next request only with its answer.
  const isAsked = messages.at(-1)?.role === "user" && lane.busy;
  const ask = (text: string, words: string) => ({
    lane: {
      ...base,
      parentId: isAsked && leafId !== null ? lane.parentOf(leafId) : leafId,
      message: {
        id: createId(),
        text,
        ...(files.length === 0 ? {} : { attachments: files.map(({ id, name }) => ({ id, name })) }),
      },
    },
    words,
  });
  if (draft.trim() !== "" || files.length > 0)
    return ask(draft, "The next request: the conversation so far, then what stands in the message field.");
  if (leafId === null)
    return ask(placeholder, `Nothing is written yet: “${placeholder}” stands for the message.`);
  const question = messages.slice(-2).findLast(({ role }) => role === "user");
  if (question === undefined)
    return ask(placeholder, `Nothing is asked yet: “${placeholder}” stands for the next message.`);
  return {
    lane: { ...base, parentId: question.id },
    words: "The last request once more, with the settings as they are now.",
  };
}
