import "server-only";

const comment = new TextEncoder().encode(": keep-alive\n\n");

/** Writes a comment, which clients ignore, after each `silenceMs`; `refresh` the timer whenever something was written. */
export function keepAlive(
  controller: ReadableStreamDefaultController<Uint8Array>,
  silenceMs: number,
): NodeJS.Timeout {
  return setInterval(() => {
    // Who does not read is not waiting: comments must not pile up.
    if ((controller.desiredSize ?? 0) >= 0) controller.enqueue(comment);
  }, silenceMs).unref();
}
