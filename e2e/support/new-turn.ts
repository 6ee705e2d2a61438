import { createId } from "@/lib/id";

const model = "openai/gpt-4.1-mini";

/** A turn with one lane that asks `openai/…`; in a chat and a lane of its own unless told otherwise. */
export function newTurn({
  text = "Hello",
  chatId = createId(),
  laneId = createId(),
}: {
  text?: string;
  chatId?: string;
  laneId?: string;
} = {}) {
  const message = { id: createId(), text };
  const lane = { laneId, model, parentId: null, message, answerId: createId() };
  return { turnId: createId(), chatId, lanes: [lane] };
}

/** Posts JSON as a program does. */
export function post({ url }: { url: string }, address: string, body: object = {}): Promise<Response> {
  return fetch(`${url}${address}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}
