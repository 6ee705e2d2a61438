import { FramePace } from "./frame-pace";

/** A lane in view is drawn at most this often: fast enough to look continuous, rare enough to leave time for typing. */
const drawEveryMs = 80;
/** As often while the page does not keep up: what it draws then has time to become visible, and keys to be heard. */
const drawLateEveryMs = 130;
/** Nobody sees it, but it is to be nearly there when it comes into view, and never so far behind that drawing it takes long. */
const drawUnseenEveryMs = 200;
/** While the page does not keep up, the frames after a drawing are left to what it has to do besides. */
const restMs = 30;
/** How fast postponed work is done. */
const catchUpEveryMs = 50;
const doneAtOnce = 3;
/** What was drawn so lately is growing. */
const growingMs = 250;
/** While more than these grow, whatever may wait does. */
const fewDrawings = 2;

type Drawing = { draw: () => void; wanted: boolean; drawnAt: number; isSeen: boolean };

/** A place in the queue. */
export type Turn = {
  /** Asks for a turn. */
  request: () => void;
  /** Asks for one of the next frames, however lately it was drawn: its end has come. */
  requestSoon: () => void;
  /** Says whether anybody sees it: what is out of view is drawn rarely. */
  setSeen: (isSeen: boolean) => void;
  remove: () => void;
};

/**
 * Shares the frames of the page among everything that grows: one drawing a frame, what is seen first, and of that whoever
 * has waited longest. Many lanes that stream at once are each drawn less often, and no frame is longer than the drawing of
 * one of them.
 */
export class DrawQueue {
  readonly #drawings = new Set<Drawing>();
  readonly #pace = new FramePace();
  readonly #postponed = new Set<() => void>();
  #frame: number | null = null;
  #drawnAt = 0;

  /** The page does not keep up with what it draws: the moment to draw more simply. */
  get isLate(): boolean {
    return this.#pace.isLate(performance.now());
  }

  /** So much is growing that the page has no time to spare. */
  get #isBusy(): boolean {
    const since = performance.now() - growingMs;
    return this.isLate || [...this.#drawings].filter(({ drawnAt }) => drawnAt > since).length > fewDrawings;
  }

  /** Does something that may wait: at once while the page has time, a little at a time once it has again. Returns how to take it back. */
  whenInTime(work: () => void): () => void {
    if (this.#postponed.size === 0 && !this.#isBusy) {
      work();
      return () => {};
    }
    this.#postponed.add(work);
    if (this.#postponed.size === 1) setTimeout(() => this.#catchUp(), catchUpEveryMs);
    return () => this.#postponed.delete(work);
  }

  #catchUp(): void {
    const next = this.#isBusy ? [] : [...this.#postponed].slice(0, doneAtOnce);
    for (const work of next) {
      this.#postponed.delete(work);
      work();
    }
    if (this.#postponed.size > 0) setTimeout(() => this.#catchUp(), catchUpEveryMs);
  }

  /** Adds something that draws itself when its turn comes. */
  add(draw: () => void): Turn {
    const drawing: Drawing = { draw, wanted: false, drawnAt: 0, isSeen: true };
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
        drawing.isSeen = isSeen;
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
    this.#pace.note(now);
    const wanting = [...this.#drawings].filter(({ wanted }) => wanted);
    const isLate = this.#pace.isLate(now);
    const seenEveryMs = isLate ? drawLateEveryMs : drawEveryMs;
    const [next] = wanting
      .filter(({ drawnAt, isSeen }) => now - drawnAt >= (isSeen ? seenEveryMs : drawUnseenEveryMs))
      .sort((a, b) => Number(b.isSeen) - Number(a.isSeen) || a.drawnAt - b.drawnAt);
    if (next !== undefined && (!isLate || now - this.#drawnAt >= restMs)) {
      this.#drawnAt = now;
      next.wanted = false;
      next.drawnAt = now;
      next.draw();
    }
    if (wanting.some(({ wanted }) => wanted)) this.#schedule();
  }
}

/** The page's one queue. */
export const drawQueue = new DrawQueue();
