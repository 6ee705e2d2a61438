/** A lane in view is drawn at most this often: fast enough to look continuous, rare enough to leave time for typing. */
const drawEveryMs = 50;
/** Nobody sees it, but it is to be nearly there when it comes into view. */
const drawUnseenEveryMs = 1_000;

type Drawing = { draw: () => void; wanted: boolean; drawnAt: number; everyMs: number };

/** A place in the queue. */
export type Turn = {
  /** Asks for a turn. */
  request: () => void;
  /** Asks for one of the next frames, however lately it was drawn: its end has come. */
  requestSoon: () => void;
  /** Says whether anybody sees it: what is out of view is drawn once a second. */
  setSeen: (isSeen: boolean) => void;
  remove: () => void;
};

/**
 * Shares the frames of the page among everything that grows: one drawing a frame, whoever has waited longest. Many lanes
 * that stream at once are each drawn less often, and no frame is longer than the drawing of one of them.
 */
export class DrawQueue {
  readonly #drawings = new Set<Drawing>();
  #frame: number | null = null;

  /** Adds something that draws itself when its turn comes. */
  add(draw: () => void): Turn {
    const drawing: Drawing = { draw, wanted: false, drawnAt: 0, everyMs: drawEveryMs };
    this.#drawings.add(drawing);
    return {
      request: () => {
        drawing.wanted = true;
        this.#schedule();
      },
      requestSoon: () => {
        drawing.wanted = true;
        drawing.drawnAt = 0;
        this.#schedule();
      },
      setSeen: (isSeen) => {
        drawing.everyMs = isSeen ? drawEveryMs : drawUnseenEveryMs;
      },
      remove: () => {
        this.#drawings.delete(drawing);
      },
    };
  }

  #schedule(): void {
    this.#frame ??= requestAnimationFrame((now) => this.#drawNext(now));
  }

  #drawNext(now: number): void {
    this.#frame = null;
    const wanting = [...this.#drawings].filter(({ wanted }) => wanted);
    const [next] = wanting
      .filter(({ drawnAt, everyMs }) => now - drawnAt >= everyMs)
      .sort((a, b) => a.drawnAt - b.drawnAt);
    if (next !== undefined) {
      next.wanted = false;
      next.drawnAt = now;
      next.draw();
    }
    if (wanting.some(({ wanted }) => wanted)) this.#schedule();
  }
}

/** The page's one queue. */
export const drawQueue = new DrawQueue();
