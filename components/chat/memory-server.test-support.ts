import type { ChatPatch, LaneCopy, LanePatch, Rewording } from "@/lib/api/endpoints";
import { AppError } from "@/lib/app-error";
import type { ChatDocument, ChatMessage, LiveRun, StoredMessage } from "@/lib/chats/chat-document";
import { toEditedParts } from "@/lib/chats/edited-parts";
import type { LaneSettings } from "@/lib/chats/lane-settings";
import { areSameSettings, mergeSettings } from "@/lib/chats/merge-settings";
import { createId } from "@/lib/id";
import type { AnswerMetadata } from "@/lib/runs/answer-metadata";
import { toWrittenMetadata } from "@/lib/runs/by-hand-metadata";
import { AnswerBuilder } from "@/lib/turns/answer-builder";
import type { AnswerChunk } from "@/lib/turns/turn-event";
import type { AddedMessages, TurnLane } from "@/lib/turns/turn-request";
import type { AnswerStream } from "@/lib/turns/turn-transport";
import type { ChatServer } from "./chat-server";

/** The stream of one answer, in a test's hands. */
export type OpenAnswer = {
  answerId: string;
  runId: string;
  write: (text: string) => void;
  /** The answer ends as `outcome`. */
  end: (outcome?: AnswerMetadata["outcome"]) => void;
  /** The line to the server breaks. */
  breakOff: () => void;
};

type Opening = Omit<LiveRun, "runId"> & { model: string; parentId: string | null };

async function readAnswer(stream: AnswerStream, onAnswer: (answer: ChatMessage) => void): Promise<void> {
  const builder = new AnswerBuilder("");
  for await (const chunks of stream) {
    for (const chunk of chunks) builder.apply(chunk);
    onAnswer(builder.message);
  }
}

function metadataWith(overrides: Partial<AnswerMetadata>): AnswerMetadata {
  return {
    runId: "run",
    turnId: "turn",
    model: "demo/writer",
    modelName: "Writer",
    providerName: "Demo",
    simulated: true,
    outcome: "running",
    finishReason: null,
    usage: null,
    timing: { startedAt: 0, firstTokenMs: null, durationMs: null, outputTokensPerSecond: null },
    cost: { usd: null, status: "simulated", note: null },
    error: null,
    notices: [],
    ...overrides,
  };
}

/** A server in memory for the tests of the screen: it keeps chats, and its answers are written by the test. */
export class MemoryServer implements ChatServer {
  readonly chats = new Map<string, ChatDocument>();
  readonly answers: OpenAnswer[] = [];
  readonly stopped: string[] = [];
  /** The settings that turns and patches have brought, in order. */
  readonly savedSettings: LaneSettings[] = [];
  /** The runs whose refused field was to be remembered. */
  readonly rememberedRuns: string[] = [];
  /** What the next turns are refused with. */
  refusal: Error | null = null;
  reachable = true;

  getChat = async (chatId: string): Promise<ChatDocument> => {
    this.#reach();
    const chat = this.chats.get(chatId);
    if (chat === undefined) throw new AppError("not_found", "There is no such chat.");
    return structuredClone(chat);
  };

  patchLane = async (chatId: string, laneId: string, patch: LanePatch) => {
    this.#reach();
    const { settings, settingsFrom } = patch;
    const current = this.chats.get(chatId)?.lanes.find(({ id }) => id === laneId)?.settings;
    if (settings === undefined || settingsFrom === undefined || current === undefined) {
      if (settings !== undefined) this.savedSettings.push(settings);
      this.#setLane(chatId, laneId, patch);
      return { saved: true as const };
    }
    const { mine, theirs } = mergeSettings({ base: settingsFrom, mine: settings, theirs: current });
    if (!areSameSettings(mine, theirs))
      throw new AppError("conflict", "Changed meanwhile.", { details: { current } });
    this.savedSettings.push(mine);
    this.#setLane(chatId, laneId, { settings: mine });
    return { saved: true as const, settings: mine };
  };

