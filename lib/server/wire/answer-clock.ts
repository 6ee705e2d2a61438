import "server-only";
import type { AnswerClockReading } from "@/lib/runs/answer-clock-reading";
import type { AnswerSink } from "./answer-sink";

const stallMs = 500;
const maxStalls = 100;

/** Notes when the content of an answer arrives: its reasoning, its words, and the silences between. */
export class AnswerClock {
  #firstReasoningAt: number | null = null;
  #firstAnswerAt: number | null = null;
  #lastAt: number | null = null;
  readonly #stalls: { from: number; to: number }[] = [];

  /** The sink with its pieces timed as they pass. */
  timing(sink: AnswerSink): AnswerSink {
    const timed =
      <Piece extends unknown[]>(pass: (...piece: Piece) => void) =>
      (...piece: Piece) => {
        const now = this.#note();
        this.#firstAnswerAt ??= now;
        pass(...piece);
      };
    return {
      text: timed(sink.text),
      refusal: timed(sink.refusal),
      toolCall: timed(sink.toolCall),
      toolArguments: timed(sink.toolArguments),
      reasoning: (choice, text) => {
        const now = this.#note();
        this.#firstReasoningAt ??= now;
        sink.reasoning(choice, text);
      },
    };
  }

  read(): AnswerClockReading {
    return {
      firstReasoningAt: this.#firstReasoningAt,
      firstAnswerAt: this.#firstAnswerAt,
      stalls: [...this.#stalls],
    };
  }

  #note(): number {
    const now = performance.now();
    const isStall = this.#lastAt !== null && now - this.#lastAt >= stallMs;
    if (isStall && this.#stalls.length < maxStalls) this.#stalls.push({ from: this.#lastAt ?? now, to: now });
    this.#lastAt = now;
    return now;
  }
}
