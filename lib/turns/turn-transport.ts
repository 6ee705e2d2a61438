import { followTurnEvents, openTurn, openTurnEvents } from "@/lib/turns/follow-turn-events";
import { LaneStream } from "@/lib/turns/lane-stream";
import type { AnswerChunk } from "@/lib/turns/turn-event";
import type { TurnLane, TurnLayout, TurnRequest } from "@/lib/turns/turn-request";

/** The chunks of one answer, some at a time. */
export type AnswerStream = ReadableStream<AnswerChunk[]>;

/** Brings turns to the server, and its answers back. Both reject when the server refuses or cannot be reached. */
export type TurnTransport = {
  /** A lane's part of a turn. */
  send: (turnId: string, lane: TurnLane) => Promise<AnswerStream>;
  /** A lane's answer in a turn that was sent before, from its beginning. */
  resume: (turnId: string, laneId: string) => Promise<AnswerStream>;
};

type Waiting = { lane: TurnLane; stream: LaneStream; resolve: () => void; reject: (error: unknown) => void };

function follow(turnId: string, response: Response, streams: Map<string, LaneStream>): void {
  followTurnEvents(turnId, response, ({ laneId, chunks }) => streams.get(laneId)?.write(chunks)).then(
    () => {
      for (const stream of streams.values()) stream.end();
    },
    (error: unknown) => {
      for (const stream of streams.values()) stream.fail(error);
    },
  );
}

type TurnTransportOptions = {
  chatId: string;
  /** All lanes of the chat, as long as the server may not know them; undefined afterwards. */
  getLayout?: () => TurnLayout[] | undefined;
};

/**
 * Carries a chat's turns. Lanes that send with the same `turnId` in one go travel in one request and one response:
 * a browser opens six connections to a server at most. Leaving a stream leaves the run going.
 */
export function createTurnTransport({ chatId, getLayout }: TurnTransportOptions): TurnTransport {
  const turns = new Map<string, Waiting[]>();
  const resumed = new Map<string, Map<string, LaneStream>>();

  async function post(turnId: string): Promise<void> {
    const waiting = turns.get(turnId) ?? [];
    turns.delete(turnId);
    const layout = getLayout?.();
    const lanes = waiting.map(({ lane }) => lane);
    const request: TurnRequest = { turnId, chatId, lanes, ...(layout && { layout }) };
    try {
      const response = await openTurn(request);
      follow(turnId, response, new Map(waiting.map(({ lane, stream }) => [lane.laneId, stream])));
      for (const { resolve } of waiting) resolve();
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    }
  }

  function send(turnId: string, lane: TurnLane): Promise<AnswerStream> {
    const stream = new LaneStream();
    return new Promise((resolve, reject) => {
      const entry: Waiting = { lane, stream, resolve: () => resolve(stream.readable), reject };
      const waiting = turns.get(turnId);
      if (waiting !== undefined) {
        waiting.push(entry);
        return;
      }
      turns.set(turnId, [entry]);
      // A task later all lanes of the turn have sent.
      setTimeout(() => void post(turnId), 0);
    });
  }

  /** Lanes that come back to the same turn in one go share a connection, too. */
  async function resume(turnId: string, laneId: string): Promise<AnswerStream> {
    const stream = new LaneStream();
    const known = resumed.get(turnId);
    const streams = known ?? new Map<string, LaneStream>();
    streams.set(laneId, stream);
    if (known === undefined) {
      resumed.set(turnId, streams);
      setTimeout(async () => {
        resumed.delete(turnId);
        try {
          follow(turnId, await openTurnEvents(turnId), streams);
        } catch (error) {
          for (const waiting of streams.values()) waiting.fail(error);
        }
      }, 0);
    }
    return stream.readable;
  }

  return { send, resume };
}