  stopRun = async (runId: string) => {
    this.stopped.push(runId);
    this.answers.find((answer) => answer.runId === runId)?.end("stopped");
  };

  patchChat = async (chatId: string, { laneIds, laneDefaults }: ChatPatch) => {
    this.#reach();
    const chat = this.chats.get(chatId);
    if (laneDefaults != null && chat !== undefined) chat.laneDefaults = laneDefaults;
    if (laneIds === undefined) return;
    for (const lane of this.chats.get(chatId)?.lanes ?? []) lane.position = laneIds.indexOf(lane.id);
  };

  copyLane = async (chatId: string, { from, laneId }: LaneCopy) => {
    this.#reach();
    const lanes = this.chats.get(chatId)?.lanes ?? [];
    const source = lanes.find(({ id }) => id === from);
    if (source === undefined) throw new AppError("not_found", "There is no such lane.");
    lanes.push({ ...source, id: laneId, position: lanes.length, leafId: null });
  };

  continueEveryone = async (chatId: string) => {
    const lanes = this.chats.get(chatId)?.lanes ?? [];
    return { before: lanes.map(({ id, leafId }) => ({ laneId: id, leafId })) };
  };

  rememberRefusal = async (runId: string) => {
    this.#reach();
    this.rememberedRuns.push(runId);
  };

  addMessages = async (chatId: string, { lanes }: AddedMessages) => {
    this.#reach();
    if (this.refusal !== null) throw this.refusal;
    for (const { laneId, model, parentId, message } of lanes) {
      const { id, role, text } = message;
      const metadata = role === "user" ? null : toWrittenMetadata({ messageId: id, turnId: "turn", now: 0 });
      const parts = [{ type: "text" as const, text }];
      this.#keep(chatId, model, { id, laneId, parentId, role, parts, metadata, createdAt: this.#tick() });
    }
  };

  rewordMessage = async (chatId: string, messageId: string, { id, text }: Rewording) => {
    this.#reach();
    if (this.refusal !== null) throw this.refusal;
    const original = this.chats.get(chatId)?.messages.find((message) => message.id === messageId);
    if (original === undefined) throw new AppError("not_found", "There is no such message.");
    const parts = toEditedParts(original.parts, text);
    this.#keep(chatId, "", { ...original, id, parts, createdAt: this.#tick() });
  };

  keepChat = async (chatId: string) => ({ chatId });

  forkChat = async (chatId: string) => {
    const chat = await this.getChat(chatId);
    const fork = { ...chat, id: createId() };
    this.chats.set(fork.id, fork);
    return { chatId: fork.id };
  };

  runBeside: ChatServer["runBeside"] = async ({ turnId, chatId, lanes }, onAnswer) => {
    this.#reach();
    if (this.refusal !== null) throw this.refusal;
    await Promise.all(
      lanes.map(async ({ laneId, answerId, parentId, model }) => {
        const leafId = this.chats.get(chatId)?.lanes.find(({ id }) => id === laneId)?.leafId ?? null;
        const stream = this.#openAnswer(chatId, { turnId, laneId, answerId, model, parentId });
        this.#setLane(chatId, laneId, { leafId });
        await readAnswer(stream, onAnswer);
      }),
    );
  };

  followBeside: ChatServer["followBeside"] = async (turnId, onAnswer) => {
    this.#reach();
    for (const [chatId, { liveRuns }] of this.chats) {
      const runs = liveRuns.filter((run) => run.turnId === turnId);
      await Promise.all(
        runs.map((run) =>
          readAnswer(this.#openAnswer(chatId, { ...run, model: "demo/writer", parentId: null }), onAnswer),
        ),
      );
    }
  };

  createTransport = (chatId: string): ReturnType<ChatServer["createTransport"]> => ({
    send: async (turnId, lane) => {
      this.#reach();
      if (this.refusal !== null) throw this.refusal;
      const { laneId, model, settings, parentId, message, answerId } = lane;
      this.savedSettings.push(settings);
      if (message !== undefined) this.#keepQuestion(chatId, lane, message);
      const questionId = message?.id ?? parentId;
      const answer = this.#openAnswer(chatId, { turnId, laneId, answerId, model, parentId: questionId });
      if (lane.keepsSettings !== true) this.#setLane(chatId, laneId, { settings });
      return answer;
    },
    resume: async (turnId, laneId) => {
      this.#reach();
      const run = this.chats.get(chatId)?.liveRuns.find((live) => live.laneId === laneId);
      if (run === undefined) throw new AppError("not_found", "There is no such turn.");
      return this.#openAnswer(chatId, { ...run, turnId, model: "demo/writer", parentId: null });
    },
  });

  #setLane(chatId: string, laneId: string, patch: LanePatch): void {
    Object.assign(this.chats.get(chatId)?.lanes.find((lane) => lane.id === laneId) ?? {}, patch);
  }

