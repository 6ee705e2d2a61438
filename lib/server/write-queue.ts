import "server-only";
import { areOthersComing } from "./arrivals";
import { singleton } from "./singleton";

/** So long after the last arrival the next one may still be on its way. */
const othersWithinMs = 5;
/** So many answers are written in a turn of the event loop while others come: about a millisecond's worth. */
const mostWhileOthersCome = 16;

type WriteQueue = { due: (() => void)[]; isSet: boolean };
const getQueue = () => singleton<WriteQueue>("write-queue", () => ({ due: [], isSet: false }));

/**
 * Calls `write` when everything that arrived in this turn of the event loop has been read. What arrives for an answer that
 * still waits leaves with it, in one write.
 */
export function queueWrite(write: () => void): void {
  const queue = getQueue();
  queue.due.push(write);
  if (queue.isSet) return;
  queue.isSet = true;
  setImmediate(writeDue, queue);
}

function writeDue(queue: WriteQueue): void {
  const count = areOthersComing(othersWithinMs) ? mostWhileOthersCome : queue.due.length;
  const now = queue.due.splice(0, count);
  queue.isSet = queue.due.length > 0;
  if (queue.isSet) setImmediate(writeDue, queue);
  for (const write of now) write();
}
