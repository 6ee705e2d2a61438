import { createParser } from "eventsource-parser";
import type { TurnEvent } from "@/lib/turns/turn-event";

/** What a turn's event stream says: an event with its cursor, or that all lanes have finished. */
export type TurnMessage = { kind: "event"; cursor: string; event: TurnEvent } | { kind: "done" };

/** The messages in a response of `POST /api/turns` or `GET /api/turns/:turnId/events`, as they arrive. */
export async function* readTurnEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<TurnMessage> {
  const decoder = new TextDecoder();
  let arrived: TurnMessage[] = [];
  const parser = createParser({
    onEvent: ({ id, data }) => {
      if (data === "[DONE]") arrived.push({ kind: "done" });
      // Our own server's writing, see `turn-event.ts`.
      else arrived.push({ kind: "event", cursor: id ?? "", event: JSON.parse(data) as TurnEvent });
    },
  });
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      parser.feed(decoder.decode(value, { stream: true }));
      yield* arrived;
      arrived = [];
    }
  } finally {
    await reader.cancel().catch(() => {
      // A stream that broke off cannot be cancelled; there is nothing left to close.
    });
  }
}
