import "server-only";
import type { StreamPart, StreamWarnings } from "./stream-part";
import { createPartWriter } from "./write-parts";

/**
 * The wire's clean event stream as the parts of a language model: the parts that the SDK's own reader gives, in one step
 * instead of five. It can do without checks and tolerance, because it reads only what the wire wrote.
 */
export function toStreamParts(
  body: ReadableStream<Uint8Array>,
  { warnings, providerName }: { warnings: StreamWarnings; providerName: string },
): ReadableStream<StreamPart> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let written: StreamPart[] = [{ type: "stream-start", warnings }];
  let rest = "";
  const writer = createPartWriter({ providerName, write: (part) => written.push(part) });

  /** Reads until something came of it; false at the end of the stream. */
  const readOn = async (): Promise<boolean> => {
    while (written.length === 0) {
      const { done, value } = await reader.read();
      if (done) {
        writer.end();
        return false;
      }
      const events = (rest + decoder.decode(value, { stream: true })).split("\n\n");
      rest = events.pop() ?? "";
      for (const event of events) writer.readEvent(event.slice("data: ".length));
    }
    return true;
  };

  return new ReadableStream<StreamPart>(
    {
      pull: async (controller) => {
        const goesOn = await readOn();
        for (const part of written) controller.enqueue(part);
        written = [];
        if (!goesOn) controller.close();
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
