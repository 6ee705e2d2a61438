import "server-only";
import { findAnswer } from "./direct-reader";
import { createPartEncoder } from "./encode-parts";
import type { StreamPart, StreamWarnings } from "./stream-part";

/**
 * An answer of the wire's as the parts of a language model, read piece by piece from the wire: never written as events that
 * would be read again.
 */
export function toStreamParts(
  answer: Response,
  { warnings, providerName }: { warnings: StreamWarnings; providerName: string },
): ReadableStream<StreamPart> {
  const open = findAnswer(answer);
  if (open === undefined) throw new TypeError("Only an answer that the wire streams can be read directly.");
  const { next, cancel } = open((options) => createPartEncoder({ ...options, warnings, providerName }));
  return new ReadableStream<StreamPart>(
    {
      pull: async (controller) => {
        const parts = await next();
        if (parts === null) return controller.close();
        for (const part of parts) controller.enqueue(part);
      },
      cancel,
    },
    { highWaterMark: 0 },
  );
}
