import type { AnswerSettings } from "@/e2e/upstreams/emulated-chat/answer-settings";
import type { refusals } from "./refusals";

/** What a test can change about the service at any moment. */
export type WandbEmulatorSettings = AnswerSettings & {
  /** The only key that is accepted. */
  key: string;
  /** The projects an `OpenAI-Project` header may name. */
  projects: string[];
  /** Ids of the models that are listed and answer. */
  offered: string[];
  /** How `GET /models` answers. */
  listing: "ok" | "empty" | "failing";
  /** Set, every chat request is refused for this reason. */
  fault: keyof typeof refusals | null;
  /** More chat requests than this at one time are refused. */
  mostAtOnce: number;
};