  #reach(): void {
    if (!this.reachable) throw new TypeError("fetch failed");
  }

  #keepQuestion(
    chatId: string,
    { laneId, model, parentId }: TurnLane,
    { id, text, attachments = [] }: NonNullable<TurnLane["message"]>,
  ) {
    const files = attachments.map(({ id: fileId, name }) => ({
      type: "file" as const,
      mediaType: "image/png",
      filename: name,
      url: `attachment:${fileId}`,
    }));
    this.#keep(chatId, model, {
      id,
      laneId,
      parentId,
      role: "user",
      parts: [...files, { type: "text", text }],
      metadata: null,
      createdAt: this.#tick(),
    });
  }

  #openAnswer(chatId: string, { laneId, answerId, turnId, model, parentId }: Opening): AnswerStream {
    const runId = createId();
    const known = this.chats.get(chatId)?.messages.find((message) => message.id === answerId);
    const message: StoredMessage = known ?? {
      id: answerId,
      laneId,
      parentId,
      role: "assistant",
      parts: [],
      metadata: metadataWith({ runId, turnId, model }),
      createdAt: this.#tick(),
    };
    this.#keep(chatId, model, message);
    const live = { runId, turnId, laneId, answerId };
    const chat = this.chats.get(chatId);
    if (chat !== undefined)
      chat.liveRuns = [...chat.liveRuns.filter((run) => run.answerId !== answerId), live];

    return new ReadableStream<AnswerChunk[]>({
      start: (stream) => {
        const started = message.metadata ?? undefined;
        stream.enqueue([
          { type: "start", messageId: answerId, messageMetadata: started },
          { type: "text-start", id: "text" },
        ]);
        let text = "";
        this.answers.push({
          answerId,
          runId,
          write: (delta) => {
            text += delta;
            stream.enqueue([{ type: "text-delta", id: "text", delta }]);
          },
          end: (outcome = "complete") => {
            message.parts = [{ type: "text", text }];
            message.metadata = metadataWith({ runId, turnId, model, outcome });
            if (chat !== undefined) chat.liveRuns = chat.liveRuns.filter((run) => run !== live);
            stream.enqueue([{ type: "finish", messageMetadata: message.metadata }]);
            stream.close();
          },
          breakOff: () => {
            message.parts = [{ type: "text", text }];
            stream.error(new TypeError("network error"));
          },
        });
      },
    });
  }

  #keep(chatId: string, model: string, message: StoredMessage): void {
    const chat = this.chats.get(chatId) ?? {
      id: chatId,
      title: "Chat",
      createdAt: 0,
      updatedAt: 0,
      lanes: [],
      messages: [],
      liveRuns: [],
    };
    this.chats.set(chatId, chat);
    const lane = chat.lanes.find(({ id }) => id === message.laneId);
    if (lane !== undefined) lane.leafId = message.id;
    else chat.lanes.push({ id: message.laneId, position: 0, model, settings: {}, leafId: message.id });
    chat.messages = [...chat.messages.filter(({ id }) => id !== message.id), message];
    chat.updatedAt = this.#tick();
  }

  #ticks = 0;
  #tick(): number {
    this.#ticks += 1;
    return this.#ticks;
  }
}
