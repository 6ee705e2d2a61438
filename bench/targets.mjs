import { randomUUID } from "node:crypto";

/** A request that asks the upstream's own API, there or behind the bare pipe. */
export function toCompletionRequest(baseUrl, model) {
  const body = { model, stream: true, messages: [{ role: "user", content: "Stream." }] };
  return { url: `${baseUrl}/chat/completions`, body };
}

/** A request as the browser's for a turn of a new chat with one lane. */
export function toTurnRequest(origin, model) {
  const lane = {
    laneId: randomUUID(),
    model: `llama/${model}`,
    parentId: null,
    message: { id: randomUUID(), text: "Stream." },
    answerId: randomUUID(),
  };
  return {
    url: `${origin}/api/turns`,
    body: { turnId: randomUUID(), chatId: randomUUID(), lanes: [lane] },
  };
}
