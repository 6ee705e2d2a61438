import { createId } from "@/lib/id";
import type { ExportedChat } from "./chat-export";

/** The same chat as a copy that can stand beside it: new ids for it, its lanes and its messages. */
export function withNewIds(chat: ExportedChat, newId = createId()): ExportedChat {
  const ids = new Map([...chat.lanes, ...chat.messages].map(({ id }) => [id, createId()]));
  const renew = (id: string) => ids.get(id) ?? id;
  return {
    ...chat,
    id: newId,
    lanes: chat.lanes.map((lane) => ({
      ...lane,
      id: renew(lane.id),
      leafId: lane.leafId === null ? null : renew(lane.leafId),
    })),
    messages: chat.messages.map((message) => ({
      ...message,
      id: renew(message.id),
      laneId: renew(message.laneId),
      parentId: message.parentId === null ? null : renew(message.parentId),
    })),
  };
}
