import "server-only";
import type { WireTimeouts } from "./exchange";

export type TimeoutCode = "headers_timeout" | "first_token_timeout" | "idle_timeout" | "total_timeout";

/** How long a server that has finished may take to say how many tokens that were and to end the stream. */
const afterFinishMs = 3000;

/** The four clocks of one request. */
export type Deadlines = {
  /** A request is sent: its headers are due. */
  requestSent: () => void;
  /** Headers came: the first token is due. */
  headersArrived: () => void;
  firstTokenArrived: () => void;
  /** We wait because the provider asked for it: nothing is due. */
  waitStarted: () => void;
  /** The finish reason came: what may still follow, the usage, is due soon. */
  finishArrived: () => void;
  /** From now until `readEnded`, silence counts. */
  readStarted: () => void;
  readEnded: () => void;
  /** Stops all clocks. */
  clear: () => void;
};

/** Starts the total clock. `onExpire` is called once, by whichever clock runs out first. */
export function createDeadlines(timeouts: WireTimeouts, onExpire: (code: TimeoutCode) => void): Deadlines {
  let isOver = false;
  let isReading = false;
  let phase: NodeJS.Timeout | undefined;
  let phaseCode: TimeoutCode = "headers_timeout";
  let begin: NodeJS.Timeout | undefined;
  let idle: NodeJS.Timeout | undefined;

  const clear = () => {
    isOver = true;
    clearTimeout(total);
    clearTimeout(phase);
    clearTimeout(begin);
    clearTimeout(idle);
  };
  const expire = (code: TimeoutCode) => {
    if (isOver) return;
    clear();
    onExpire(code);
  };
  const startPhase = (code: TimeoutCode, ms: number) => {
    clearTimeout(phase);
    phaseCode = code;
    if (!isOver) phase = setTimeout(expire, ms, code);
  };
  const letBegin = () => {
    if (timeouts.beginMs !== undefined && !isOver)
      begin ??= setTimeout(() => expire(phaseCode), timeouts.beginMs);
  };
  const total = setTimeout(expire, timeouts.totalMs, "total_timeout");

  return {
    requestSent: () => {
      startPhase("headers_timeout", timeouts.headersMs);
      letBegin();
    },
    headersArrived: () => startPhase("first_token_timeout", timeouts.firstTokenMs),
    firstTokenArrived: () => {
      clearTimeout(phase);
      clearTimeout(begin);
    },
    waitStarted: () => clearTimeout(phase),
    finishArrived: () => startPhase("idle_timeout", Math.min(timeouts.idleMs, afterFinishMs)),
    readStarted: () => {
      if (isOver) return;
      isReading = true;
      // One timer for all reads: refreshing it costs far less than a new one for each.
      if (idle !== undefined) idle.refresh();
      else idle = setTimeout(() => isReading && expire("idle_timeout"), timeouts.idleMs);
    },
    readEnded: () => {
      isReading = false;
    },
    clear,
  };
}
