import type { LanguageModel } from "ai";
import type { TestServer } from "@/app/api/test-server";
import type { LaneSettings } from "@/lib/chats/lane-settings";
import type { AnswerMetadata } from "@/lib/runs/answer-metadata";

/** One request as an upstream that is ours saw it. */
export type SeenByEmulator = {
  method: string;
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: Record<string, unknown> | null;
  status: number;
};

/** The product, without its HTTP server, in front of one provider. */
export type RowSystem = {
  server: TestServer;
  /** Begins a chat with this model and reads its answer to the end. */
  ask: (question: {
    model: string;
    text: string;
    settings?: LaneSettings;
  }) => Promise<{ text: string; reasoning: string; metadata: AnswerMetadata }>;
  /** The language model behind a ref, for what the chat cannot ask for. */
  getModel: (ref: string) => Promise<Exclude<LanguageModel, string>>;
  /** Requests in order; null when the real service answers. */
  requests: SeenByEmulator[] | null;
};

/** One numbered point of a provider's row, as something that can be tried. */
export type RowCheck<System extends RowSystem = RowSystem> = {
  point: number;
  title: string;
  run: (system: System) => Promise<void>;
};

/** The points of one provider: those the real service can show, and those that need an emulator's faults. */
export type Row<Emulated extends RowSystem> = {
  providerId: string;
  name: string;
  live: RowCheck[];
  emulated: RowCheck<Emulated>[];
};
