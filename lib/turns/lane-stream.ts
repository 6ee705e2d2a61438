import type { AnswerChunk } from "@/lib/turns/turn-event";

/** One lane's part of a turn: a stream of chunks, some at a time, that is written from outside. */
export class LaneStream {
  readonly readable: ReadableStream<AnswerChunk[]>;
  #controller: ReadableStreamDefaultController<AnswerChunk[]> | null = null;

  constructor() {
    this.readable = new ReadableStream({
      start: (controller) => {
        this.#controller = controller;
      },
      cancel: () => {
        this.#controller = null;
      },
    });
  }

  /** Hands chunks on; `finish` is a lane's last. */
  write(chunks: AnswerChunk[]): void {
    this.#controller?.enqueue(chunks);
    if (chunks.some(({ type }) => type === "finish")) this.#close();
  }

  /** Nothing more will come. A lane whose `finish` has not come is broken: the chat itself must be asked. */
  end(): void {
    this.fail(new TypeError("The answer ended without its finish."));
  }

  #close(): void {
    this.#controller?.close();
    this.#controller = null;
  }

  fail(error: unknown): void {
    this.#controller?.error(error);
    this.#controller = null;
  }
}
