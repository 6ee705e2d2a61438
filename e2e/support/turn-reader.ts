import { readTurnEvents } from "@/lib/turns/read-turn-events";

/** Reads a turn's events from one server as they come. */
export class TurnReader {
  text = "";
  /** What to come back with, here or elsewhere. */
  cursor = "";
  runId = "";
  outcome: string | null = null;
  /** When each piece of text came, by `performance.now()`. */
  readonly arrivals: { delta: string; at: number }[] = [];
  /** Resolves when all lanes have finished; rejects when the stream breaks. */
  readonly ended: Promise<void>;
  readonly #leave = new AbortController();

  constructor(serverUrl: string, turnId: string, lastEventId = "") {
    this.ended = this.#read(
      fetch(`${serverUrl}/api/turns/${turnId}/events`, {
        signal: this.#leave.signal,
        headers: lastEventId === "" ? {} : { "last-event-id": lastEventId },
      }),
    );
    // A test that looks later must not fail before it looks.
    this.ended.catch(() => {});
  }

  async leave(): Promise<void> {
    this.#leave.abort();
    await this.ended.catch(() => {});
  }

  async #read(opening: Promise<Response>): Promise<void> {
    const response = await opening;
    if (response.body === null || !response.ok) throw new Error(`Status ${response.status}`);
    for await (const message of readTurnEvents(response.body)) {
      if (message.kind === "done") return;
      this.cursor = message.cursor;
      this.runId = message.event.runId;
      for (const chunk of message.event.chunks) {
        // What comes after the end is no part of the answer: a browser does not read it either.
        if (this.outcome !== null) break;
        if (chunk.type === "text-delta") {
          this.text += chunk.delta;
          this.arrivals.push({ delta: chunk.delta, at: performance.now() });
        }
        if (chunk.type === "finish") this.outcome = chunk.messageMetadata?.outcome ?? "";
      }
    }
    throw new Error("The stream ended before the answer.");
  }
}
