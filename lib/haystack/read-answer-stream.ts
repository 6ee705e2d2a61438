import { createParser } from "eventsource-parser";
import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/json-value";

/**
 * The JSON events of an answer's stream, as they arrive, until `[DONE]` or its end. Leaving the loop closes the stream.
 * @throws SyntaxError for an event that is no JSON
 */
export async function* readAnswerStream(body: ReadableStream<Uint8Array>): AsyncGenerator<JsonObject> {
  const decoder = new TextDecoder();
  let arrived: string[] = [];
  const parser = createParser({ onEvent: ({ data }) => arrived.push(data) });
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) parser.reset({ consume: true });
      else parser.feed(decoder.decode(value, { stream: true }));
      const events = arrived;
      arrived = [];
      for (const data of events) {
        if (data.trim() === "[DONE]") return;
        const event = JSON.parse(data) as JsonValue;
        if (isJsonObject(event)) yield event;
      }
      if (done) return;
    }
  } finally {
    await reader.cancel().catch(() => {
      // A stream that broke off cannot be cancelled; there is nothing left to close.
    });
  }
}
