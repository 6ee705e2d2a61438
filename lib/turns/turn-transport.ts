import type { ChatTransport } from "ai";
import { z } from "zod";
import { listFiles } from "@/lib/attachments/to-file-part";
import type { ChatMessage } from "@/lib/chats/chat-document";
import { laneSettingsSchema } from "@/lib/chats/lane-settings";
import { idSchema } from "@/lib/id-schema";
import { followTurnEvents, openTurn, openTurnEvents } from "@/lib/turns/follow-turn-events";
import { LaneStream } from "@/lib/turns/lane-stream";
import type { AnswerChunk } from "@/lib/turns/turn-event";
import type { TurnLane, TurnLayout, TurnRequest } from "@/lib/turns/turn-request";

/** What a lane's `sendMessage` or `regenerate` gives in `body`. The AI SDK chat's own id is the lane's. */
const sendBodySchema = z.object({
  turnId: idSchema,
  answerId: idSchema,
  parentId: idSchema.nullable(),
  model: z.string(),
  settings: laneSettingsSchema,
});

/** What a lane's `resumeStream` gives in `body`. */
const resumeBodySchema = z.object({ turnId: idSchema, laneId: idSchema });

type Waiting = { lane: TurnLane; stream: LaneStream; resolve: () => void; reject: (error: unknown) => void };

type SendOptions = Parameters<ChatTransport<ChatMessage>["sendMessages"]>[0];

function toText(message: ChatMessage | undefined): string {
  return (message?.parts ?? []).flatMap((part) => (part.type === "text" ? [part.text] : [])).join("");
}

function toAttachments({ parts }: ChatMessage): Pick<NonNullable<TurnLane["message"]>, "attachments"> {
  const files = listFiles(parts);
  return files.length === 0 ? {} : { attachments: files.map(({ id, name }) => ({ id, name })) };
}

/** A new message comes with the lane's question; another answer to a question there already comes without. */
function toTurnLane({ chatId, trigger, messages, body }: SendOptions): { turnId: string; lane: TurnLane } {
  const { turnId, answerId, parentId, model, settings } = sendBodySchema.parse(body);
  const question = messages.at(-1);
  const message =
    trigger === "submit-message" && question !== undefined
      ? { id: question.id, text: toText(question), ...toAttachments(question) }
      : undefined;
  return {
    turnId,
    lane: { laneId: chatId, model, settings, parentId, answerId, ...(message && { message }) },
  };
}

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
export function createTurnTransport({ chatId, getLayout }: TurnTransportOptions): ChatTransport<ChatMessage> {
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

  function join(turnId: string, lane: TurnLane): Promise<ReadableStream<AnswerChunk>> {
    const stream = new LaneStream();
    return new Promise((resolve, reject) => {
      const entry: Waiting = { lane, stream, resolve: () => resolve(stream.readable), reject };
      const waiting = turns.get(turnId);
      if (waiting !== undefined) {
        waiting.push(entry);
        return;
      }
      turns.set(turnId, [entry]);
      // The SDK's chats take a few microtasks each before they send; a task later all of them have.
      setTimeout(() => void post(turnId), 0);
    });
  }

  /** Lanes that come back to the same turn in one go share a connection, too. */
  async function resume(turnId: string, laneId: string): Promise<ReadableStream<AnswerChunk>> {
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

  return {
    sendMessages: (options) => {
      const { turnId, lane } = toTurnLane(options);
      return join(turnId, lane);
    },
    reconnectToStream: async ({ body }) => {
      const { turnId, laneId } = resumeBodySchema.parse(body);
      return resume(turnId, laneId);
    },
  };
}
